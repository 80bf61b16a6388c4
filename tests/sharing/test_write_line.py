"""Is there one line a case and agency, written by the clerk, the chair or the agency itself?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from sharing import actions
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_the_clerk_writes_for_others_and_the_agency_for_itself(made):
    meetings.clerk(made)
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)

    line = meetings.line(made, item, made.police, by=made.clerk, brought="kept_back", reason="An informant")
    again = meetings.line(made, item, made.police, by=made.sergeant, brought="nothing")

    assert line.pk == again.pk
    assert (again.brought, again.entered_by, again.confirmed_at) == ("nothing", made.sergeant, None)


def test_nobody_writes_for_another_agency_from_their_seat(made):
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    item = meetings.case(made)

    with pytest.raises(PermissionDenied):
        meetings.line(made, item, made.housing, by=made.sergeant)


def test_an_agency_with_nobody_in_the_room_brought_nothing_to_it(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made)

    with pytest.raises(ValueError, match="nobody in the room"):
        meetings.line(made, item, made.police)


def test_a_colleague_who_was_not_there_cannot_write_it(made):
    meetings.begun(made, made.sergeant)
    item = meetings.case(made)

    with pytest.raises(PermissionDenied):
        meetings.line(made, item, made.police, by=made.desk)


def test_what_is_confirmed_stands(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    meetings.line(made, item, made.police, brought="nothing")
    do(actions.confirm_lines, made.meeting, by=made.sergeant)

    with pytest.raises(MoveRefused, match="confirmed"):
        meetings.line(made, item, made.police)


def test_nothing_is_written_after_the_minutes(made):
    meetings.begun(made, made.chair, made.sergeant)
    case = meetings.record_of(made, meetings.case(made))
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    do(actions.agree_minutes, made.meeting, by=made.chair)

    with pytest.raises(MoveRefused, match="minutes"):
        do(actions.write_line, case, by=made.chair, agency=made.police, brought="nothing")
