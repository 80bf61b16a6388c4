"""Are people let in, members and guests, of signatories and of none?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord, Meeting
from sharing.rules import meetings as rules
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_a_guest_of_a_body_that_never_signed_is_let_in_by_name(made):
    do(actions.open_meeting, made.meeting, by=made.chair)

    row = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager", body="Northmere Night Shelter")

    assert (row.represents, row.status, row.arrived_at) == ("Northmere Night Shelter", "non_signatory", meetings.THE_DAY)
    with acting_as(made.chair):
        assert "Shelter Manager was let in and has not agreed to the terms." in rules.meeting_gaps(made.meeting)


def test_somebody_who_comes_late_is_present_for_the_item_that_is_open(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made)

    meetings.came(made, made.sergeant)

    with acting_as(made.sergeant):
        assert CaseRecord.objects.visible_to(made.sergeant).get().item == item


def test_a_member_of_an_agency_not_asked_brings_their_agency_nothing(made):
    do(actions.admit, made.meeting, by=made.chair, member=made.clerk)

    with acting_as(made.clerk):
        assert Meeting.objects.visible_to(made.clerk).exists()
    with acting_as(made.stranger):
        assert not Meeting.objects.visible_to(made.stranger).exists()


def test_somebody_who_comes_back_is_let_in_again(made):
    (row,) = meetings.begun(made, made.sergeant)
    do(actions.mark_left, row, by=made.chair)

    again = do(actions.admit, made.meeting, by=made.chair, attendance=row)

    assert (again.left_at, again.left_before) == (None, None)


def test_nobody_is_let_in_twice_without_a_name_or_by_whoever_is_only_asked(made):
    (row,) = meetings.begun(made, made.sergeant)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.admit, made.meeting, by=made.chair, attendance=row)
    with pytest.raises(ValueError, match="Say who"):
        do(actions.admit, made.meeting, by=made.chair)
    with pytest.raises(PermissionDenied):
        do(actions.admit, made.meeting, by=made.desk, name="Somebody")
