"""Can one person say that they are dealing with a request?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER

pytestmark = pytest.mark.django_db


def claim(request, member):
    with acting_as(member):
        return actions.claim(request, by=member, at=LATER)


@pytest.mark.parametrize("who", ["officer", "colleague"])
def test_an_officer_or_a_decision_maker_takes_it_on(world, who):
    factories.decision_maker(world)
    member = getattr(world, who)

    assert claim(factories.request(world), member).claimed_by == member


def test_a_second_person_hears_who_is_dealing_with_it(world):
    asked = factories.request(world)
    claim(asked, world.officer)

    with pytest.raises(MoveRefused, match="Chief Executive|Information Lead"):
        claim(asked, world.head)


@pytest.mark.parametrize("who", ["sharer", "asker", "receiver"])
def test_nobody_else_takes_it_on(world, who):
    asked = factories.request(world)

    with pytest.raises(PermissionDenied):
        claim(asked, getattr(world, who))


def test_nothing_is_taken_on_that_was_withdrawn(world):
    asked = factories.request(world)
    with acting_as(world.asker):
        actions.withdraw_request(asked, by=world.asker, at=LATER)

    with pytest.raises(MoveRefused, match="withdrawn"):
        claim(asked, world.officer)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_takes_it_on():
    world = factories.world()
    asked = factories.request(world)
    officers = [world.officer, *(agencies.member(world.registrar, world.ours, Role.OFFICER) for _ in range(5))]

    fared = factories.race(officers, lambda member: actions.claim(asked, by=member, at=LATER))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
