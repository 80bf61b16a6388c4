"""Changing what belongs to a protocol and not to one version of it."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Protocol, Version
from tests.protocols import factories
from tests.protocols.browsing import of, sent, signed_in, to
from tests.protocols.factories import board, do, empty, version

pytestmark = pytest.mark.django_db
S = Version.Status


def charter(made):
    return do(actions.draft_protocol, by=made.author, reference="T-CHARTER", title="Harbour Charter", tier=1)


def protocol_of(made, found):
    with acting_as(made.registrar):
        return Protocol.objects.get(pk=found.protocol_id)


def edit_protocol(made, found, by=None, **words):
    words = {"parent": None, "no_parent_reason": "The charter is being written.", "minimum_signatures": 2, **words}
    return do(actions.edit_protocol, protocol_of(made, found), by=by or made.author, **words)


def test_it_changes_and_the_timeline_says_from_what_to_what(made):
    found = empty(made)
    above = charter(made)

    edit_protocol(made, found, parent=above, commissioned_by="The Harbour Board", minimum_signatures=3)

    now = protocol_of(made, found)
    assert (now.parent_id, now.no_parent_reason, now.commissioned_by, now.minimum_signatures) == (
        above.pk, "", "The Harbour Board", 3,
    )  # fmt: skip
    with acting_as(made.author):
        change = found.changes.get(verb="edit_protocol")
        row = now.history.order_by("-history_id").first()
    assert change.reason == (
        "Stands under: Harbour Charter (before: The charter is being written.). "
        "Commissioned by: The Harbour Board (before: nobody named). Signatures it needs: 3 (before: 2)."
    )
    assert (row.history_verb, row.history_member_id) == ("edit_protocol", made.author.pk)


def test_what_stays_as_it_was_leaves_no_trace(made):
    found = empty(made)

    edit_protocol(made, found)

    with acting_as(made.author):
        assert not found.changes.filter(verb="edit_protocol").exists()


def test_it_stands_under_something_higher_or_says_why_under_nothing(made):
    found, sibling = empty(made), empty(made)

    with pytest.raises(MoveRefused, match="say why there is none"):
        edit_protocol(made, found, no_parent_reason=" ")
    with pytest.raises(MoveRefused, match="higher tier"):
        edit_protocol(made, found, parent=protocol_of(made, sibling))
    with pytest.raises(MoveRefused, match="At least one"):
        edit_protocol(made, found, minimum_signatures=0)


def test_it_never_stands_under_a_document_of_another_partnership(made):
    elsewhere = charter(board())

    with pytest.raises(MoveRefused, match="of this partnership"):
        edit_protocol(made, empty(made), parent=elsewhere)


def test_the_number_of_signatures_stands_while_a_version_is_out_for_signing(made):
    out = version(made, S.SIGNING)

    with pytest.raises(MoveRefused, match="out for signing"):
        edit_protocol(made, out, minimum_signatures=1)
    edit_protocol(made, out, commissioned_by="The Harbour Board")
    assert protocol_of(made, out).commissioned_by == "The Harbour Board"


def test_a_version_in_force_stays_in_force_whatever_the_number_becomes(made):
    live = version(made, S.IN_FORCE)

    edit_protocol(made, live, minimum_signatures=3)

    assert factories.see(made, live).status == S.IN_FORCE


@pytest.mark.parametrize("who", ["head", "officer"])
def test_only_the_board_changes_it(made, who):
    live = version(made, S.IN_FORCE)
    by = made.head(made.council) if who == "head" else made.officer(made.council)

    with pytest.raises(PermissionDenied):
        edit_protocol(made, live, by=by)


def test_the_page_is_linked_keeps_what_was_typed_and_saves(client, made):
    live = version(made, S.IN_FORCE)
    above = charter(made)
    with acting_as(made.author):
        reference = protocol_of(made, live).reference
    address = to(made, "edit_protocol", reference=reference)
    assert address in signed_in(client, made.author).get(of(made, live, "protocol")).text

    failed = client.post(address, sent(made, commissioned_by="The Harbour Board", minimum_signatures="3"))

    assert failed.status_code == 200
    assert "Choose the document it stands under, or say why there is none" in failed.text
    assert "The Harbour Board" in failed.text
    saved = client.post(
        address, sent(made, parent=str(above.pk), commissioned_by="The Harbour Board", minimum_signatures="3")
    )
    assert saved.status_code == 302
    assert protocol_of(made, live).parent_id == above.pk
    assert address not in signed_in(client, made.head(made.council)).get(of(made, live, "protocol")).text


def test_the_page_says_why_the_number_cannot_change_now(client, made):
    out = version(made, S.SIGNING)
    address = to(made, "edit_protocol", reference=protocol_of(made, out).reference)

    page = signed_in(client, made.author).get(address).text

    assert "is out for signing and needs 2 signatures" in page
    assert "minimum_signatures" not in page


def test_a_charter_is_asked_only_who_commissioned_it_and_how_many_sign(client, made):
    above = charter(made)
    address = to(made, "edit_protocol", reference=above.reference)

    page = signed_in(client, made.author).get(address).text

    assert "Which document does it stand under" not in page
    saved = client.post(address, sent(made, commissioned_by="The Harbour Board", minimum_signatures="4"))
    assert saved.status_code == 302
