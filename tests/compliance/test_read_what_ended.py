"""Is what could be read until a day told in the history until then, and by nobody who may not read it otherwise?"""

from datetime import timedelta

import pytest
import time_machine

from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import MinutesCopy, Research
from tests.agencies import factories as agencies
from tests.compliance.past import opened
from tests.sharing import meetings
from tests.sharing.meetings import HELD_AT, THE_DAY, do
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db
WHOM, LOOK_FOR, SUMMARY = "HO-3382, T.W.", "Visits since January", "Two visits were agreed."
KEPT_BACK = "Withheld"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        yield


@pytest.fixture
def made():
    return meetings.table()


def own(made, kind):
    with acting_as(made.desk):
        return kind.objects.get(agency=made.police)


def asked(made):
    """A line about one case, and its item."""
    item = meetings.case(made, opened=False)
    told = {"items": [item], "agencies": [made.police], "due_on": HELD_AT.date(), "look_for": LOOK_FOR}
    do(actions.send_research, made.meeting, by=made.chair, **told)
    return own(made, Research), item


def history(member, one):
    return text(opened(member, "history_record", kind=one._meta.label_lower.replace(".", "-"), key=one.pk))


def test_whom_the_list_was_about_ends_with_the_meeting(made):
    line, _ = asked(made)
    before = history(made.desk, line)
    assert WHOM in before
    assert LOOK_FOR in before

    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    after = history(made.desk, line)
    assert WHOM not in after
    assert LOOK_FOR not in after
    assert KEPT_BACK in after


def test_it_ends_a_week_after_the_day_of_a_meeting_that_nobody_closes(made):
    line, _ = asked(made)

    with time_machine.travel(HELD_AT + timedelta(days=7), tick=False):
        assert WHOM not in history(made.desk, line)


def test_who_declared_an_interest_does_not_read_it_here_either(made):
    line, item = asked(made)
    head = agencies.member(made.registrar, made.police, Role.HEAD)
    assert WHOM in history(head, line)

    do(actions.declare_interest, item, by=head)

    assert WHOM not in history(head, line)


def test_the_summary_of_the_minutes_is_read_until_their_day(made):
    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="paper")
    do(actions.agree_minutes, made.meeting, by=made.chair)
    do(actions.send_minutes, made.meeting, by=made.chair, summary=SUMMARY, days=7)
    copy = own(made, MinutesCopy)
    assert SUMMARY in history(made.desk, copy)

    with time_machine.travel(THE_DAY + timedelta(days=7), tick=False):
        after = history(made.desk, copy)

    assert SUMMARY not in after
    assert KEPT_BACK in after
