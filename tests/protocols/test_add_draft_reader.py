"""Letting a named person in to a draft."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies.access import granted
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions, queue
from protocols.models import Party, Protocol, Version
from tests.agencies import factories as agencies
from tests.protocols.browsing import of, sent, signed_in
from tests.protocols.factories import NOON, board, do, draft, see, version

pytestmark = pytest.mark.django_db
UNTIL = date(2030, 12, 31)


def let_in(made, found, **words):
    words = {"reason": "She knows the harbour.", "ends_on": UNTIL, **words}
    return do(actions.add_draft_reader, found, made.stranger, by=made.author, **words)


def test_a_person_of_another_agency_reads_the_draft_and_is_told():
    made = board()
    found = draft(made)
    with acting_as(made.stranger):
        assert not Version.objects.exists()

    let_in(made, found)

    with acting_as(made.stranger):
        assert granted(made.stranger, "view_version", Version.objects.visible_to(made.stranger).get())
        assert Notice.objects.get().kind == "protocol_draft_opened"
        assert found.parties.get(agency=made.outside).part == Party.Part.READER


def test_it_takes_a_reason_and_an_end():
    made = board()
    found = draft(made)

    with pytest.raises(MoveRefused, match="Say why"):
        let_in(made, found, reason="")
    with pytest.raises(MoveRefused, match="today or later"):
        let_in(made, found, ends_on=date(2026, 11, 17))


def test_what_is_in_force_is_open_anyway():
    made = board()
    live = version(made, Version.Status.IN_FORCE)

    with pytest.raises(MoveRefused):
        let_in(made, live)


def seen(member):
    """How many versions, and how many protocols, somebody sees."""
    with acting_as(member):
        return Version.objects.visible_to(member).count(), Protocol.objects.visible_to(member).count()


def test_nobody_else_of_that_agency_sees_the_draft(client):
    made = board()
    found = draft(made)
    colleague = agencies.member(made.registrar, made.outside)

    let_in(made, found)

    assert (seen(made.stranger), seen(colleague)) == ((1, 1), (0, 0))
    assert signed_in(client, made.stranger).get(of(made, found)).status_code == 200
    for name in ("version", "protocol", "summary"):
        assert signed_in(client, colleague).get(of(made, found, name)).status_code == 404


def test_it_ends_on_its_day_and_what_comes_into_force_is_everybodys():
    made = board()
    found = draft(made)
    long_ago = NOON.replace(year=2020)

    do(actions.add_draft_reader, found, made.stranger, by=made.author, at=long_ago, reason="He drew the old map.",
       ends_on=long_ago.date())  # fmt: skip

    assert seen(made.stranger) == (0, 0)
    version(made, Version.Status.IN_FORCE)
    assert seen(made.stranger) == (1, 1)


def test_an_agency_that_is_named_is_opened_to_all_of_its_people_and_then_told():
    made = board()
    found = draft(made)
    colleague = agencies.member(made.registrar, made.outside)
    let_in(made, found)

    do(actions.name_parties, found, by=made.author, signatories=made.signatories, consultees=[made.outside])

    assert seen(colleague) == (1, 1)


def test_naming_the_agencies_again_shuts_no_reader_out():
    made = board()
    found = draft(made)
    let_in(made, found)

    do(actions.name_parties, found, by=made.author, signatories=made.signatories[:2], consultees=[made.outside])
    do(actions.name_parties, found, by=made.author, signatories=made.signatories[:2])

    assert seen(made.stranger) == (1, 1)
    assert seen(agencies.member(made.registrar, made.outside)) == (0, 0)


def test_a_reader_finds_it_in_the_queue_and_the_heads_of_their_agency_hear_nothing():
    made = board()
    found = draft(made)
    reader = agencies.member(made.registrar, made.outside)
    do(actions.add_draft_reader, found, reader, by=made.author, reason="She drew the map.", ends_on=UNTIL)

    do(actions.consult, found, by=made.author, ends_on=date(2026, 12, 9))

    with acting_as(reader):
        assert [item.what for item in queue.waiting_for(reader, NOON.date())] == [
            f"Read the draft of {see(made, found)}"
        ]
    with acting_as(made.stranger):
        assert queue.waiting_for(made.stranger, NOON.date()) == []
        assert not Notice.objects.exists()


@pytest.mark.parametrize("who", ["head", "officer", "stranger"])
def test_only_the_board_lets_somebody_in(who):
    made = board()
    found = draft(made)
    by = {"head": made.head(made.council), "officer": made.officer(made.police), "stranger": made.stranger}[who]

    with pytest.raises(PermissionDenied):
        do(actions.add_draft_reader, found, made.stranger, by=by, reason="Why not?", ends_on=UNTIL)


def test_history_and_timeline_say_who_let_whom_in():
    made = board()
    found = draft(made)
    let_in(made, found)

    with acting_as(made.author):
        change = found.changes.get(verb="add_draft_reader")
        row = found.parties.get(agency=made.outside).history.get()
    assert "She knows the harbour." in change.reason
    assert (row.history_verb, row.history_member_id) == ("add_draft_reader", made.author.pk)


def test_the_page_offers_those_who_cannot_read_it_yet_and_keeps_what_was_typed(client):
    made = board()
    found = draft(made)
    address = of(made, found, "add_draft_reader")
    page = signed_in(client, made.author).get(address)
    assert str(made.stranger.pk) in page.text
    assert str(made.head(made.fire).pk) not in page.text and str(made.registrar.pk) not in page.text

    failed = client.post(address, sent(made, reason="She knows the harbour.", ends_on_day="31"))

    assert failed.status_code == 200
    assert "Choose who should read it" in failed.text and "She knows the harbour." in failed.text
    chosen = {
        "member": str(made.stranger.pk), "reason": "She knows the harbour.", "ends_on_day": "1", "ends_on_month": "1",
        "ends_on_year": str(timezone.localdate().year + 1),
    }  # fmt: skip
    done = client.post(address, sent(made) | chosen, follow=True)
    assert "can read the draft, and has been told" in done.text
    assert "let in to read it until 1 January" in done.text
    assert seen(made.stranger) == (1, 1)
