"""Do people put their own names to the sheet, on the day, and are they let in by the chair?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.access import may
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord, Meeting
from tests.agencies import auditing
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.sharing import meetings
from tests.sharing.meetings import do
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
LATER = meetings.THE_DAY + timedelta(minutes=20)


def test_it_is_an_act_of_their_own_with_the_text_and_the_time(made):
    row = do(actions.sign_in, made.meeting, by=made.sergeant)

    assert (row.signed, row.signed_at, row.declared_at) == ("own", meetings.THE_DAY, meetings.THE_DAY)
    assert row.declaration == "SHEET-2026-1"
    assert row.agency_id == made.police.pk
    assert row.arrived_at is None
    assert meetings.see(made, made.meeting).sheet == "electronic"


def test_an_agency_that_has_not_signed_what_governs_it_is_bound_by_the_person_alone(made):
    assert do(actions.sign_in, made.meeting, by=made.sergeant).status == "non_signatory"


def test_nobody_signs_in_before_the_day_or_twice(made):
    with pytest.raises(MoveRefused, match="on the day"):
        do(actions.sign_in, made.meeting, by=made.sergeant, at=NOON)
    do(actions.sign_in, made.meeting, by=made.sergeant)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.sign_in, made.meeting, by=made.sergeant)


def test_a_member_of_an_agency_that_is_not_asked_does_not_find_it(made):
    with pytest.raises(PermissionDenied):
        do(actions.sign_in, made.meeting, by=made.stranger)


def test_signing_in_by_itself_opens_no_case(made):
    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.sign_in, made.meeting, by=made.sergeant)
    meetings.case(made)

    with acting_as(made.sergeant):
        assert not CaseRecord.objects.visible_to(made.sergeant).exists()


def test_an_auditor_to_whom_the_host_opened_its_records_reads_the_meeting_and_is_not_of_it(made):
    auditor = auditing.refreshed(agencies.member(made.registrar, made.stranger.agency, Role.AUDITOR))
    head = agencies.member(made.registrar, made.host, Role.HEAD)
    auditing.open_to_audit(head, auditor)
    auditor = auditing.refreshed(auditor)

    with acting_as(auditor):
        assert Meeting.objects.visible_to(auditor).exists()
        assert not may(auditor, "sign_in", made.meeting)
    with pytest.raises(PermissionDenied):
        do(actions.sign_in, made.meeting, by=auditor)


def owing(made):
    with acting_as(made.chair):
        return [part.get_part_display() for part in made.meeting.parts.filter(until_at=None, undertaken_at=None)]


def test_whoever_is_given_a_part_after_they_signed_gives_its_undertaking_and_the_sheet_stays(made):
    _, row = meetings.begun(made, made.chair, made.sergeant)
    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.sergeant)
    assert owing(made) == ["deputy chair"]
    with time_machine.travel(LATER, tick=False):
        assert "Give the undertaking of the part that you play" in text(opened(made.sergeant, made.meeting, "meeting"))
        assert "As deputy chair: I chair where the chair cannot" in text(opened(made.sergeant, made.meeting, "sign_in"))
        assert sent(made.sergeant, made.meeting, "sign_in").status_code == 302

    assert owing(made) == []
    assert meetings.see(made, row).signed_at == meetings.THE_DAY
    with pytest.raises(MoveRefused, match="already"):
        do(actions.sign_in, made.meeting, by=made.sergeant, at=LATER)


def test_a_clerk_named_when_it_is_over_gives_the_undertaking_and_comes_on_no_sheet(made):
    meetings.begun(made, made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    meetings.clerk(made)
    with time_machine.travel(LATER, tick=False):
        assert "Give the undertaking of the part" in text(opened(made.clerk, made.meeting, "meeting"))
        assert "Agree the minutes" in text(opened(made.chair, made.meeting, "meeting"))

    assert do(actions.sign_in, made.meeting, by=made.clerk) is None

    assert owing(made) == []
    with acting_as(made.chair):
        assert not made.meeting.attendances.filter(member=made.clerk).exists()
    with pytest.raises(MoveRefused, match="until it is closed"):
        do(actions.sign_in, made.meeting, by=made.clerk)


def test_nobody_undertakes_anything_once_the_minutes_are_agreed(made):
    meetings.begun(made, made.chair, made.sergeant)
    do(actions.name_part, made.meeting, by=made.chair, part="helper", member=made.sergeant, why="Polish")
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    do(actions.agree_minutes, made.meeting, by=made.chair)

    with pytest.raises(MoveRefused):
        do(actions.sign_in, made.meeting, by=made.sergeant)


def test_a_chair_who_signed_nothing_agrees_the_minutes_and_is_still_asked_for_the_undertaking(made):
    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="not_used", sheet_reason="Figures only")

    with time_machine.travel(LATER, tick=False):
        page = text(opened(made.chair, made.meeting, "meeting"))
    assert "Agree the minutes" in page
    assert "Sign in to this meeting" in page
