"""Is a pause looked at again every 28 days? (renew_suspension, CLK-SUSP)"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from tests.compliance.factories import NOON, do, pause, world

pytestmark = pytest.mark.django_db
REVIEW = NOON + timedelta(days=28)


def test_it_stays_for_another_28_days_and_the_other_agency_is_told():
    here = world()

    made = do(actions.renew_suspension, pause(here), by=here.officer, at=REVIEW, evidence="A third list was lost")

    assert (made.review_on.isoformat(), made.reminded_at) == ("2027-01-13", None)
    with acting_as(here.officer):
        assert "A third list was lost" in made.grounds.evidence
        assert made.grounds.evidence.startswith("Two lists lost")
    with acting_as(here.receiver):
        assert Notice.objects.visible_to(here.receiver).filter(kind="pause_renewed").count() == 1


def test_the_paused_agency_and_practitioners_do_not_renew_it():
    here = world()
    made = pause(here)

    for who in (here.receiver, here.sharer):
        with pytest.raises(PermissionDenied):
            do(actions.renew_suspension, made, by=who)


def test_a_lifted_one_is_not_renewed():
    here = world()
    made = do(actions.lift_suspension, pause(here), by=here.officer)

    with pytest.raises(MoveRefused, match="already lifted"):
        do(actions.renew_suspension, made, by=here.officer)
