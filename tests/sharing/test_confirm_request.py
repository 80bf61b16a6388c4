"""Does the asking agency say that it asked what was written down?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, queue
from tests.sharing.factories import DAY, LATER, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(world):
    with acting_as(world.sharer):
        return actions.take_down_request(
            by=world.sharer, at=NOON, asking_agency=world.theirs, caller="A sergeant", caller_check="know_them",
            urgency="ordinary", purpose="child", wanted=["location"], about="",
        )  # fmt: skip


def confirm(request, member):
    with acting_as(member):
        return actions.confirm_request(request, by=member, at=LATER)


def test_whoever_confirms_it_is_the_asker_from_then_on(world, taken):
    with acting_as(world.receiver):
        assert [item.action for item in queue.waiting_for(world.receiver, DAY)] == ["Confirm"]

    confirmed = confirm(taken, world.receiver)

    assert confirmed.asked_by == world.receiver
    with acting_as(world.receiver):
        assert queue.waiting_for(world.receiver, DAY) == []
    with acting_as(world.sharer):
        assert Notice.objects.visible_to(world.sharer).get().kind == "request_confirmed"


def test_it_is_confirmed_once(world, taken):
    confirm(taken, world.receiver)

    with pytest.raises(MoveRefused, match="already been confirmed"):
        confirm(taken, world.receiver)


def test_the_agency_that_was_asked_does_not_confirm_it(world, taken):
    with pytest.raises(PermissionDenied):
        confirm(taken, world.officer)
