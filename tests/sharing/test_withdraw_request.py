"""Can what is no longer needed be taken back by who asked it?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Request
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER

pytestmark = pytest.mark.django_db


def withdraw(request, member):
    with acting_as(member):
        return actions.withdraw_request(request, by=member, at=LATER, reason="He has been found.")


@pytest.mark.parametrize("who", ["asker", "receiver"])
def test_who_asked_and_the_officer_withdraw_it_and_the_other_side_is_told(world, who):
    asked = withdraw(factories.request(world), getattr(world, who))

    assert asked.status == Request.Status.WITHDRAWN
    with acting_as(world.officer):
        assert "request_withdrawn" in Notice.objects.visible_to(world.officer).values_list("kind", flat=True)
        assert asked.changes.get(verb="withdraw_request").reason == "He has been found."


def test_a_colleague_who_did_not_ask_it_does_not(world):
    other = agencies.member(world.registrar, world.theirs)

    with pytest.raises(PermissionDenied):
        withdraw(factories.request(world), other)


def test_the_agency_that_was_asked_does_not(world):
    with pytest.raises(PermissionDenied):
        withdraw(factories.request(world), world.officer)


def test_what_was_answered_is_not_withdrawn(world):
    asked = factories.request(world)
    decider = factories.decision_maker(world)
    with acting_as(decider):
        actions.decide(asked, by=decider, at=LATER, outcome="granted")

    with pytest.raises(MoveRefused, match="granted"):
        withdraw(asked, world.asker)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_withdraws_it():
    world = factories.world()
    asked = factories.request(world)
    officers = [world.asker, *(agencies.member(world.registrar, world.theirs, Role.OFFICER) for _ in range(5))]

    fared = factories.race(officers, lambda member: actions.withdraw_request(asked, by=member, at=LATER))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
