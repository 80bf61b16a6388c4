"""Is a hold looked at again every six months, and does it stand until people say otherwise?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Hold
from tests.compliance import copies
from tests.compliance.copies import NOW, hold

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=180)


@pytest.fixture
def world():
    return copies.world()


def review(member, placed):
    with acting_as(member):
        return actions.review_hold(placed, by=member, at=LATER)


def test_it_is_looked_at_again_six_months_on(world):
    placed = hold(world, topic="The inquiry", about_a_child=True)
    assert placed.review_on == date(2033, 5, 21)

    assert review(world.officer, placed).review_on == date(2033, 11, 20)


def test_lifting_that_was_asked_for_is_declined(world):
    placed = hold(world, topic="The inquiry", about_a_child=True)
    with acting_as(world.officer):
        placed = actions.ask_to_lift(placed, by=world.officer, at=NOW, reason="It has been answered")

    found = review(world.head, placed)

    assert (found.status, found.lift_asked_by, found.lift_reason) == (Hold.Status.PLACED, None, "")


def test_what_was_lifted_is_not_looked_at_again(world):
    placed = copies.lift(hold(world, topic="The inquiry", about_a_child=True), world.officer, world.head)

    with pytest.raises(MoveRefused):
        review(world.officer, placed)


def test_a_practitioner_does_not_review_it(world):
    with pytest.raises(PermissionDenied):
        review(world.sharer, hold(world, topic="The inquiry", about_a_child=True))
