"""Who answers a request, within what limits, and does the asker hear at once?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.actions import name_decision_maker
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, queue, rules
from sharing.models import Decision, Disclosure, DisclosureReader, Request
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, DAY, LATER, NOON

pytestmark = pytest.mark.django_db


def decide(request, member, outcome="granted", **more):
    with acting_as(member):
        return actions.decide(request, by=member, at=LATER, outcome=outcome, **more)


@pytest.mark.parametrize("outcome", ["granted", "part", "refused"])
def test_a_decision_maker_answers_and_the_asker_is_told_at_once(world, outcome):
    asked = factories.request(world)

    decision = decide(asked, factories.decision_maker(world), outcome, reason_code="too_much")

    with acting_as(world.asker):
        request = Request.objects.get(pk=asked.pk)
        notice = Notice.objects.visible_to(world.asker).get(kind="request_decided")
        assert Decision.objects.get(request=request) == decision
    assert request.status == outcome
    assert notice.context["outcome"] == decision.get_outcome_display()
    assert notice.raised_at == LATER


def test_a_refusal_carries_its_effect_and_what_is_offered_to_the_asker(world):
    asked = factories.request(world)

    decide(
        asked, factories.decision_maker(world), "refused", reason_code="not_needed", reason="The address is not needed.",
        effect_of_not_sharing="You may look in the wrong place.", offered_instead="Figures", whom_to_ring="Duty manager",
    )  # fmt: skip

    with acting_as(world.asker):
        read = Decision.objects.get(request=asked)
    assert (read.effect_of_not_sharing, read.offered_instead) == ("You may look in the wrong place.", "Figures")


def test_a_refusal_needs_a_coded_reason(world):
    asked = factories.request(world)

    with pytest.raises(ValueError, match="coded reason"):
        decide(asked, factories.decision_maker(world), "refused")

    with acting_as(world.asker):
        assert Request.objects.get(pk=asked.pk).status == Request.Status.SENT


def test_the_reasons_are_those_of_the_page():
    assert {"not_held", "too_much", "barred", "harm"} <= set(rules.REFUSAL_REASONS)


@pytest.mark.parametrize("who", ["officer", "head", "sharer", "asker"])
def test_nobody_decides_by_office(world, who):
    asked = factories.request(world)

    with pytest.raises(PermissionDenied):
        decide(asked, getattr(world, who))


def test_an_adviser_never_decides_whatever_they_were_given(world):
    adviser = agencies.member(
        world.registrar, world.ours, Role.PRACTITIONER, Role.DATA_PROTECTION_OFFICER, job_title="Adviser"
    )
    factories.decision_maker(world, adviser)

    with pytest.raises(PermissionDenied):
        decide(factories.request(world), adviser)


def test_nobody_decides_what_they_asked_themselves_for_another_agency(world):
    both = agencies.member(world.registrar, world.ours, job_title="Analyst")
    with acting_as(world.registrar):
        type(both).objects.filter(pk=both.pk).update(person=world.asker.person)
    both.person_id = world.asker.person_id
    factories.decision_maker(world, both)

    with pytest.raises(PermissionDenied):
        decide(factories.request(world), both)


def test_a_grant_for_ordinary_items_does_not_reach_health(world):
    decider = factories.decision_maker(world, data_kinds=["personal"])

    decide(factories.request(world, kinds=("location",)), decider)
    with pytest.raises(PermissionDenied):
        decide(factories.request(world, kinds=("location", "health")), decider)


def test_a_grant_for_ordinary_days_does_not_reach_an_emergency(world):
    decider = factories.decision_maker(world, urgencies=["ordinary"])

    decide(factories.request(world), decider)
    with pytest.raises(PermissionDenied):
        decide(factories.request(world, urgency="emergency"), decider)


def test_a_grant_up_to_official_does_not_reach_what_needs_more_care(world):
    decider = factories.decision_maker(world, highest_marking="OFFICIAL")

    decide(factories.request(world, kinds=("location",)), decider)
    with pytest.raises(PermissionDenied):
        decide(factories.request(world, kinds=("offending",)), decider)


def test_a_grant_holds_from_its_first_day_to_its_last(world):
    ended = factories.decision_maker(world, starts=NOON - timedelta(days=9), ends_on=DAY - timedelta(days=1))
    to_come = factories.decision_maker(world, world.sharer, starts=NOON + timedelta(days=1))
    asked = factories.request(world)

    for member in (ended, to_come):
        with acting_as(member):
            assert not rules.may_decide(member, asked, DAY)
        with pytest.raises(PermissionDenied):
            decide(asked, member)
    with acting_as(to_come):
        assert rules.may_decide(to_come, asked, DAY + timedelta(days=1))
        assert [one.pk for one in rules.decision_makers(asked, DAY + timedelta(days=1))] == [to_come.pk]


def test_a_grant_in_one_agency_is_none_in_another(world):
    with acting_as(world.registrar):
        name_decision_maker(world.receiver, by=world.registrar, at=NOON)

    with pytest.raises(PermissionDenied):
        decide(factories.request(world), world.receiver)


def test_what_was_granted_becomes_the_record(world):
    asked = factories.request(world)
    decider = factories.decision_maker(world)
    decide(asked, decider)
    with acting_as(decider):
        assert [item.action for item in queue.waiting_for(decider, DAY)] == ["Share it"]
    answers = {code: data for code, data in ANSWERS.items() if code not in ("S1", "S4", "1a", "1b", "2b")}
    answers |= {"2a": world.recipients(), "S7": {"protected": ["none"]}}
    made = factories.checklist(world, by=decider, answers=answers, voice="sharer", request=asked)

    with acting_as(decider):
        record = actions.record_disclosure(made, by=decider, at=LATER, shared_at=LATER)

        # What the asker left open is the asker's, and keeps nobody's record from being complete.
        assert rules.owed(rules.gaps(record, record.reasoning)) == []
        assert record.status == Disclosure.Status.COMPLETE
        assert {gap.owner for gap in rules.gaps(record, record.reasoning)} == {"whoever asked"}
        assert queue.waiting_for(decider, DAY) == []
        assert asked.changes.filter(verb="record_disclosure", reason=record.reference).exists()
    with acting_as(world.asker):
        assert Disclosure.objects.visible_to(world.asker).get().request_id == asked.pk
        assert DisclosureReader.objects.get(member=world.asker).why == DisclosureReader.Why.SENT
        assert "disclosure_received" in Notice.objects.visible_to(world.asker).values_list("kind", flat=True)


def test_the_record_goes_to_who_asked_when_nobody_says_otherwise(world):
    asked = factories.request(world)
    made = factories.checklist(world, answers={}, voice="sharer", request=asked)

    with acting_as(world.sharer):
        record = actions.record_disclosure(made, by=world.sharer, at=LATER, shared_at=LATER)

    assert record.party_ids == [world.ours.pk, world.theirs.pk]
    assert record.status == Disclosure.Status.RECORDED


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_decides():
    world = factories.world()
    asked = factories.request(world)
    deciders = [
        factories.decision_maker(world, member)
        for member in [world.colleague, *(agencies.member(world.registrar, world.ours) for _ in range(5))]
    ]

    fared = factories.race(deciders, lambda member: actions.decide(asked, by=member, at=LATER, outcome="granted"))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
    with acting_as(world.asker):
        assert Decision.objects.filter(request=asked).count() == 1


def test_it_is_answered_once(world):
    asked = factories.request(world)
    decider = factories.decision_maker(world)
    decide(asked, decider)

    with pytest.raises(MoveRefused, match="granted"):
        decide(asked, decider, "refused", reason_code="other")
