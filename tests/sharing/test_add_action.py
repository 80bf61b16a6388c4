"""Is what somebody undertook written down for an agency of the meeting, and are they told?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.tenancy import acting_as
from sharing import actions, queue
from sharing.models import MeetingAction
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


DUE = date(2026, 12, 9)


def test_whoever_owes_it_is_told_and_reads_it_and_the_other_agencies_do_not(made):
    action = do(actions.add_action, made.meeting, by=made.chair, words="Visit", agency=made.police, due_on=DUE)

    with acting_as(made.desk):
        assert Notice.objects.visible_to(made.desk).filter(kind="meeting_action").exists()
        assert MeetingAction.objects.visible_to(made.desk).get() == action
    with acting_as(made.officer):
        assert not MeetingAction.objects.visible_to(made.officer).exists()
    with acting_as(made.chair):
        assert MeetingAction.objects.visible_to(made.chair).exists()


def test_it_waits_on_the_home_page_of_the_agency(made):
    do(actions.add_action, made.meeting, by=made.chair, words="Visit", agency=made.police, due_on=DUE)

    with acting_as(made.desk):
        found = {item.what: item.overdue for item in queue.waiting_for(made.desk, date(2026, 12, 10))}
    assert found[f"Do what was undertaken at meeting {made.meeting.reference}"] is True


def test_an_agency_that_was_not_asked_owes_nothing(made):
    with pytest.raises(ValueError, match="of the meeting"):
        do(actions.add_action, made.meeting, by=made.chair, words="Visit", agency=made.stranger.agency, due_on=DUE)
    with pytest.raises(PermissionDenied):
        do(actions.add_action, made.meeting, by=made.desk, words="Visit", agency=made.police, due_on=DUE)
