"""Does the first person say why a hold is no longer needed, and is the second asked?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Hold
from tests.compliance import copies
from tests.compliance.copies import NOW, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return copies.world()


@pytest.fixture
def placed(world):
    return hold(world, topic="The inquiry", about_a_child=True)


def ask(member, placed, reason="It has been answered"):
    with acting_as(member):
        return actions.ask_to_lift(placed, by=member, at=NOW, reason=reason)


def test_it_stands_until_a_second_person_lifts_it(world, placed):
    found = ask(world.officer, placed)

    assert (found.status, found.lift_asked_by, found.lifted_at) == (Hold.Status.LIFT_ASKED, world.officer, None)


def test_somebody_else_of_the_agency_is_asked(world, placed):
    second = copies.second(world)

    ask(world.officer, placed)

    with acting_as(second):
        assert Notice.objects.visible_to(second).filter(kind="hold_lifting_asked").count() == 1
    with acting_as(world.officer):
        assert not Notice.objects.visible_to(world.officer).filter(kind="hold_lifting_asked").exists()


def test_where_there_is_no_other_officer_the_heads_are_asked(world, placed):
    ask(world.officer, placed)

    with acting_as(world.head):
        assert Notice.objects.visible_to(world.head).filter(kind="hold_lifting_asked").count() == 1


def test_a_reason_is_needed(world, placed):
    with pytest.raises(ValueError, match="reason"):
        ask(world.officer, placed, reason=" ")


def test_it_is_asked_once(world, placed):
    ask(world.officer, placed)

    with pytest.raises(MoveRefused):
        ask(world.head, placed)


def test_a_practitioner_does_not_ask(world, placed):
    with pytest.raises(PermissionDenied):
        ask(world.sharer, placed)
