"""Can a disposal be sent back until it is carried out?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CopyReview
from sharing.models import Holding
from tests.compliance import copies
from tests.compliance.copies import NOW, copy_of

pytestmark = pytest.mark.django_db


def send_back(member, review, reason="The archive wants it"):
    with acting_as(member):
        return actions.send_back_disposal(review, by=member, at=NOW, reason=reason)


@pytest.mark.parametrize("made", [copies.proposed, copies.approved])
def test_the_copy_waits_to_be_looked_at_again(world, made):
    record = copies.due(world)

    review = send_back(world.head, made(world, record))

    assert (review.status, review.sent_back_reason) == (CopyReview.Status.SENT_BACK, "The archive wants it")
    assert copy_of(world.officer, record).status == Holding.Status.DUE


def test_it_needs_a_reason(world):
    with pytest.raises(ValueError, match="reason"):
        send_back(world.head, copies.proposed(world), " ")


def test_what_is_gone_is_not_sent_back(world):
    with pytest.raises(MoveRefused):
        send_back(world.head, copies.disposed(world))


def test_a_practitioner_does_not_send_it_back(world):
    with pytest.raises(PermissionDenied):
        send_back(world.sharer, copies.proposed(world))
