"""Does a second person, and nobody else, approve a disposal?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies import actions as agency_actions
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CopyReview
from sharing.models import Holding
from tests.agencies.factories import LONG_AGO
from tests.compliance import copies
from tests.compliance.copies import NOW, copy_of
from tests.sharing import factories as sharing

pytestmark = pytest.mark.django_db
S = Holding.Status


def approve(member, review):
    with acting_as(member):
        return actions.approve_disposal(review, by=member, at=NOW)


def test_the_second_person_approves(world):
    record = copies.due(world)

    review = approve(world.head, copies.proposed(world, record))

    assert (review.status, review.approved_by, review.hold_checked_at) == (CopyReview.Status.APPROVED, world.head, NOW)
    assert copy_of(world.officer, record).status == S.APPROVED


def test_nobody_approves_what_they_proposed(world):
    with pytest.raises(PermissionDenied):
        approve(world.officer, copies.proposed(world))


def test_not_even_under_another_of_their_memberships(world):
    review = copies.proposed(world)
    with acting_as(world.registrar):
        other = agency_actions.add_member(
            by=world.registrar, at=NOW, agency=world.ours, email=world.officer.person.email, name=world.officer.person.name,
            job_title="Acting head", roles=[Role.HEAD], starts_on=LONG_AGO.replace(day=2),
        )  # fmt: skip

    with pytest.raises(PermissionDenied):
        approve(other, review)


@pytest.mark.parametrize("topic", [False, True])
def test_a_hold_that_came_between_stops_it(world, topic):
    record = copies.due(world)
    review = copies.proposed(world, record)
    copies.hold(world, **({"topic": "An inquiry", "purpose": record.purpose} if topic else {"disclosure": record}))

    with pytest.raises(MoveRefused, match="holds it"):
        approve(world.head, review)


def test_practitioners_and_other_agencies_do_not_approve(world):
    review = copies.proposed(world)

    with pytest.raises(PermissionDenied):
        approve(world.sharer, review)
    with pytest.raises(Holding.DoesNotExist):
        approve(world.receiver, review)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_approves():
    world = copies.world()
    review = copies.proposed(world)
    six = [world.head, *(copies.second(world) for _ in range(5))]

    fared = sharing.race(six, lambda member: actions.approve_disposal(review, by=member, at=NOW))

    assert fared == sharing.ONE_DONE_FIVE_REFUSED


@pytest.mark.django_db(transaction=True)
def test_a_hold_and_an_approval_at_once_never_leave_an_approved_copy_that_is_held():
    world = copies.world()
    record = copies.due(world)
    review = copies.proposed(world, record)
    second = copies.second(world)

    def act(member):
        if member == second:
            copies.sharing_actions.place_hold(by=second, at=NOW, reason="access", disclosure=record)
        else:
            actions.approve_disposal(review, by=member, at=NOW)

    fared = sharing.race([world.head, second], act)

    assert fared in (["done", "done"], ["done", "refused"])
    assert copy_of(world.officer, record).status == S.ON_HOLD
