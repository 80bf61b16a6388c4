"""Can a copy be kept for longer, for a reason and until a day?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CopyReview
from sharing.models import Holding
from tests.compliance import copies
from tests.compliance.copies import NOW, copy_of

pytestmark = pytest.mark.django_db
S = Holding.Status
UNTIL = NOW.date() + timedelta(days=90)


def keep(member, copy, until=UNTIL, reason="A claim is expected"):
    with acting_as(member):
        return actions.keep_copy(copy, by=member, at=NOW, until=until, reason=reason)


def test_it_is_kept_until_that_day_and_then_due_again(world):
    record = copies.due(world)

    kept = keep(world.officer, copy_of(world.officer, record))

    assert (kept.status, kept.retain_until_on, kept.keep_reason) == (S.RETAINED, UNTIL, "A claim is expected")
    with acting_as(world.registrar, "fall_due"):
        Holding.objects.fall_due(world.registrar.partnership_id, UNTIL, 10)
    assert copy_of(world.officer, record).status == S.DUE
    with acting_as(world.officer):
        assert CopyReview.objects.get().status == CopyReview.Status.KEPT


def test_a_copy_without_a_date_can_be_given_one(world):
    record = copies.closed(world)
    with acting_as(world.officer, "test"):
        Holding.objects.filter(disclosure=record).update(retain_until_on=None)

    assert keep(world.officer, copy_of(world.officer, record)).retain_until_on == UNTIL


@pytest.mark.parametrize(("until", "reason"), [(UNTIL, " "), (NOW.date(), "A claim")])
def test_it_needs_a_reason_and_a_day_to_come(world, until, reason):
    copy = copy_of(world.officer, copies.due(world))

    with pytest.raises(ValueError, match="kept until|needs a reason"):
        keep(world.officer, copy, until, reason)


def test_what_is_on_hold_proposed_or_gone_is_not_kept_in_this_way(world):
    held, going = copies.due(world), copies.closed(world)
    copies.hold(world, disclosure=held)
    copies.fall_due(world)
    copies.proposed(world, going)

    for record in (held, going):
        with pytest.raises(MoveRefused):
            keep(world.officer, copy_of(world.officer, record))


def test_practitioners_and_other_agencies_do_not_decide(world):
    copy = copy_of(world.officer, copies.due(world))

    with pytest.raises(PermissionDenied):
        keep(world.sharer, copy)
    with pytest.raises(Holding.DoesNotExist):
        keep(world.receiver, copy)


def test_the_database_wants_a_reason(world):
    copy = copy_of(world.officer, copies.due(world))

    with acting_as(world.officer, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.filter(pk=copy.pk).update(status="retained")
