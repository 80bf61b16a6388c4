"""Do minutes end the clerk's access, in the code and in the database?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseLine, CaseRecord
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def over(made):
    meetings.clerk(made)
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    item = meetings.case(made)
    meetings.line(made, item, made.police, limits=["not_minuted"])
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    return item


def test_the_clerk_reads_every_case_until_then_and_none_afterwards(made):
    over(made)
    with acting_as(made.clerk):
        assert CaseRecord.objects.visible_to(made.clerk).exists()

    do(actions.agree_minutes, made.meeting, by=made.chair)

    with acting_as(made.clerk):
        assert not CaseRecord.objects.visible_to(made.clerk).exists()
        assert not CaseRecord.objects.exists()
        assert not CaseLine.objects.exists()


def test_what_was_not_for_the_minutes_is_then_the_givers_alone(made):
    over(made)
    with acting_as(made.officer):
        assert CaseLine.objects.visible_to(made.officer).exists()

    do(actions.agree_minutes, made.meeting, by=made.chair)

    with acting_as(made.officer):
        assert not CaseLine.objects.visible_to(made.officer).exists()
    with acting_as(made.sergeant):
        assert CaseLine.objects.visible_to(made.sergeant).exists()


def test_they_are_agreed_once_of_a_closed_meeting_by_those_who_lead_it(made):
    with pytest.raises(MoveRefused, match="closed"):
        do(actions.agree_minutes, made.meeting, by=made.chair)
    over(made)
    with pytest.raises(PermissionDenied):
        do(actions.agree_minutes, made.meeting, by=made.clerk)
    do(actions.agree_minutes, made.meeting, by=made.chair)
    with pytest.raises(MoveRefused, match="once"):
        do(actions.agree_minutes, made.meeting, by=made.chair)
