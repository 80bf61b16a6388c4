"""Is agreement before the chair recorded as what it was: on the chair's device, or on paper?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("how", "sheet"), [("chairs_device", "electronic"), ("paper", "paper")])
def test_it_says_how_and_when(made, how, sheet):
    row = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager", body="Night Shelter")

    row = do(actions.take_declaration, row, by=made.chair, how=how)

    assert (row.signed, row.declaration, row.declared_at) == (how, "SHEET-2026-1", meetings.THE_DAY)
    assert meetings.see(made, made.meeting).sheet == sheet


def test_a_member_who_has_not_agreed_reads_no_paper_until_they_do(made):
    do(actions.open_meeting, made.meeting, by=made.chair)
    row = do(actions.admit, made.meeting, by=made.chair, member=made.sergeant)
    meetings.case(made)
    with acting_as(made.sergeant):
        assert not CaseRecord.objects.visible_to(made.sergeant).exists()

    do(actions.take_declaration, row, by=made.chair, how="paper")

    with acting_as(made.sergeant):
        assert CaseRecord.objects.visible_to(made.sergeant).exists()


def test_it_is_taken_once_and_by_those_who_run_the_meeting(made):
    row = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager")
    with pytest.raises(PermissionDenied):
        do(actions.take_declaration, row, by=made.sergeant, how="paper")
    do(actions.take_declaration, row, by=made.chair, how="paper")
    with pytest.raises(MoveRefused, match="already"):
        do(actions.take_declaration, row, by=made.chair, how="paper")
