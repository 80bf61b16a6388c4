"""Does a guest who does not agree to the terms read nothing, and can they come back?"""

from datetime import timedelta

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Attendance
from sharing.rules.passes import paper_for, standing_of
from tests.sharing import guests, meetings
from tests.sharing.meetings import THE_DAY, do

pytestmark = pytest.mark.django_db


def test_they_are_out_of_the_room_and_read_nothing(made):
    given = guests.given(made)
    meetings.begun(made, made.chair)
    do(actions.admit, made.meeting, by=made.chair, attendance=given.attendance)
    meetings.case(made)

    guests.by_pass(actions.decline_by_pass, given)

    row = guests.row_of(made, given)
    assert (row.declined_at, row.left_at, row.signed) == (THE_DAY, THE_DAY, "")
    with acting_as(made.registrar):
        found = Attendance.objects.select_related("meeting").get(pk=row.pk)
        assert (standing_of(found), paper_for(found)) == ("declined", None)
        assert not found.presences.filter(left_at=None).exists()


def test_the_record_says_that_they_said_so_themselves(made):
    given = guests.given(made)

    guests.by_pass(actions.decline_by_pass, given)

    with acting_as(made.chair):
        assert Attendance.history.filter(id=given.attendance_id).first().history_verb == "decline_by_pass"
        assert made.meeting.changes.get(verb="decline_by_pass").reason == "Shelter Manager"


def test_who_agrees_after_all_has_to_be_let_in_again(made):
    given = guests.given(made)
    guests.by_pass(actions.decline_by_pass, given)

    row = guests.by_pass(actions.sign_by_pass, given)

    assert (row.signed, row.declined_at, row.arrived_at) == ("own", None, None)


def test_an_answer_is_not_given_twice(made):
    given = guests.given(made)
    guests.by_pass(actions.sign_by_pass, given)

    with pytest.raises(MoveRefused, match="Talk to the chair"):
        guests.by_pass(actions.decline_by_pass, given)


def test_nobody_answers_before_the_day(made):
    before = THE_DAY - timedelta(days=2)
    given = guests.given(made, at=before)

    with pytest.raises(MoveRefused, match="on the day of the meeting"):
        guests.by_pass(actions.decline_by_pass, given, at=before)
    assert guests.row_of(made, given).declined_at is None
