"""Is a meeting called off with a reason, and is everybody asked told?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Meeting
from tests.sharing import guests
from tests.sharing.meetings import HELD_AT, do

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


def test_guests_with_a_link_are_told_by_whoever_cancels_it(made):
    before = HELD_AT - timedelta(days=5)
    guests.given(made, at=before)
    guests.given(made, at=before, name="Warden", email="warden@shelter.example")
    guests.expected(made, name="Teacher")

    do(actions.cancel_meeting, made.meeting, by=made.chair, at=before, reason="Snow")

    with acting_as(made.chair):
        notice = Notice.objects.visible_to(made.chair).get(kind="guests_not_to_come")
    assert notice.context["guests"] == "2 guests"
    with acting_as(made.desk):
        assert not Notice.objects.visible_to(made.desk).filter(kind="guests_not_to_come").exists()


def test_without_guests_nothing_is_said_of_any(made):
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    with acting_as(made.chair):
        assert not Notice.objects.visible_to(made.chair).filter(kind="guests_not_to_come").exists()
