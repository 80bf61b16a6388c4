"""Is it said once that a remedy is done, and by whom? (finish_remedy)"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from compliance import actions
from tests.agencies import factories as agencies
from tests.compliance.factories import LATER, ONE_DONE_FIVE_REFUSED, do, failure, race, world

pytestmark = pytest.mark.django_db


def planned(here):
    return do(actions.plan_remedy, failure(here), by=here.officer, what="Train", due_on=date(2026, 12, 1))


def test_who_and_when_are_kept():
    here = world()

    remedy = do(actions.finish_remedy, planned(here), by=here.head)

    assert (remedy.done_at, remedy.done_by) == (LATER, here.head)


def test_a_practitioner_does_not_say_so():
    here = world()
    remedy = planned(here)

    with pytest.raises(PermissionDenied):
        do(actions.finish_remedy, remedy, by=here.sharer)


def test_once_is_enough():
    here = world()
    remedy = do(actions.finish_remedy, planned(here), by=here.officer)

    with pytest.raises(MoveRefused, match="already that this remedy is done"):
        do(actions.finish_remedy, remedy, by=here.officer)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_says_so():
    here = world()
    remedy = planned(here)
    officers = [agencies.member(here.registrar, here.ours, "officer") for _ in range(6)]

    assert race(officers, lambda one: actions.finish_remedy(remedy, by=one, at=LATER)) == ONE_DONE_FIVE_REFUSED
