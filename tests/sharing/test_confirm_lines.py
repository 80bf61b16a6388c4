"""Does an agency confirm its whole list in one click, its own and nobody else's?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, queue
from sharing.models import CaseLine, Disclosure
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def two_cases(made):
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    first, second = meetings.case(made), meetings.case(made, title="Case 15")
    meetings.line(made, first, made.police)
    meetings.line(made, second, made.police, brought="nothing")
    meetings.line(made, second, made.housing)
    return first, second


def test_every_line_of_the_agency_is_confirmed_and_what_it_shared_is_recorded(made):
    two_cases(made)

    lines = do(actions.confirm_lines, made.meeting, by=made.sergeant)

    assert {line.confirmed_by for line in lines} == {made.sergeant}
    with acting_as(made.sergeant):
        assert Disclosure.objects.filter(agency=made.police).count() == 1
    with acting_as(made.chair):
        assert CaseLine.objects.filter(confirmed_at=None).get().agency == made.housing


def test_with_nobody_else_in_the_room_there_is_nothing_to_record(made):
    meetings.begun(made, made.sergeant)
    item = meetings.case(made)
    meetings.line(made, item, made.police)

    do(actions.confirm_lines, made.meeting, by=made.sergeant)

    with acting_as(made.sergeant):
        assert not Disclosure.objects.exists()


def test_it_waits_on_the_home_page_of_those_who_were_there_until_it_is_confirmed(made):
    two_cases(made)
    what = f"Confirm what your agency brought to meeting {made.meeting.reference}"
    with acting_as(made.sergeant):
        assert what in [item.what for item in queue.waiting_for(made.sergeant, meetings.THE_DAY.date())]

    do(actions.confirm_lines, made.meeting, by=made.sergeant)

    with acting_as(made.sergeant):
        assert what not in [item.what for item in queue.waiting_for(made.sergeant, meetings.THE_DAY.date())]


def test_it_is_done_once_and_by_somebody_who_was_there(made):
    two_cases(made)
    with pytest.raises(PermissionDenied):
        do(actions.confirm_lines, made.meeting, by=made.desk)
    do(actions.confirm_lines, made.meeting, by=made.sergeant)
    with pytest.raises(MoveRefused, match="is confirmed"):
        do(actions.confirm_lines, made.meeting, by=made.sergeant)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_confirms_it():
    made = meetings.table()
    six = [made.sergeant, *(agencies.member(made.registrar, made.police) for _ in range(5))]
    meetings.begun(made, made.chair, *six)
    meetings.line(made, meetings.case(made), made.police)

    fared = race(six, lambda member: actions.confirm_lines(made.meeting, by=member, at=meetings.THE_DAY))

    assert fared == ONE_DONE_FIVE_REFUSED
    with acting_as(made.sergeant):
        assert Disclosure.objects.count() == 1
