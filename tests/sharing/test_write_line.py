"""Is there one line a case and agency, written by the clerk, the chair or the agency itself?"""

import re

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseLine
from sharing.rules.meetings import lines_as_read
from tests.sharing import meetings
from tests.sharing.meetings import do
from tests.sharing.visiting import at, text, visitor

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


def test_who_writes_second_reads_first_what_the_other_wrote(made):
    meetings.clerk(made)
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    with acting_as(made.registrar):
        before = lines_as_read(CaseLine.objects.all())
    line = meetings.line(made, item, made.police, by=made.clerk, brought="kept_back", reason="An informant", read=before)

    with pytest.raises(MoveRefused, match="written by somebody else"):
        meetings.line(made, item, made.police, by=made.sergeant, brought="nothing", read=before)
    with acting_as(made.registrar):
        now = lines_as_read(CaseLine.objects.all())
    assert meetings.line(made, item, made.police, by=made.sergeant, brought="nothing", read=now).pk == line.pk


def test_the_page_carries_what_was_read_and_gives_back_what_was_typed(made):
    meetings.clerk(made)
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    address = at(made.sergeant, "write_line", reference=made.meeting.reference, number=item.number)
    page = visitor(made.sergeant).get(f"{address}?agency={made.police.code}")
    meetings.line(made, item, made.police, by=made.clerk, brought="nothing")

    typed = {"agency": made.police.code, "brought": "kept_back", "reason": "An informant lives there", "read": hidden(page)}
    late = visitor(made.sergeant).post(address, typed)
    page = visitor(made.sergeant).get(f"{address}?agency={made.police.code}")
    again = visitor(made.sergeant).post(address, {**typed, "read": hidden(page)})

    assert late.status_code == 409
    assert "An informant lives there" in text(late)
    assert again.status_code == 302


def hidden(page) -> str:
    found = re.search(r'<input type="hidden" name="read"(?: value="([^"]*)")?', page.text)
    return found[1] or ""


def test_the_only_agency_there_is_chosen_with_its_line(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    meetings.line(made, item, made.police, brought="kept_back", reason="An informant lives there")
    address = at(made.sergeant, "write_line", reference=made.meeting.reference, number=item.number)

    page = visitor(made.sergeant).get(address)
    answer = visitor(made.sergeant).post(
        address, {"agency": made.police.code, "brought": "nothing", "read": hidden(page)}
    )

    assert "An informant lives there" in page.text
    assert answer.status_code == 302


def test_too_long_a_reason_is_not_called_missing(made):
    meetings.begun(made, made.sergeant)
    item = meetings.case(made)
    address = at(made.sergeant, "write_line", reference=made.meeting.reference, number=item.number)

    page = text(visitor(made.sergeant).post(address, {"agency": made.police.code, "brought": "kept_back", "reason": "x" * 600}))

    assert "Say why it was kept back" not in page
    assert "500 characters" in page
