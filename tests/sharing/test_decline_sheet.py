"""Does somebody who does not agree to the terms leave, and read nothing?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_they_are_shown_as_gone_before_the_item(made):
    row = do(actions.admit, made.meeting, by=made.chair, name="Traders' Representative", body="Town Centre Traders")
    meetings.case(made, opened=False)

    row = do(actions.decline_sheet, row, by=made.chair)

    assert (row.declined_at, row.left_at, row.left_before) == (meetings.THE_DAY, meetings.THE_DAY, 1)


def test_what_they_had_agreed_to_before_is_taken_back_with_it(made):
    (row,) = meetings.begun(made, made.sergeant)
    meetings.case(made)

    row = do(actions.decline_sheet, row, by=made.chair)

    assert (row.signed, row.declared_at) == ("", None)
    with acting_as(made.sergeant):
        assert not CaseRecord.objects.visible_to(made.sergeant).exists()


def test_it_is_written_down_once_by_those_who_run_the_meeting(made):
    (row,) = meetings.begun(made, made.sergeant)
    with pytest.raises(PermissionDenied):
        do(actions.decline_sheet, row, by=made.officer)
    do(actions.decline_sheet, row, by=made.chair)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.decline_sheet, row, by=made.chair)


def test_a_signature_stands_once_the_meeting_is_over(made):
    (row,) = meetings.begun(made, made.sergeant)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with pytest.raises(MoveRefused, match="closed"):
        do(actions.decline_sheet, row, by=made.chair)

    kept = meetings.see(made, row)
    assert (kept.signed, kept.declined_at, kept.left_at) == ("own", None, None)
