"""Is what somebody undertook written down for an agency of the meeting, and are they told?"""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.tenancy import acting_as
from sharing import actions, queue
from sharing.models import Meeting, MeetingAction
from tests.sharing import meetings
from tests.sharing.meetings import do
from tests.sharing.visiting import opened, sent, text

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


def test_of_an_agency_that_only_lends_somebody_that_person_owes_it_and_nobody_else_is_told(made):
    meetings.clerk(made)
    with pytest.raises(ValueError, match="name the person"):
        do(actions.add_action, made.meeting, by=made.chair, words="Write", agency=made.clerk.agency, due_on=DUE)

    do(
        actions.add_action, made.meeting, by=made.chair, words="Write", agency=made.clerk.agency, owner=made.clerk,
        due_on=DUE,
    )  # fmt: skip

    with acting_as(made.stranger):
        assert not Notice.objects.visible_to(made.stranger).filter(kind="meeting_action").exists()
    with acting_as(made.clerk):
        assert Notice.objects.visible_to(made.clerk).filter(kind="meeting_action").exists()
        assert Meeting.objects.visible_to(made.clerk).filter(pk=made.meeting.pk).exists()


def test_on_the_page_one_person_at_the_meeting_can_owe_it_for_their_own_agency(made):
    meetings.begun(made, made.chair, made.sergeant)
    meetings.clerk(made)
    typed = {"words": "Visit", "due_on_day": "9", "due_on_month": "12", "due_on_year": "2026"}
    with time_machine.travel(meetings.THE_DAY, tick=False):
        page = text(opened(made.chair, made.meeting, "add_action"))
        other = sent(made.chair, made.meeting, "add_action", agency=made.housing.code, owner=str(made.sergeant.pk), **typed)
        nobody = sent(made.chair, made.meeting, "add_action", agency=made.clerk.agency.code, owner="", **typed)
        done = sent(made.chair, made.meeting, "add_action", agency=made.police.code, owner=str(made.sergeant.pk), **typed)

    assert f"{made.sergeant.named}, {made.police}" in page
    assert made.desk.named not in page
    assert f"is there for {made.police}" in text(other)
    assert "was not asked to the meeting. Choose the person" in text(nobody)
    assert done.status_code == 302
    with acting_as(made.chair):
        assert MeetingAction.objects.get().owner == made.sergeant
    assert f"Visit {made.sergeant.named} does it." in text(opened(made.chair, made.meeting, "meeting"))
