"""Is an agency reminded of an invitation, and of a list before a meeting, that it has not answered: each step once?"""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from agencies.models import Notice
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import LONDON
from sharing import actions, queue
from sharing.models import Research
from sharing.rules import research
from sharing.tasks import sweep_meeting_reminders
from tests.agencies.factories import NOON
from tests.sharing import meetings
from tests.sharing.meetings import HELD_AT, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return meetings.table()


def reminded(made, member, at, kind="meeting_reminder"):
    with time_machine.travel(at, tick=False):
        sweep_meeting_reminders()
    with acting_as(member):
        return Notice.objects.visible_to(member).filter(kind=kind).count()


def test_a_week_and_two_days_before_each_once(made):
    assert reminded(made, made.desk, HELD_AT - timedelta(days=8)) == 0
    assert reminded(made, made.desk, HELD_AT - timedelta(days=6)) == 1
    assert reminded(made, made.desk, HELD_AT - timedelta(days=5)) == 1
    assert reminded(made, made.desk, HELD_AT - timedelta(days=1)) == 2
    assert reminded(made, made.desk, HELD_AT - timedelta(hours=1)) == 2


def test_of_the_steps_missed_only_the_newest(made):
    assert reminded(made, made.desk, HELD_AT - timedelta(days=1)) == 1
    assert reminded(made, made.desk, HELD_AT - timedelta(hours=1)) == 1


def test_whoever_answered_or_is_not_expected_any_more_hears_nothing(made):
    do(actions.reply_invitation, made.meeting, by=made.desk, reply="coming")
    assert reminded(made, made.desk, HELD_AT - timedelta(days=1)) == 0
    assert reminded(made, made.officer, HELD_AT - timedelta(days=1)) == 1

    other = meetings.planned(made.chair, [made.police], held_at=HELD_AT + timedelta(days=30))
    do(actions.cancel_meeting, other, by=made.chair, reason="Snow")
    assert reminded(made, made.desk, HELD_AT + timedelta(days=29)) == 0


def test_after_the_meeting_nobody_is_reminded_of_it(made):
    assert reminded(made, made.desk, HELD_AT + timedelta(days=1)) == 0


# The meeting is on a Wednesday; the answer is due the day before it.
DUE = date(2026, 12, 1)
SOON, OVERDUE = "research_due_soon", "research_overdue"


def morning(day, month=12, hour=7):
    return datetime(2026, month, day, hour, tzinfo=LONDON)


def lists(made, *agencies, due_on=DUE, cases=2):
    """These agencies are asked about two cases."""
    items = [meetings.case(made, opened=False, title=f"Case {n}", about=f"HO-{n}") for n in range(cases)]
    do(actions.send_research, made.meeting, by=made.chair, at=NOON, items=items, agencies=agencies, due_on=due_on)


def test_of_a_list_two_working_days_before_its_day_and_when_that_has_passed_each_once(made):
    lists(made, made.police)
    # Tuesday's answer is first spoken of on the Friday before.
    assert reminded(made, made.desk, morning(27, 11, hour=6), SOON) == 0
    assert reminded(made, made.desk, morning(27, 11), SOON) == 1
    assert reminded(made, made.desk, morning(30, 11), SOON) == 1
    assert reminded(made, made.desk, morning(1, hour=23), OVERDUE) == 0
    assert reminded(made, made.desk, morning(2), OVERDUE) == 1
    assert reminded(made, made.desk, morning(4), OVERDUE) == 1
    assert reminded(made, made.desk, morning(4), SOON) == 1

    with acting_as(made.registrar):
        assert {one.remind_at for one in Research.objects.all()} == {None}
        assert {one.history.first().history_verb for one in Research.objects.all()} == {"remind_of_research"}
    with acting_as(made.desk):
        told = Notice.objects.visible_to(made.desk).get(kind=OVERDUE)
        assert told.context == {"reference": made.meeting.reference, "due": "Tuesday 1 December"}


def test_of_the_steps_of_a_list_that_were_missed_only_the_newest(made):
    lists(made, made.police)

    assert reminded(made, made.desk, morning(2), OVERDUE) == 1
    assert reminded(made, made.desk, morning(2), SOON) == 0


def test_a_list_that_is_due_sooner_than_that_is_spoken_of_when_it_is_overdue(made):
    lists(made, made.police, due_on=NOON.date() + timedelta(days=1))

    assert reminded(made, made.desk, NOON + timedelta(hours=1), SOON) == 0
    assert reminded(made, made.desk, NOON + timedelta(days=2), OVERDUE) == 1


def test_only_an_agency_that_has_not_answered_is_reminded_of_its_list(made):
    lists(made, made.police, made.housing)
    with acting_as(made.desk):
        keys = [one.pk for one in Research.objects.visible_to(made.desk)]
    do(actions.answer_research, made.meeting, by=made.desk, at=NOON, answers=dict.fromkeys(keys, "nothing"))

    assert reminded(made, made.desk, morning(2), OVERDUE) == 0
    assert reminded(made, made.officer, morning(2), OVERDUE) == 1
    assert reminded(made, made.chair, morning(2), OVERDUE) == 0


def test_of_a_list_that_is_answered_in_part_what_is_left_is_spoken_of(made):
    lists(made, made.police)
    with acting_as(made.desk):
        first, _ = (one.pk for one in Research.objects.visible_to(made.desk))
    do(actions.answer_research, made.meeting, by=made.desk, at=NOON, answers={first: "nothing"})

    assert reminded(made, made.desk, morning(2), OVERDUE) == 1


def test_nobody_is_reminded_of_a_list_that_has_ended(made):
    lists(made, made.police)
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    assert reminded(made, made.desk, morning(2), OVERDUE) == 0
    with acting_as(made.registrar):
        assert {one.remind_at for one in Research.objects.all()} == {None}


def test_an_unanswered_list_stands_at_home_as_overdue_until_it_ends(made):
    lists(made, made.police)

    def at_home(on):
        with acting_as(made.desk):
            return [one.overdue for one in queue.waiting_for(made.desk, on) if "holds before meeting" in one.what]

    assert at_home(DUE) == [False]
    assert at_home(DUE + timedelta(days=1)) == [True]
    assert at_home(DUE + timedelta(days=9)) == []


def test_beyond_the_bank_holidays_that_are_loaded_days_are_counted_as_they_come(made):
    far = date(2999, 6, 3)

    assert research.next_reminder(far, NOON) == datetime(2999, 6, 1, 7, tzinfo=LONDON)
