"""Does it go to the heads after talks, or for a coded reason, once and with a new clock?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import as_day
from sharing import actions
from sharing.models import Dispute
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import DAY, LATER

pytestmark = pytest.mark.django_db


def escalate(dispute, member, code="not_agreed", reason="One reads the Act as a power, the other as none."):
    with acting_as(member):
        return actions.escalate(dispute, by=member, at=LATER, code=code, reason=reason)


def test_after_talks_it_goes_to_the_heads_with_the_reason_and_their_own_clock(world):
    dispute = factories.dispute(world)
    factories.discussion(world, dispute)

    moved = escalate(dispute, world.receiver)

    assert (moved.status, moved.heads_code, moved.heads_at) == (Dispute.Status.HEADS, "not_agreed", LATER)
    assert as_day(moved.due_at) == date(2026, 12, 16)
    for member in (world.head, world.officer, world.receiver):
        with acting_as(member):
            assert Notice.objects.filter(to=member, kind="dispute_escalated").exists()


def test_that_they_do_not_agree_is_said_only_after_talks_and_with_a_reason(world):
    dispute = factories.dispute(world)
    with pytest.raises(MoveRefused, match="Nobody has written down a discussion"):
        escalate(dispute, world.receiver)
    factories.discussion(world, dispute)
    with pytest.raises(ValueError, match="why the officers"):
        escalate(dispute, world.receiver, reason=" ")


def test_for_a_coded_reason_no_talks_are_needed(world):
    assert escalate(factories.dispute(world), world.officer, code="urgent", reason="").heads_code == "urgent"
    with pytest.raises(ValueError, match="coded reason"):
        escalate(factories.dispute(world), world.officer, code="because")


def test_it_goes_there_once(world):
    dispute = escalate(factories.dispute(world), world.officer, code="vacant")
    with pytest.raises(MoveRefused):
        escalate(dispute, world.head, code="urgent")


def test_with_the_heads_the_heads_speak_and_officers_only_where_no_head_may(world):
    dispute = escalate(factories.dispute(world), world.officer, code="urgent")
    with pytest.raises(PermissionDenied):
        factories.discussion(world, dispute, world.officer)
    factories.discussion(world, dispute, world.head)
    # The other agency has no head at the moment, so its designated officer goes on.
    factories.discussion(world, dispute, world.receiver)
    head = agencies.member(world.registrar, world.theirs, Role.HEAD)
    with acting_as(world.officer):
        assert [one.pk for one in dispute.speakers(world.theirs.pk, DAY)] == [head.pk]
    with pytest.raises(PermissionDenied):
        factories.discussion(world, dispute, world.receiver)


@pytest.mark.parametrize("who", ["asker", "colleague", "stranger"])
def test_nobody_else_puts_it_there(world, who):
    with pytest.raises(PermissionDenied):
        escalate(factories.dispute(world), getattr(world, who), code="urgent")


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_puts_it_there():
    world = factories.world()
    dispute = factories.dispute(world)
    officers = [world.officer, *(agencies.member(world.registrar, world.ours, Role.OFFICER) for _ in range(5))]

    fared = factories.race(officers, lambda member: actions.escalate(dispute, by=member, at=LATER, code="urgent"))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
