"""Does each recipient say its own law once it has it, and leave the sender's alone? (TR-19, ruling 12d)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, DisclosureParty
from tests.agencies import factories as agencies
from tests.api.programs import Program
from tests.compliance import copies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, LATER
from tests.sharing.visiting import at, opened, sent, text

pytestmark = pytest.mark.django_db


def received(world, answers=None, **more):
    """A record whose receipt the other agency's officer has confirmed without saying its law."""
    record = factories.disclosure(world, answers)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=LATER, accepts_conditions=True, **more)
    return record


def state(record, member, *codes):
    with acting_as(member):
        return actions.state_law(record, by=member, at=LATER, provisions=codes)


def law_of(member, record):
    """Of each side, as the database lets this member read it."""
    with acting_as(member):
        return {party.part: party.provisions for party in DisclosureParty.objects.filter(disclosure=record)}


def test_the_recipient_says_its_law_after_receipt_and_the_senders_stands(world):
    record = received(world)

    state(record, world.receiver, "LE-35-T")

    assert law_of(world.officer, record) == {"giver": ["LB-E"], "recipient": ["LE-35-T"]}
    with acting_as(world.receiver):
        versions = DisclosureParty.history.filter(agency_id=world.theirs.pk)
        assert [(one.history_verb, one.provisions) for one in versions[:2]] == [
            ("state_law", ["LE-35-T"]), ("confirm_receipt", [])
        ]  # fmt: skip
        assert record.changes.get(verb="state_law").by == world.receiver


def test_what_was_said_before_can_be_put_right_and_the_history_keeps_both(world):
    record = received(world, provisions=["LE-35-T"])

    state(record, world.receiver, "LB-E", "LB-D")

    assert law_of(world.receiver, record)["recipient"] == ["LB-E", "LB-D"]
    with acting_as(world.receiver):
        versions = DisclosureParty.history.filter(agency_id=world.theirs.pk)
        assert [one.provisions for one in versions[:2]] == [["LB-E", "LB-D"], ["LE-35-T"]]


def test_a_sender_that_recorded_no_law_stops_nobody(world):
    record = received(world, {"2a": world.recipients()})

    state(record, world.receiver, "LB-D")

    assert law_of(world.officer, record) == {"giver": [], "recipient": ["LB-D"]}


def test_answers_that_the_sender_gives_later_leave_it_as_it_is(world):
    record = received(world, {"2a": world.recipients()})
    state(record, world.receiver, "LB-D")

    with acting_as(world.sharer):
        checklist = Checklist.objects.get(disclosure=record)
        actions.save_owed(record, "2c", {"2c": ANSWERS["2c"]}, by=world.sharer, at=LATER, revision=checklist.revision)

    assert law_of(world.officer, record) == {"giver": ["LB-E"], "recipient": ["LB-D"]}


@pytest.mark.parametrize("codes", [(), ("LB-EA",), ("CDA-115",), ("LB-E", "NO-SUCH-LAW")])
def test_law_that_is_not_open_to_the_recipient_is_not_recorded(world, codes):
    record = received(world)

    with pytest.raises(ValueError, match="not open"):
        state(record, world.receiver, *codes)

    assert law_of(world.receiver, record)["recipient"] == []


def test_before_receipt_it_is_asked_with_the_receipt(world):
    record = factories.disclosure(world)

    with pytest.raises(MoveRefused, match="Confirm receipt first"):
        state(record, world.receiver, "LE-35-T")
    answer = opened(world.receiver, record, "state_law")
    assert (answer.status_code, answer["Location"]) == (
        302, at(world.receiver, "confirm_receipt", reference=record.reference)
    )  # fmt: skip


def test_a_copy_on_hold_is_not_changed(world):
    record = received(world)
    copies.hold(world, by=world.receiver, at=LATER, disclosure=record)

    with pytest.raises(MoveRefused, match="on hold"):
        state(record, world.receiver, "LE-35-T")
    assert opened(world.receiver, record, "state_law").status_code == 409
    assert "Say which" not in text(opened(world.receiver, record, "disclosure"))


@pytest.mark.parametrize("who", ["officer", "stranger", "asker"])
def test_nobody_but_who_may_confirm_receipt_says_it(world, who):
    record = received(world)

    with pytest.raises(PermissionDenied):
        state(record, getattr(world, who), "LB-E")


def test_a_practitioner_who_was_let_in_says_it(world):
    record = received(world)
    with acting_as(world.receiver):
        actions.let_in(
            record, world.asker, by=world.receiver, at=LATER, reason="It is for their case",
            ends_on=LATER.date().replace(year=2099),
        )  # fmt: skip

    assert state(record, world.asker, "LE-35-T").provisions == ["LE-35-T"]


def test_the_page_asks_it_and_both_sides_then_read_it_each_its_own(world):
    record = received(world)
    assert at(world.receiver, "state_law", reference=record.reference) in opened(
        world.receiver, record, "disclosure"
    ).content.decode()  # fmt: skip
    nothing = sent(world.receiver, record, "state_law")

    answer = sent(world.receiver, record, "state_law", provisions=["LE-35-T", "LB-D"])

    assert "Choose the law that your agency relies on" in text(nothing)
    assert answer.status_code == 302
    for member in (world.receiver, world.officer):
        page = text(opened(member, record, "disclosure"))
        assert "Necessary for a law-enforcement task" in page
        assert "said which law allows it to hold and use this" in page
    assert "Public task" not in text(opened(world.receiver, record, "disclosure"))
    assert "state_law" not in opened(world.officer, record, "disclosure").content.decode()
    assert 'value="LE-35-T" checked' in opened(world.receiver, record, "state_law").content.decode()


def test_an_auditor_reads_it_and_says_nothing(world):
    record = received(world, provisions=["LE-35-T"])
    auditor = agencies.member(world.registrar, world.theirs, Role.AUDITOR, job_title="Internal Auditor")

    assert opened(auditor, record, "state_law").status_code == 403
    page = opened(auditor, record, "disclosure")
    assert "Necessary for a law-enforcement task" in text(page)
    assert "state_law" not in page.content.decode()


def test_of_figures_about_nobody_no_law_is_asked(world):
    figures = {"what": "Fires", "period": "May", "small": "none", "recipients": world.recipients()["recipients"]}
    record = received(world, {"S1": {"want": "share"}, "S2": {"danger": "no"}, "S3": {"who": "no"}, "FIG": figures})

    assert opened(world.receiver, record, "state_law").status_code == 409
    assert "state_law" not in opened(world.receiver, record, "disclosure").content.decode()


def test_a_program_says_it(world):
    record, receiver = received(world), Program(world.receiver)
    path = f"disclosures/{record.reference}/state_law/"

    wrong = receiver.post(path, {"provisions": ["CDA-115"]})
    told = receiver.post(path, {"provisions": ["LE-35-T"]})

    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "provisions")
    assert (told.status_code, told.json()["reference"]) == (200, record.reference)
    read = receiver.get(f"disclosures/{record.reference}/").json()
    assert read["recipients"][0]["provisions"] == ["LE-35-T"]
    assert Program(world.officer).post(path, {"provisions": ["LB-E"]}).status_code == 403
    assert Program(world.stranger).post(path, {"provisions": ["LB-E"]}).status_code == 404


def test_the_page_speaks_of_what_was_said_before_only_where_something_was(world):
    record = received(world)
    first = text(opened(world.receiver, record, "state_law"))
    state(record, world.receiver, "LE-35-T")

    assert "takes the place of what your agency said before" not in first
    assert "takes the place of what your agency said before" in text(opened(world.receiver, record, "state_law"))
