"""Does somebody without an account stand on the sheet before they come, without being in the room?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from sharing import actions
from sharing.models import Attendance
from tests.sharing import guests, meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_they_are_on_the_sheet_and_not_in_the_room(made):
    row = do(actions.expect_guest, made.meeting, by=made.chair, name="Interpreter", status="individual")

    assert (row.status, row.arrived_at, row.signed_at) == ("individual", None, None)
    assert row.represents == "themselves"


def test_letting_them_in_is_an_act_of_its_own_on_the_same_row(made):
    row = guests.expected(made)

    found = do(actions.admit, made.meeting, by=made.chair, attendance=row)

    assert found.arrived_at == meetings.THE_DAY
    with meetings.acting_as(made.chair):
        assert Attendance.objects.filter(meeting=made.meeting).count() == 1


def test_nobody_is_expected_without_a_name_or_once_it_is_over(made):
    with pytest.raises(ValueError, match="who it is"):
        do(actions.expect_guest, made.meeting, by=made.chair, name=" ")
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")
    with pytest.raises(MoveRefused):
        do(actions.expect_guest, made.meeting, by=made.chair, name="Interpreter")


def test_only_those_who_run_the_meeting_expect_somebody(made):
    with pytest.raises(PermissionDenied):
        do(actions.expect_guest, made.meeting, by=made.sergeant, name="Interpreter")


@pytest.mark.parametrize("act", [actions.expect_guest, actions.admit])
def test_a_form_sent_twice_puts_nobody_on_the_sheet_twice(made, act):
    guests.expected(made)

    with pytest.raises(MoveRefused, match="on the sheet already"):
        do(act, made.meeting, by=made.chair, name="shelter manager ", body="Night Shelter")
    do(act, made.meeting, by=made.chair, name="Shelter Manager", body="Southmere Shelter")
