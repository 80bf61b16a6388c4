"""Reminders of reviews: each step of each version once, to those who keep it and those who signed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.models import Notice
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import tasks
from protocols.models import ReviewReminder, Version
from protocols.rules import review_steps
from tests.agencies import factories as agencies
from tests.protocols.factories import board, force, see, version
from tests.tries import tries

S = Version.Status
REVIEW = date(2028, 12, 1)  # 24 months after the common date of the factory


def morning(day):
    return datetime.combine(day, time(9), UTC)


def swept(day):
    with time_machine.travel(morning(day), tick=False):
        tasks.sweep_review_reminders()


def raised(made):
    """(days after the review, passed over) of every reminder, in order."""
    with acting_as(made.registrar):
        return list(ReviewReminder.objects.order_by("step").values_list("step", "passed_over"))


def told(made, kind="review_due"):
    """Who was told, as (role, agency)."""
    with acting_as(made.registrar):
        notices = Notice.objects.filter(kind=kind).select_related("to")
        return sorted((notice.to.roles[0], notice.to.agency_id) for notice in notices)


def begun(made, day):
    """A version whose common date had passed when the last signature came, as of a protocol brought in from elsewhere."""
    return version(made, S.SIGNING, signed=(made.council, made.police), effective_on=day)


@pytest.mark.django_db
def test_every_step_is_raised_once_on_its_day(made):
    version(made, S.IN_FORCE)
    steps = (-90, -30, -7, 0, 7, 14)

    swept(REVIEW + timedelta(days=-91))
    assert raised(made) == []
    for step in steps:
        swept(REVIEW + timedelta(days=step))
        swept(REVIEW + timedelta(days=step + 1))

    assert raised(made) == [(step, False) for step in steps]


@pytest.mark.django_db
def test_the_board_is_told_first_and_from_thirty_days_before_the_officers_of_those_who_signed(made):
    version(made, S.IN_FORCE)
    keepers = [(Role.BOARD_ADMINISTRATOR, agency.pk) for agency in (made.council, made.police)]
    signers = [(Role.OFFICER, agency.pk) for agency in (made.council, made.police)]

    swept(REVIEW - timedelta(days=90))
    assert told(made) == sorted(keepers)
    swept(REVIEW - timedelta(days=30))
    assert told(made) == sorted([*keepers, *keepers, *signers])
    swept(REVIEW + timedelta(days=7))
    assert told(made, "review_overdue") == sorted([*keepers, *signers])


@pytest.mark.django_db
def test_after_three_days_without_a_timer_only_the_newest_step_is_raised(made):
    begun(made, date(2024, 12, 31))  # reviewed on 31 December 2026
    swept(date(2026, 12, 3))
    assert raised(made) == [(-90, True), (-30, False)]

    swept(date(2027, 1, 2))

    assert raised(made) == [(-90, True), (-30, False), (-7, True), (0, False)]
    assert len(told(made)) == 8  # two of the board and two officers, at each of the two steps


@pytest.mark.django_db
def test_an_imported_protocol_of_2013_is_spoken_of_once_and_then_every_week(made):
    begun(made, date(2013, 12, 18))  # reviewed on 18 December 2015

    swept(date(2026, 12, 3))
    assert len(told(made, "review_overdue")) == 4
    assert [step for step, passed_over in raised(made) if not passed_over] == [3997]

    swept(date(2026, 12, 9))
    swept(date(2026, 12, 10))
    assert len(told(made, "review_overdue")) == 8


@pytest.mark.django_db
def test_it_stays_in_force_when_its_review_is_overdue(made):
    found = version(made, S.IN_FORCE)

    swept(REVIEW + timedelta(days=400))

    assert see(made, found).status == S.IN_FORCE


@pytest.mark.django_db
def test_what_is_not_in_force_is_not_spoken_of(made):
    version(made, S.SIGNING)
    version(made, S.DRAFT)

    swept(REVIEW + timedelta(days=300))

    assert raised(made) == []


@pytest.mark.django_db
def test_one_partnership_that_fails_keeps_no_other_waiting(made, caplog):
    other = board()
    version(made, S.IN_FORCE)
    version(other, S.IN_FORCE)
    force(made.registrar, lambda: type(made.registrar).objects.filter(pk=made.registrar.pk).update(roles=[]))

    swept(REVIEW)

    assert len(told(other)) == 4
    assert "sweep_failed_in_one_partnership" in caplog.text


@pytest.mark.django_db
def test_a_reminder_is_read_by_the_parties_and_the_board_alone(made):
    version(made, S.IN_FORCE)
    swept(REVIEW)

    with acting_as(agencies.member(made.registrar, made.council)):
        assert ReviewReminder.objects.exists()
    elsewhere = board()
    with acting_as(elsewhere.stranger):
        assert not ReviewReminder.objects.exists()


@pytest.mark.django_db
@settings(max_examples=tries(60), deadline=None)
@given(late=st.integers(-400, 5000), hour=st.integers(0, 23))
def test_the_database_and_the_rule_say_the_same_of_every_day(late, hour):
    at = datetime(2026, 6, 15, hour, 30, tzinfo=UTC)
    on = at.astimezone(tasks.timezone.get_default_timezone()).date()
    review_on = on - timedelta(days=late)
    step = Version.due_since["review_reminders"]

    with connection.cursor() as cursor:
        cursor.execute(
            f"select ({step})::timestamptz from (select %s::date as review_on, %s::timestamptz as at) as row",
            [review_on, at],
        )
        found = tasks.timezone.localtime(cursor.fetchone()[0]).date()

    steps = review_steps(review_on, on)
    assert steps == sorted(set(steps))
    if steps:
        assert found == review_on + timedelta(days=steps[-1])
        assert found <= on
    else:
        assert late < -90
