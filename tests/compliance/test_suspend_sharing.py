"""Does a pause bind one's own agency alone, and stop no record? (suspend_sharing, P-12.3, TR-24)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import SuspensionGrounds
from sharing.models import Suspension
from tests.agencies import factories as agencies
from tests.compliance.factories import LATER, ONE_DONE_FIVE_REFUSED, concern, disclosure, do, pause, race, world

pytestmark = pytest.mark.django_db


def test_the_other_agency_is_told_what_and_not_on_what_evidence():
    here = world()

    made = pause(here)

    assert made.review_on.isoformat() == "2026-12-16"
    with acting_as(here.receiver):
        assert Suspension.objects.visible_to(here.receiver).get().scope == "Extracts for conferences"
        assert not SuspensionGrounds.objects.exists()
        told = Notice.objects.visible_to(here.receiver).get(kind="sharing_paused")
    assert told.context["review"] == "Wednesday 16 December"


def test_no_other_agency_sees_it():
    here = world()
    pause(here)

    with acting_as(here.stranger):
        assert not Suspension.objects.exists()


def test_whoever_shares_sees_it_and_the_colleague_of_the_paused_agency_does_not():
    here = world()
    pause(here)

    with acting_as(here.sharer):
        assert Suspension.objects.visible_to(here.sharer).count() == 1
    with acting_as(here.asker):
        assert not Suspension.objects.visible_to(here.asker).exists()


def test_sharing_is_recorded_all_the_same():
    here = world()
    pause(here)

    assert disclosure(here).status == "complete"


def test_it_may_name_a_case():
    here = world()
    case = concern(here)

    made = pause(here, case=case)

    with acting_as(here.officer):
        assert made.grounds.case == case


def test_nobody_pauses_for_another_agency_or_towards_the_own_or_twice():
    here = world()
    with pytest.raises(PermissionDenied):
        pause(here, by=here.sharer)
    with pytest.raises(MoveRefused, match="itself"):
        pause(here, towards=here.ours)

    pause(here)
    with pytest.raises(MoveRefused, match="already paused"):
        pause(here, scope="The same again")


@pytest.mark.parametrize("missing", ["scope", "evidence"])
def test_what_and_why_are_said(missing):
    here = world()

    with pytest.raises(ValueError, match="what is paused"):
        pause(here, **{missing: " "})


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_pauses_it():
    here = world()
    officers = [agencies.member(here.registrar, here.ours, "officer") for _ in range(6)]

    fared = race(
        officers,
        lambda one: actions.suspend_sharing(by=one, at=LATER, towards=here.theirs, scope="Lists", evidence="Lost"),
    )

    assert fared == ONE_DONE_FIVE_REFUSED


def test_a_later_pause_follows_one_that_was_lifted():
    here = world()
    do(actions.lift_suspension, pause(here), by=here.officer)

    assert pause(here).lifted_at is None
