"""Does one short page record a call at night, and is the rest owed in time?"""

from datetime import UTC, datetime, timedelta

import pytest

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.checklist import owed
from sharing.models import Checklist, Disclosure, OutsideRecipient
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import NOON

pytestmark = pytest.mark.django_db


def test_two_fields_record_it_and_the_rest_is_owed_within_24_hours(world):
    record = factories.emergency(world)

    with acting_as(world.sharer):
        reasoning = record.reasoning
        missing = rules.gaps(record, reasoning)
    assert (record.route, record.status) == (Disclosure.Route.EMERGENCY, Disclosure.Status.RECORDED)
    assert record.complete_by == NOON + timedelta(hours=24)
    assert reasoning.status == Checklist.Status.OWED
    assert missing
    with acting_as(world.sharer):
        assert 1 <= len(owed(rules.situation(reasoning), reasoning.answers)) <= 10


def test_a_quick_call_between_colleagues_has_two_working_days(world):
    record = factories.emergency(world, kind="quick")

    assert record.route == Disclosure.Route.QUICK
    assert record.complete_by == rules.end_of(datetime(2026, 11, 20).date())


def test_what_the_six_fields_say_is_on_the_record(world):
    record = factories.emergency(
        world, about=[{"reference": "J.D."}], kinds=["location", "health"], sensitive=["health"], channel="telephone",
        knew="called_back", not_checked=True, shared_on="2026-11-18", shared_at="02:10", decided_by="Duty manager",
    )  # fmt: skip

    assert record.shared_at == datetime(2026, 11, 18, 2, 10, tzinfo=UTC)
    assert (record.about, record.channel, record.manner) == ("J.D.", "telephone", "spoken")
    assert record.data_kinds == ["personal", "special"]
    assert record.warnings == ["not_checked"]
    assert record.decided_by == "Duty manager"


def test_whoever_was_told_outside_every_agency_is_kept_apart(world):
    record = factories.emergency(world, told="her sister", told_outside=True)

    with acting_as(world.sharer):
        assert OutsideRecipient.objects.get(disclosure=record).who == "her sister, control room"


def test_anyone_of_the_agency_may_write_it_down(world):
    adviser = agencies.member(world.registrar, world.ours, Role.CALDICOTT_GUARDIAN, job_title="Guardian")

    record = factories.emergency(world, by=adviser)

    assert record.recorded_by == adviser


def test_the_officer_and_who_recorded_it_are_told_what_is_owed_and_the_recipient_that_something_was_said(world):
    record = factories.emergency(world, channel="telephone", knew="know_them")

    told = {}
    for member in (world.sharer, world.officer, world.receiver, world.stranger):
        with acting_as(member):
            told[member] = list(Notice.objects.visible_to(member).values_list("kind", "context__reference"))
    assert told[world.sharer] == told[world.officer] == [("answers_owed", record.reference)]
    assert told[world.receiver] == [("disclosure_told", record.reference)]
    assert told[world.stranger] == []


def test_the_checklist_in_which_somebody_turned_out_to_be_in_danger_is_carried_over(world):
    begun = factories.checklist(world, answers={"6a": {"agreed": "refused"}})

    with acting_as(world.sharer):
        record = actions.record_emergency(
            by=world.sharer, at=NOON, fields={"why": "Danger", "told": world.theirs.name}, checklist=begun
        )

        assert record.reasoning.pk == begun.pk
        assert record.reasoning.answers["6a"] == {"agreed": "refused"}
        assert record.consent == "refused"
        with pytest.raises(MoveRefused):
            actions.record_emergency(by=world.sharer, at=NOON, fields={"why": "Danger", "told": "x"}, checklist=begun)


def test_without_why_or_whom_there_is_nothing_to_record(world):
    with acting_as(world.sharer), pytest.raises(ValueError, match="needed"):
        actions.record_emergency(by=world.sharer, at=NOON, fields={"why": "Danger"})
