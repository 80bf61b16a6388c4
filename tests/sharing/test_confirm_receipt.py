"""Does the recipient's officer find it, confirm it, and keep its own copy by its own schedule?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, queue
from sharing.models import Holding
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import DAY, LATER

pytestmark = pytest.mark.django_db


def confirm(record, member, accepts=True, **more):
    with acting_as(member):
        return actions.confirm_receipt(record, by=member, at=LATER, accepts_conditions=accepts, **more)


def test_the_officer_finds_it_in_the_queue_and_it_goes_when_confirmed(world):
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        found = queue.waiting_for(world.receiver, DAY)
    assert [item.what for item in found] == [f"Confirm receipt of {record.reference}"]

    party = confirm(record, world.receiver, note="Filed under our own number")

    assert (party.received_at, party.received_by, party.conditions_accepted_at) == (LATER, world.receiver, LATER)
    with acting_as(world.receiver):
        assert queue.waiting_for(world.receiver, DAY) == []


def test_the_giver_waits_for_it_until_it_is_confirmed(world):
    record = factories.disclosure(world)
    with acting_as(world.sharer):
        assert [item.whom for item in queue.waiting_elsewhere(world.sharer, DAY)] == [world.theirs.name]

    confirm(record, world.receiver)

    with acting_as(world.sharer):
        assert queue.waiting_elsewhere(world.sharer, DAY) == []


def test_each_holder_keeps_its_own_copy_by_its_own_schedule(world):
    factories.retention_rule(world.officer, "RET-DISC", 72)
    factories.retention_rule(world.receiver, "RET-DISC", 12)
    record = factories.disclosure(world)

    confirm(record, world.receiver)

    with acting_as(world.sharer):
        assert Holding.objects.get().retain_until_on.isoformat() == "2032-11-18"
    with acting_as(world.receiver):
        assert Holding.objects.get().retain_until_on.isoformat() == "2027-11-18"


def test_without_a_line_in_its_schedule_there_is_no_rule_and_no_date(world):
    record = factories.disclosure(world)

    confirm(record, world.receiver)

    with acting_as(world.receiver):
        copy = Holding.objects.get()
    assert (copy.rule_code, copy.retain_until_on) == ("", None)


def test_a_line_that_never_ends_by_date_gives_none(world):
    factories.retention_rule(world.receiver, "RET-DISC", None)
    record = factories.disclosure(world)

    confirm(record, world.receiver)

    with acting_as(world.receiver):
        copy = Holding.objects.get()
    assert (copy.rule_code, copy.retain_until_on) == ("RET-DISC", None)


@pytest.mark.parametrize(("accepts", "kind"), [(True, "receipt_confirmed"), (False, "conditions_not_accepted")])
def test_the_giver_is_told_whether_the_conditions_are_accepted(world, accepts, kind):
    record = factories.disclosure(world)

    party = confirm(record, world.receiver, accepts)

    assert (party.conditions_accepted_at is not None) is accepts
    for member in (world.sharer, world.officer):
        with acting_as(member):
            assert Notice.objects.visible_to(member).filter(kind=kind).count() == 1


def test_a_practitioner_who_was_not_sent_it_cannot_confirm_it_until_let_in(world):
    record = factories.disclosure(world)
    with pytest.raises(PermissionDenied):
        confirm(record, world.asker)

    with acting_as(world.receiver):
        actions.let_in(
            record,
            world.asker,
            by=world.receiver,
            at=LATER,
            reason="It is for their case",
            ends_on=DAY.replace(year=2099),
        )
    confirm(record, world.asker)


def test_the_recipient_says_what_allows_it_to_hold_it(world):
    record = factories.disclosure(world)

    party = confirm(record, world.receiver, provisions=["LE-35-T"])

    assert party.provisions == ["LE-35-T"]
    with acting_as(world.sharer):
        assert record.parties.get(part="giver").provisions == ["LB-E"]


@pytest.mark.parametrize("code", ["LB-EA", "CDA-115", "NO-SUCH-LAW"])
def test_law_that_is_not_open_to_the_recipient_is_not_recorded(world, code):
    record = factories.disclosure(world)

    with pytest.raises(ValueError, match="not open"):
        confirm(record, world.receiver, provisions=[code])


def test_the_giver_does_not_confirm_its_own(world):
    record = factories.disclosure(world)

    with pytest.raises(PermissionDenied):
        confirm(record, world.officer)


def test_a_stranger_does_not_find_it(world):
    record = factories.disclosure(world)

    with pytest.raises(PermissionDenied):
        confirm(record, world.stranger)


def test_it_is_confirmed_once(world):
    record = factories.disclosure(world)
    confirm(record, world.receiver)

    with pytest.raises(MoveRefused, match="already confirmed"):
        confirm(record, world.receiver)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_confirms_it():
    world = factories.world()
    record = factories.disclosure(world)
    officers = [world.receiver, *(agencies.member(world.registrar, world.theirs, Role.OFFICER) for _ in range(5))]

    fared = factories.race(
        officers, lambda member: actions.confirm_receipt(record, by=member, at=LATER, accepts_conditions=True)
    )

    assert fared == factories.ONE_DONE_FIVE_REFUSED
