"""Can what a colleague reported be left, with a reason that they read? (set_aside)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from tests.compliance.factories import allegation, concern, do, taken_up, world

pytestmark = pytest.mark.django_db


def test_whoever_reported_it_is_told_and_the_reason_stays():
    here = world()

    case = do(actions.set_aside, concern(here), by=here.officer, reason="It was sent to the right person")

    assert (case.status, case.remind_at) == ("set_aside", None)
    with acting_as(here.sharer):
        assert Notice.objects.visible_to(here.sharer).filter(kind="case_set_aside").count() == 1
        assert case.notes.get().words == "It was sent to the right person"


def test_what_another_agency_wrote_is_never_left():
    here = world()
    case = allegation(here)

    with pytest.raises(MoveRefused, match="looked into and answered"):
        do(actions.set_aside, case, by=here.officer, reason="No time")


def test_it_needs_a_reason():
    here = world()
    case = concern(here)

    with pytest.raises(ValueError, match="why"):
        do(actions.set_aside, case, by=here.officer, reason=" ")


def test_whoever_reported_it_does_not_set_it_aside_and_a_case_taken_up_is_past_it():
    here = world()
    case = concern(here)
    with pytest.raises(PermissionDenied):
        do(actions.set_aside, case, by=here.sharer, reason="Never mind")

    taken_up(here, case)
    with pytest.raises(MoveRefused):
        do(actions.set_aside, case, by=here.officer, reason="Never mind")
