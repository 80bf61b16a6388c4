"""Does recording always work, and does the record say what it should to whom it should?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.checklist.book import ALL
from sharing.checklist.shapes import Kind
from sharing.models import Checklist, Disclosure, DisclosureParty, Holding, OutsideRecipient
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, LATER, NOON
from tests.tries import tries

pytestmark = pytest.mark.django_db


def test_a_sharing_without_any_protocol_is_complete_when_every_page_is_answered(world):
    made = factories.disclosure(world, no_protocol_reason="No agreement covers somebody who is missing.")

    with acting_as(world.sharer):
        assert rules.gaps(made, made.reasoning) == []
    assert (made.status, made.version, made.complete_by) == (Disclosure.Status.COMPLETE, None, None)
    assert made.completed_at == NOON
    assert made.reference.endswith("-D-2026-0001")


def test_what_is_missing_is_listed_and_dated_and_stops_nothing(world):
    made = factories.owed(world)

    with acting_as(world.sharer):
        missing = rules.gaps(made, made.reasoning)
    assert made.status == Disclosure.Status.RECORDED
    assert {gap.owner for gap in missing} >= {"whoever shared it"}
    assert made.complete_by == max(gap.due for gap in missing) > NOON
    assert made.complete_by - NOON < timedelta(days=14)


def test_the_record_says_what_went_where_and_how(world):
    made = factories.disclosure(world)

    assert made.purpose == "danger"
    assert [item["slug"] for item in made.data_items] == ["location", "concern"]
    assert made.data_kinds == ["personal"]
    assert (made.marking_scheme, made.marking) == ("GSC-2024", "OFFICIAL")
    assert (made.channel, made.channel_allowed, made.manner) == ("in_service", True, "given")
    assert (made.consent, made.sub_judice, made.about_a_child) == ("not_asked", "no", False)
    assert made.onward == rules.ONWARD_ASK
    with acting_as(world.sharer):
        giver, recipient = made.parties.order_by("part")
    assert (giver.agency_id, recipient.agency_id) == (world.ours.pk, world.theirs.pk)
    assert (recipient.recipient, recipient.use) == ("Inspector", "Sends an officer today")
    assert recipient.receipt_due_at == rules.receipt_due(NOON)


def test_what_was_only_said_starts_no_clock_of_receipt(world):
    told = {**ANSWERS, "2a": world.recipients(), "9": {"channel": "telephone", "knew": "badge", "marking": "official"}}

    made = factories.disclosure(world, answers=told)

    assert (made.manner, made.channel) == ("spoken", "telephone")
    with acting_as(world.sharer):
        assert made.parties.get(part="recipient").receipt_due_at is None


def test_a_way_that_the_handling_rules_point_away_from_is_recorded_all_the_same(world):
    sent = {"channel": "ordinary_email", "marking": "official_sensitive", "despite": "Their secure mailbox was down."}

    made = factories.disclosure(world, answers={**ANSWERS, "2a": world.recipients(), "9": sent})

    assert (made.channel_allowed, made.channel_reason) == (False, "Their secure mailbox was down.")
    assert made.handling_instruction == "RECIPIENTS ONLY"


def test_somebody_outside_every_agency_is_kept_apart(world):
    rows = [{"agency": "Night shelter", "role": "manager", "use": "Keeps a bed", "outside": True}]

    made = factories.disclosure(world, answers={**ANSWERS, "2a": {"recipients": rows, "undertaking": "signed"}})

    with acting_as(world.sharer):
        outside = OutsideRecipient.objects.get(disclosure=made)
        assert list(DisclosureParty.objects.filter(disclosure=made).values_list("part", flat=True)) == ["giver"]
    assert (outside.who, outside.use, outside.undertaking) == ("Night shelter, manager", "Keeps a bed", "signed")


def test_the_senders_reasoning_is_on_nothing_that_the_recipient_can_read(world):
    judgement = ANSWERS["3"]["judgement"]

    made = factories.disclosure(world)

    with acting_as(world.receiver):
        seen = Disclosure.objects.visible_to(world.receiver).get(pk=made.pk)
        assert not Checklist.objects.exists()
    assert judgement not in " ".join(str(value) for value in vars(seen).values())


@pytest.mark.parametrize("marking", ["SECRET", "secret", "top_secret", "TOP SECRET", "GSC-2024:SECRET", "top-secret"])
def test_secret_and_above_are_refused(world, marking):
    answers = {**ANSWERS, "2a": world.recipients(), "9": {"channel": "service", "marking": marking}}
    made = factories.checklist(world, answers=answers)

    with acting_as(world.sharer), pytest.raises(MoveRefused, match="does not belong in this service"):
        actions.record_disclosure(made, by=world.sharer, at=NOON, shared_at=NOON)

    with acting_as(world.sharer):
        assert not Disclosure.objects.exists()


def test_the_recipients_officer_is_told_without_content(world):
    made = factories.disclosure(world)

    with acting_as(world.receiver):
        notice = Notice.objects.visible_to(world.receiver).get()
    assert notice.kind == "disclosure_received"
    assert set(notice.context) == {"reference", "agency", "due"}
    assert notice.context["reference"] == made.reference


def test_the_giver_keeps_its_copy_by_its_own_schedule_and_otherwise_there_is_no_rule(world):
    factories.retention_rule(world.officer, "RET-DISC", 72)

    general, child = factories.disclosure(world), factories.disclosure(
        world, {**ANSWERS, "2a": world.recipients(), "S4": {"people": [{"reference": "K", "part": "at_risk", "child": "yes"}]}}
    )  # fmt: skip

    with acting_as(world.sharer):
        kept, unruled = Holding.objects.get(disclosure=general), Holding.objects.get(disclosure=child)
    assert (kept.rule_code, kept.retain_until_on.isoformat()) == ("RET-DISC", "2032-11-18")
    assert (unruled.rule_code, unruled.retain_until_on) == ("", None)


def test_a_checklist_becomes_one_record_only(world):
    made = factories.checklist(world)
    with acting_as(world.sharer):
        actions.record_disclosure(made, by=world.sharer, at=NOON, shared_at=NOON)

        with pytest.raises(MoveRefused):
            actions.record_disclosure(made, by=world.sharer, at=LATER, shared_at=NOON)


def test_a_colleague_in_another_job_cannot_record_it(world):
    made = factories.checklist(world)

    with acting_as(world.colleague), pytest.raises(PermissionDenied):
        actions.record_disclosure(made, by=world.colleague, at=NOON, shared_at=NOON)


def test_a_board_administrator_does_not_share_by_office(world):
    board = agencies.member(world.registrar, world.ours, Role.BOARD_ADMINISTRATOR)

    with acting_as(board), pytest.raises(PermissionDenied):
        actions.start_checklist(by=board, at=NOON, voice="alone", tense="before")


def test_recording_takes_a_known_number_of_statements(world):
    made = factories.checklist(world)

    with acting_as(world.sharer), CaptureQueriesContext(connection) as captured:
        actions.record_disclosure(made, by=world.sharer, at=NOON, shared_at=NOON)

    assert len(captured) == STATEMENTS, "\n".join(query["sql"][:150] for query in captured)


STATEMENTS = 8  # the seventh, for the slug, once a process


def test_each_side_has_its_own_law_and_the_recipients_is_theirs_to_say(world):
    made = factories.disclosure(world)

    with acting_as(world.sharer):
        giver, recipient = made.parties.order_by("part")
    assert (giver.provisions, recipient.given_under) == (["LB-E"], ["LB-E"])
    assert recipient.provisions == []


def test_whoever_asked_has_said_already_what_allows_them_to_hold_it(world):
    told = {"1a": ANSWERS["1a"], "S6": {"kinds": ["location"]},
            "2c": {"basis": "job", "task": "crime", "law_enforcement": "own"}}  # fmt: skip
    asking = factories.checklist(world, by=world.asker, answers=told, voice="asker")
    with acting_as(world.asker):
        asked = actions.send_request(asking, by=world.asker, at=NOON, asked_agency=world.ours, urgency="ordinary")
    made = factories.checklist(world, answers={}, request=asked)
    with acting_as(world.sharer):
        record = actions.record_disclosure(made, by=world.sharer, at=NOON, shared_at=NOON)
        assert record.parties.get(part="recipient").provisions == ["LE-35-T"]


def test_the_note_and_what_was_not_made_clear_reach_the_recipient(world):
    unclear = {"made_of": ["told"], "made_clear": "no", "clarification": "The neighbour only heard it."}

    made = factories.disclosure(world, {**ANSWERS, "2a": world.recipients(), "4c": unclear}, note="Ring before you go.")

    with acting_as(world.receiver):
        seen = Disclosure.objects.visible_to(world.receiver).get(pk=made.pk)
    assert seen.note == "Ring before you go.\n\nThe neighbour only heard it."


def test_a_way_that_nobody_named_is_not_another_way_and_is_asked_for(world):
    made = factories.disclosure(world, {**ANSWERS, "2a": world.recipients(), "9": {"marking": "official"}})

    with acting_as(world.sharer):
        missing = [gap.code for gap in rules.gaps(made, made.reasoning)]
    assert (made.channel, made.channel_allowed, missing) == ("", None, ["9"])


# Any answers at all: every "no", every "not sure", nothing, things that contradict each other.


def _value(field):
    values = [choice.value for choice in field.choices] or ["something typed", ""]
    match field.kind:
        case Kind.CHECKBOXES:
            return st.lists(st.sampled_from(values), max_size=3, unique=True)
        case Kind.CHECKBOX:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(0, 50)
        case Kind.DATE:
            return st.sampled_from(["2026-11-20", "2027-01-01"])
        case Kind.ROWS:
            row = st.fixed_dictionaries({}, optional={column.name: _value(column) for column in field.columns})
            return st.lists(row, max_size=2)
    return st.sampled_from(values)


def _page(page):
    return st.fixed_dictionaries({}, optional={field.name: _value(field) for field in page.fields})


answers = st.fixed_dictionaries(
    {}, optional={page.code: _page(page) for page in ALL if page.fields and page.code != "EM"}
)


@settings(
    max_examples=tries(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=answers)
def test_no_answer_and_no_silence_ever_keeps_a_sharing_from_being_recorded(world, told):
    told.get("S1", {}).pop("want", None)
    with acting_as(world.sharer):
        made = actions.start_checklist(by=world.sharer, at=NOON, voice="alone", tense="after")
        for code, data in told.items():
            made = actions.save_page(made, code, data, by=world.sharer, at=NOON, revision=made.revision)

        recorded = actions.record_disclosure(made, by=world.sharer, at=NOON, shared_at=NOON - timedelta(days=1))

        assert recorded.status in (Disclosure.Status.RECORDED, Disclosure.Status.COMPLETE)
        assert (recorded.status == Disclosure.Status.COMPLETE) == (rules.gaps(recorded, recorded.reasoning) == [])
