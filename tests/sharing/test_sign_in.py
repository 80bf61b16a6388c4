"""Do people put their own names to the sheet, on the day, and are they let in by the chair?"""

import pytest
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

pytestmark = pytest.mark.django_db


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
