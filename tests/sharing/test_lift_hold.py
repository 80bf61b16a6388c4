"""Is a hold lifted by a second person alone, and do copies then stand where their own clock has brought them?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies import actions as agency_actions
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Hold, Holding
from tests.agencies.factories import LONG_AGO
from tests.compliance import copies
from tests.compliance.copies import CLOSED_AT, NOW, copy_of, hold
from tests.sharing import factories

pytestmark = pytest.mark.django_db
S = Holding.Status


@pytest.fixture
def world():
    return copies.world()


def asked(world, placed, by=None, at=NOW):
    by = by or world.officer
    with acting_as(by):
        return actions.ask_to_lift(placed, by=by, at=at, reason="It has been answered")


def test_the_day_counts_from_the_trigger_and_not_from_the_lifting(world):
    record = copies.closed(world)
    placed = hold(world, disclosure=record, at=CLOSED_AT)

    copies.lift(placed, world.officer, world.head)

    copy = copy_of(world.officer, record)
    assert (copy.status, copy.retain_until_on.isoformat()) == (S.DUE, "2032-11-20")


def test_lifted_before_its_day_it_is_kept_until_that_day(world):
    record = copies.closed(world)
    placed = hold(world, disclosure=record, at=CLOSED_AT)

    copies.lift(placed, world.officer, world.head, at=CLOSED_AT + timedelta(days=30))

    assert copy_of(world.officer, record).status == S.ACTIVE


def test_what_was_kept_for_longer_before_is_kept_for_longer_again(world):
    record = copies.due(world)
    with acting_as(world.officer):
        copies.actions.keep_copy(
            copy_of(world.officer, record), by=world.officer, at=NOW, until=NOW.date() + timedelta(90), reason="A claim"
        )
    placed = hold(world, disclosure=record)

    copies.lift(placed, world.officer, world.head)

    assert copy_of(world.officer, record).status == S.RETAINED


def test_a_copy_that_another_hold_covers_stays_held(world):
    record = copies.closed(world)
    placed = hold(world, disclosure=record)
    hold(world, topic="The inquiry", purpose=record.purpose)

    copies.lift(placed, world.officer, world.head)

    assert copy_of(world.officer, record).status == S.ON_HOLD


def test_nobody_lifts_what_they_asked_to_lift(world):
    placed = asked(world, hold(world, topic="The inquiry", about_a_child=True))

    with acting_as(world.officer), pytest.raises(PermissionDenied):
        actions.lift_hold(placed, by=world.officer, at=NOW)


def test_not_even_under_another_of_their_memberships(world):
    placed = asked(world, hold(world, topic="The inquiry", about_a_child=True))
    with acting_as(world.registrar):
        other = agency_actions.add_member(
            by=world.registrar, at=NOW, agency=world.ours, email=world.officer.person.email, name=world.officer.person.name,
            job_title="Acting head", roles=[Role.HEAD], starts_on=LONG_AGO + timedelta(1),
        )  # fmt: skip

    with acting_as(other), pytest.raises(PermissionDenied):
        actions.lift_hold(placed, by=other, at=NOW)


def test_it_is_not_lifted_before_somebody_asks(world):
    placed = hold(world, topic="The inquiry", about_a_child=True)

    with acting_as(world.head), pytest.raises(MoveRefused):
        actions.lift_hold(placed, by=world.head, at=NOW)


def test_the_database_wants_a_second_person_and_a_reason(world):
    placed = asked(world, hold(world, topic="The inquiry", about_a_child=True))
    common = {"status": "lifted", "lifted_at": NOW}
    for wrong in ({"lifted_by": world.officer}, {"lifted_by": None}, {"lifted_by": world.head, "lift_reason": ""}):
        with acting_as(world.head, "test"), pytest.raises(IntegrityError), transaction.atomic():
            Hold.objects.filter(pk=placed.pk).update(**common, **wrong)


def test_another_agency_does_not_find_it(world):
    placed = asked(world, hold(world, topic="The inquiry", about_a_child=True))

    with acting_as(world.receiver), pytest.raises(PermissionDenied):
        actions.lift_hold(placed, by=world.receiver, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_lifts_it():
    world = copies.world()
    placed = asked(world, hold(world, topic="The inquiry", about_a_child=True))
    six = [world.head, *(copies.second(world) for _ in range(5))]

    fared = factories.race(six, lambda member: actions.lift_hold(placed, by=member, at=NOW))

    assert fared == factories.ONE_DONE_FIVE_REFUSED


@pytest.mark.django_db(transaction=True)
def test_of_two_holds_lifted_at_once_the_later_frees_the_copy():
    world = copies.world()
    record = copies.closed(world)
    holds = {member: asked(world, hold(world, disclosure=record)) for member in (world.head, copies.second(world))}

    fared = factories.race(list(holds), lambda member: actions.lift_hold(holds[member], by=member, at=NOW))

    assert fared == ["done", "done"]
    assert copy_of(world.officer, record).status == S.DUE
