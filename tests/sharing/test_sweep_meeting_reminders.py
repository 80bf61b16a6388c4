"""Is an agency reminded of an invitation that it has not answered, each step once and the newest only?"""

from datetime import timedelta

import pytest
import time_machine

from agencies.models import Notice
from agencies.tenancy import acting_as
from sharing import actions
from sharing.tasks import sweep_meeting_reminders
from tests.sharing import meetings
from tests.sharing.meetings import HELD_AT, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return meetings.table()


def reminded(made, member, at):
    with time_machine.travel(at, tick=False):
        sweep_meeting_reminders()
    with acting_as(member):
        return Notice.objects.visible_to(member).filter(kind="meeting_reminder").count()


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
