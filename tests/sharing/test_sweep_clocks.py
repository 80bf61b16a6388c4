"""Deadlines are told of: each step of each once, to whoever must act and their officer, the newest after a gap."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.models import Notice
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import LONDON
from sharing import actions, tasks
from sharing.models import ClockTold
from sharing.models.clocks import step
from sharing.rules import clock_step, end_of
from tests.agencies.factories import NOON
from tests.sharing import factories
from tests.tries import tries

pytestmark = pytest.mark.django_db

SOON, TODAY, OVERDUE = ClockTold.Step
CHASES = ("due_soon", "due_today", "overdue")


@pytest.fixture
def world():
    made = factories.world()
    factories.decision_maker(made, starts=NOON - timedelta(days=9))
    return made


def swept(at):
    with time_machine.travel(at, tick=False):
        tasks.sweep_clocks()


def morning(day):
    return datetime(day.year, day.month, day.day, 8, tzinfo=LONDON)


def told(world, kind=""):
    """Whom the sweep told of what: (kind, member)."""
    with acting_as(world.registrar):
        notices = [notice for notice in Notice.objects.all() if notice.kind.endswith(CHASES)]
        return sorted((notice.kind, notice.to_id) for notice in notices if notice.kind.startswith(kind))


def steps(world):
    with acting_as(world.registrar):
        return list(ClockTold.objects.order_by("step").values_list("step", "passed_over"))


def due_day(record, name="due_at"):
    return getattr(record, name).astimezone(LONDON).date()


def test_a_request_is_told_of_two_days_before_on_its_day_and_when_it_is_late(world):
    day = due_day(factories.request(world))
    both = [world.colleague.pk, world.officer.pk]

    for offset in range(-5, 9):
        swept(morning(day + timedelta(days=offset)))
        swept(morning(day + timedelta(days=offset)) + timedelta(hours=5))

    assert told(world) == sorted((f"request_{word}", member) for word in CHASES for member in both)
    assert steps(world) == [(SOON, False), (TODAY, False), (OVERDUE, False)]


def test_before_seven_in_the_morning_nobody_is_told(world):
    day = due_day(factories.request(world))

    swept(morning(day) - timedelta(hours=2))
    assert [kind for kind, _ in told(world)] == ["request_due_soon"] * 2
    swept(morning(day))

    assert len(told(world, "request_due_today")) == 2


def test_after_three_days_without_a_timer_only_the_newest_step_is_told(world):
    day = due_day(factories.request(world))
    swept(morning(day - timedelta(days=3)))
    assert told(world) == []

    swept(morning(day + timedelta(days=1)))

    assert {kind for kind, _ in told(world)} == {"request_overdue"}
    assert steps(world) == [(SOON, True), (TODAY, True), (OVERDUE, False)]


def test_whoever_deals_with_it_is_told_instead_of_all_who_may(world):
    another = factories.agencies.member(world.registrar, world.ours, job_title="Team Manager")
    factories.decision_maker(world, another, starts=NOON - timedelta(days=9))
    asked = factories.request(world)
    with acting_as(world.colleague):
        actions.claim(asked, by=world.colleague, at=NOON)

    swept(morning(due_day(asked)))

    assert told(world) == sorted(("request_due_today", member.pk) for member in (world.colleague, world.officer))


def test_an_emergency_is_late_after_its_hour_and_goes_out_at_once(world):
    asked = factories.request(world, urgency="emergency")

    swept(asked.due_at)
    assert told(world) == []
    swept(asked.due_at + timedelta(minutes=1))

    assert {kind for kind, _ in told(world)} == {"request_overdue"}
    assert steps(world) == [(OVERDUE, False)]
    with acting_as(world.registrar):
        assert all(notice.is_urgent for notice in Notice.objects.filter(kind="request_overdue"))


def test_a_request_that_was_answered_or_withdrawn_is_not_spoken_of(world):
    answered, withdrawn = factories.request(world), factories.request(world)
    with acting_as(world.colleague):
        actions.decide(answered, by=world.colleague, at=NOON, outcome="granted")
    with acting_as(world.asker):
        actions.withdraw_request(withdrawn, by=world.asker, at=NOON)

    swept(NOON + timedelta(days=60))

    assert told(world, "request") == []


def test_a_receipt_is_asked_for_until_it_is_confirmed(world):
    record = factories.disclosure(world)
    with acting_as(world.registrar):
        party = record.parties.get(part="recipient")

    swept(morning(due_day(party, "receipt_due_at")))
    assert told(world, "receipt") == [("receipt_due_today", world.receiver.pk)]
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=NOON, accepts_conditions=True)
    swept(NOON + timedelta(days=60))

    assert told(world, "receipt") == [("receipt_due_today", world.receiver.pk)]


def test_answers_owed_after_an_emergency_are_asked_for_eight_hours_before(world):
    record = factories.emergency(world)

    swept(record.complete_by - timedelta(hours=9))
    assert told(world, "answers") == []
    swept(record.complete_by - timedelta(hours=7))
    swept(record.complete_by + timedelta(minutes=1))

    both = [world.sharer.pk, world.officer.pk]
    assert told(world, "answers") == sorted((f"answers_{word}", key) for word in ("due_soon", "overdue") for key in both)
    assert steps(world)[:2] == [(SOON, False), (OVERDUE, False)]


def test_what_somebody_typed_is_in_no_notice(world):
    factories.owed(world), factories.emergency(world), factories.request(world)
    swept(NOON + timedelta(days=60))

    with acting_as(world.registrar):
        contexts = [notice.context for notice in Notice.objects.filter(kind__endswith="overdue")]
    assert {key for context in contexts for key in context} == {"reference", "agency", "due"}


def test_the_other_agency_does_not_read_what_was_told(world):
    asked = factories.request(world)
    swept(morning(due_day(asked)))

    with acting_as(world.officer):
        assert ClockTold.objects.exists()
    for other in (world.asker, world.stranger):
        with acting_as(other):
            assert not ClockTold.objects.exists()


def test_a_batch_is_one_transaction_and_its_cost_hardly_grows(world, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("agencies.sweeps.BATCH", 4)
    requests = [factories.request(world) for _ in range(6)]

    # Two batches: for each a claim of two questions, a handful about people, one line a request, and the door.
    with django_assert_max_num_queries(60):
        swept(morning(due_day(requests[0])))

    assert len(told(world, "request_due_today")) == 12


@settings(max_examples=tries(80), deadline=None)
@given(
    due=st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)),
    in_days=st.booleans(),
    lasted=st.timedeltas(timedelta(0), timedelta(days=30)),
    warn=st.integers(0, 12),
    late=st.timedeltas(timedelta(days=-20), timedelta(days=5)),
)
def test_the_database_and_the_rule_say_the_same_of_every_moment(due, in_days, lasted, warn, late):
    due = end_of(due.date()) if in_days else due.replace(tzinfo=UTC)
    start, at = due - lasted, due + late

    with connection.cursor() as cursor:
        cursor.execute(
            f"select {step('due', 'start', str(warn))} from"
            " (select %s::timestamptz as due, %s::timestamptz as start, %s::timestamptz as at) as row",
            [due, start, at],
        )
        assert cursor.fetchone()[0] == clock_step(due, start, warn, at)


@given(late=st.timedeltas(timedelta(days=-20), timedelta(days=20)), more=st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_clock_never_steps_back(late, more):
    due, start = end_of(NOON.date()), NOON - timedelta(days=14)

    assert clock_step(due, start, 2, due + late) <= clock_step(due, start, 2, due + late + more)
