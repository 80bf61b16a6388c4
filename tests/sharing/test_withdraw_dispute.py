"""Can who took an answer up let it rest, and nobody else?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Dispute
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER

pytestmark = pytest.mark.django_db


def withdraw(dispute, member):
    with acting_as(member):
        return actions.withdraw_dispute(dispute, by=member, at=LATER, reason="The figures do.")


@pytest.mark.parametrize("who", ["asker", "receiver"])
def test_who_opened_it_and_the_officer_let_it_rest_and_both_sides_are_told(world, who):
    dispute = withdraw(factories.dispute(world), getattr(world, who))

    assert (dispute.status, dispute.closed_at) == (Dispute.Status.WITHDRAWN, LATER)
    with acting_as(world.officer):
        assert Notice.objects.filter(to=world.officer, kind="dispute_withdrawn").count() == 1
        assert dispute.changes.get(verb="withdraw_dispute").reason == "The figures do."


@pytest.mark.parametrize("who", ["officer", "head", "colleague", "stranger"])
def test_the_other_side_and_strangers_do_not(world, who):
    with pytest.raises(PermissionDenied):
        withdraw(factories.dispute(world), getattr(world, who))


def test_a_colleague_who_did_not_open_it_does_not(world):
    with pytest.raises(PermissionDenied):
        withdraw(factories.dispute(world), agencies.member(world.registrar, world.theirs))


def test_what_is_closed_is_not_withdrawn(world):
    dispute = withdraw(factories.dispute(world), world.asker)
    with pytest.raises(MoveRefused):
        withdraw(dispute, world.asker)
