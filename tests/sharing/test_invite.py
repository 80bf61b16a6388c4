"""Are further agencies asked, and only by those who lead the meeting?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Meeting
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_another_agency_is_asked_told_and_finds_the_meeting(made):
    with acting_as(made.stranger):
        assert not Meeting.objects.exists()

    do(actions.invite, made.meeting, [made.stranger.agency], by=made.chair)

    with acting_as(made.stranger):
        assert Meeting.objects.visible_to(made.stranger).get() == made.meeting
        assert Notice.objects.visible_to(made.stranger).filter(kind="meeting_invitation").exists()


def test_an_agency_that_lent_a_clerk_can_be_asked_itself(made):
    meetings.clerk(made)
    with acting_as(made.stranger):
        assert not Meeting.objects.visible_to(made.stranger).exists()

    do(actions.invite, made.meeting, [made.clerk.agency], by=made.chair)

    with acting_as(made.stranger):
        assert Meeting.objects.visible_to(made.stranger).exists()


def test_an_agency_is_asked_once(made):
    with pytest.raises(MoveRefused, match="already asked"):
        do(actions.invite, made.meeting, [made.police], by=made.chair)


def test_whoever_is_asked_asks_nobody_else(made):
    with pytest.raises(PermissionDenied):
        do(actions.invite, made.meeting, [made.stranger.agency], by=made.desk)
