"""Does only the agency that paused its sharing begin it again? (lift_suspension)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.tenancy import acting_as
from compliance import actions
from sharing.models import Suspension
from tests.agencies import factories as agencies
from tests.compliance.factories import LATER, ONE_DONE_FIVE_REFUSED, do, pause, race, world

pytestmark = pytest.mark.django_db


def test_the_other_agency_is_told_at_once():
    here = world()

    made = do(actions.lift_suspension, pause(here), by=here.head)

    assert (made.lifted_at, made.lifted_by) == (LATER, here.head)
    with acting_as(here.receiver):
        assert Notice.objects.visible_to(here.receiver).filter(kind="sharing_resumed").count() == 1
        assert not Suspension.objects.running().exists()


def test_nobody_else_lifts_it():
    here = world()
    made = pause(here)

    for who in (here.receiver, here.sharer):
        with pytest.raises(PermissionDenied):
            do(actions.lift_suspension, made, by=who)
    with pytest.raises(PermissionDenied):
        do(actions.lift_suspension, made, by=here.stranger)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_lifts_it():
    here = world()
    made = pause(here)
    officers = [agencies.member(here.registrar, here.ours, "officer") for _ in range(6)]

    assert race(officers, lambda one: actions.lift_suspension(made, by=one, at=LATER)) == ONE_DONE_FIVE_REFUSED
