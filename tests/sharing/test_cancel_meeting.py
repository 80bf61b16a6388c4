"""Is a meeting called off with a reason, and is everybody asked told?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Meeting
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_it_is_cancelled_the_agencies_are_told_and_nobody_is_reminded(made):
    found = do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    assert found.status == Meeting.Status.CANCELLED
    with acting_as(made.desk):
        assert Notice.objects.visible_to(made.desk).filter(kind="meeting_cancelled").exists()
        assert not found.parties.filter(remind_at__isnull=False).exists()


def test_an_open_meeting_is_closed_and_not_cancelled(made):
    do(actions.open_meeting, made.meeting, by=made.chair)

    with pytest.raises(MoveRefused):
        do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")


def test_whoever_is_asked_cancels_nothing(made):
    with pytest.raises(PermissionDenied):
        do(actions.cancel_meeting, made.meeting, by=made.desk, reason="Snow")
