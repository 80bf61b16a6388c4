"""Can either side offer an end, and is an offer only an offer?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Dispute
from tests.sharing import factories
from tests.sharing.factories import LATER

pytestmark = pytest.mark.django_db


def offer(dispute, member, outcome="partly_agreed", terms="Figures every quarter"):
    with acting_as(member):
        return actions.propose_terms(dispute, by=member, at=LATER, outcome=outcome, terms=terms)


@pytest.mark.parametrize("who", ["officer", "head", "receiver"])
def test_either_side_offers_and_it_goes_on_until_the_other_accepts(world, who):
    made = offer(factories.dispute(world), getattr(world, who))

    assert (made.status, made.offer, made.offer_terms) == (Dispute.Status.OFFICERS, "partly_agreed", "Figures every quarter")
    with acting_as(world.receiver):
        assert Notice.objects.filter(to=world.receiver, kind="dispute_offer").count() == 1


def test_a_later_offer_takes_its_place(world):
    dispute = factories.dispute(world)
    offer(dispute, world.officer)
    made = offer(dispute, world.receiver, outcome="agreed", terms="The street")

    assert (made.offer, made.offer_terms, made.offered_by) == ("agreed", "The street", world.receiver)


@pytest.mark.parametrize(("outcome", "terms"), [("own_discretion", "x"), ("withdrawn", "x"), ("agreed", "  "), ("", "x")])
def test_an_offer_is_of_agreement_on_terms(world, outcome, terms):
    with pytest.raises(ValueError, match="An offer is of agreement"):
        offer(factories.dispute(world), world.officer, outcome, terms)


@pytest.mark.parametrize("who", ["asker", "colleague", "stranger"])
def test_nobody_else_offers(world, who):
    with pytest.raises(PermissionDenied):
        offer(factories.dispute(world), getattr(world, who))


def test_nothing_is_offered_when_it_is_closed(world):
    dispute = factories.dispute(world)
    with acting_as(world.asker):
        actions.withdraw_dispute(dispute, by=world.asker, at=LATER)
    with pytest.raises(MoveRefused, match="closed"):
        offer(dispute, world.officer)
