"""Does an agency confirm its whole list in one click, its own and nobody else's?"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies import actions as agency_actions
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, queue
from sharing.models import CaseLine, CaseRecord, Disclosure
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import do
from tests.sharing.visiting import opened, sent, text, visitor

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


def test_nobody_confirms_a_line_that_was_written_anew_since_they_read_it(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    meetings.line(made, item, made.police, brought="nothing", kinds=[])
    at = meetings.THE_DAY + timedelta(minutes=10)
    with time_machine.travel(at, tick=False):
        page = opened(made.sergeant, made.meeting, "confirm_lines").content.decode()
        read = re.search(r'name="read" value="(\w+)"', page)[1]
        do(actions.write_line, meetings.record_of(made, item), by=made.chair, at=at, agency=made.police, brought="shared",
           kinds=["health"])  # fmt: skip

        late = sent(made.sergeant, made.meeting, "confirm_lines", confirm="on", read=read)
        assert late.status_code == 409
        assert "written anew" in text(late)
        with acting_as(made.sergeant):
            assert not Disclosure.objects.exists()
            assert made.meeting.items.get().case.lines.get().confirmed_at is None

        page = opened(made.sergeant, made.meeting, "confirm_lines").content.decode()
        read = re.search(r'name="read" value="(\w+)"', page)[1]
        assert sent(made.sergeant, made.meeting, "confirm_lines", confirm="on", read=read).status_code == 302


def test_the_page_says_the_limits_and_the_paper_that_the_record_will_say(made):
    meetings.begun(made, made.chair, made.sergeant)
    meetings.line(made, meetings.case(made), made.police, limits=["in_the_room", "source"], on_paper=True)

    page = text(opened(made.sergeant, made.meeting, "confirm_lines"))

    for words in ("Not to leave the room", "Could reveal who told us", "A paper was handed to the agencies present"):
        assert words in page


def test_when_whoever_was_there_has_left_the_agency_its_officer_confirms_what_it_brought(made):
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    item = meetings.case(made)
    meetings.line(made, item, made.police)
    with pytest.raises(PermissionDenied):
        do(actions.confirm_lines, made.meeting, by=made.desk)
    with acting_as(made.registrar):
        agency_actions.end_membership(made.sergeant, by=made.registrar, at=meetings.THE_DAY, at_once=True)
    later = meetings.THE_DAY + timedelta(days=1)

    with time_machine.travel(later, tick=False):
        with acting_as(made.desk):
            what = f"Confirm what your agency brought to meeting {made.meeting.reference}"
            assert what in {one.what for one in queue.waiting_for(made.desk, later.date())}
            assert not CaseRecord.objects.visible_to(made.desk).exists()
        assert "Held and shared" in text(opened(made.desk, made.meeting, "confirm_lines"))
        (line,) = do(actions.confirm_lines, made.meeting, by=made.desk, at=later)
        with pytest.raises(PermissionDenied):
            do(actions.confirm_lines, made.meeting, by=agencies.member(made.registrar, made.police), at=later)

    record = meetings.see(made, Disclosure(pk=line.disclosure_id))
    assert (record.agency_id, record.recorded_by_id) == (made.police.pk, made.desk.pk)


def test_with_nothing_to_confirm_one_is_led_to_the_meeting_and_not_round_in_a_ring(made):
    meetings.begun(made, made.sergeant)

    page = opened(made.sergeant, made.meeting, "confirm_lines")

    assert page.status_code == 409
    (back,) = re.findall(r'href="([^"]*)"[^>]*>\s*See it as it is now', page.text)
    assert back == made.meeting.get_absolute_url()
    assert "Nothing is on the agenda" in text(visitor(made.chair).get(back))
