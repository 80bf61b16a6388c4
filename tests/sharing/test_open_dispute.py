"""Can an answer be taken up by whoever asked, once, with both sides told; and at once by the heads for a coded reason?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import as_day
from sharing import actions, rules
from sharing.models import Dispute
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import DAY, LATER, NOON

pytestmark = pytest.mark.django_db
S = Dispute.Status


def take_up(asked, member, **more):
    with acting_as(member):
        return actions.open_dispute(asked, by=member, at=LATER, why="It is not enough.", **more)


def kinds(member):
    with acting_as(member):
        return list(Notice.objects.visible_to(member).values_list("kind", flat=True))


@pytest.mark.parametrize("outcome", ["refused", "part"])
@pytest.mark.parametrize("who", ["asker", "receiver"])
def test_who_asked_and_their_officer_take_up_a_refusal_whole_or_in_part(world, outcome, who):
    made = take_up(factories.refused(world, outcome), getattr(world, who))

    assert (made.status, made.heads_at) == (S.OFFICERS, None)
    assert made.reference.split("-")[1] == "DS"
    # Ten working days from Wednesday 18 November.
    assert as_day(made.due_at) == date(2026, 12, 2)
    with acting_as(world.officer):
        # The database gave it the parties of its request.
        assert set(Dispute.objects.get().party_ids) == {world.ours.pk, world.theirs.pk}
        assert made.changes.get().verb == "open_dispute"


def test_every_officer_of_both_agencies_is_told_in_the_same_transaction(world):
    deputy = agencies.member(world.registrar, world.ours, Role.OFFICER, job_title="Deputy")
    asked = factories.refused(world)

    made = take_up(asked, world.asker)

    for member in (world.officer, deputy, world.receiver):
        assert "dispute_opened" in kinds(member)
    assert "dispute_opened" not in kinds(world.stranger)
    with acting_as(world.officer):
        notice = Notice.objects.get(to=world.officer, kind="dispute_opened")
        assert notice.link == made.get_absolute_url()
        assert notice.context == {
            "reference": made.reference, "request": asked.reference, "agency": str(world.theirs),
            "due": rules.in_words(made.due_at),
        }  # fmt: skip


@pytest.mark.parametrize("who", ["officer", "head", "colleague", "stranger"])
def test_nobody_else_takes_it_up(world, who):
    asked = factories.refused(world)
    with pytest.raises(PermissionDenied):
        take_up(asked, getattr(world, who))


def test_what_was_granted_or_still_waits_is_not_taken_up(world):
    waiting = factories.request(world)
    with pytest.raises(MoveRefused):
        take_up(waiting, world.asker)
    decider = factories.decision_maker(world)
    with acting_as(decider):
        actions.decide(waiting, by=decider, at=NOON, outcome="granted")
    with pytest.raises(MoveRefused):
        take_up(waiting, world.asker)


def test_an_answer_that_is_talked_about_is_not_taken_up_twice_and_the_database_says_so_too(world):
    asked = factories.refused(world)
    take_up(asked, world.asker)
    with pytest.raises(MoveRefused):
        take_up(asked, world.receiver)

    with acting_as(world.receiver, "force"), pytest.raises(IntegrityError, match="one_open_dispute"), transaction.atomic():
        Dispute(
            partnership_id=asked.partnership_id, request=asked, reference="T-DS-2026-9999", opened_by=world.asker,
            opened_at=NOON, due_at=LATER, why="Again",
        ).save(force_insert=True)  # fmt: skip


def test_after_it_was_withdrawn_it_can_be_taken_up_again(world):
    asked = factories.refused(world)
    first = take_up(asked, world.asker)
    with acting_as(world.asker):
        actions.withdraw_dispute(first, by=world.asker, at=LATER)

    assert take_up(asked, world.asker).status == S.OFFICERS


@pytest.mark.parametrize("code", ["urgent", "vacant", "decider"])
def test_with_a_coded_reason_it_goes_to_the_heads_at_once_with_no_talks_before(world, code):
    made = take_up(factories.refused(world), world.asker, heads_code=code, heads_reason="It is tonight.")

    assert (made.status, made.heads_code, made.heads_at) == (S.HEADS, code, LATER)
    # Twenty working days; Christmas is none of them.
    assert as_day(made.due_at) == date(2026, 12, 16)
    assert "dispute_opened" in kinds(world.head)
    with acting_as(world.officer):
        assert not made.notes.exists()


def test_a_reason_that_is_none_of_those_is_refused(world):
    asked = factories.refused(world)
    for wrong in ("not_agreed", "because"):
        with pytest.raises(ValueError, match="coded reason"):
            take_up(asked, world.asker, heads_code=wrong)
    with acting_as(world.asker), pytest.raises(ValueError, match="why"):
        actions.open_dispute(asked, by=world.asker, at=LATER, why="  ")


def test_the_reasons_that_hold_stand_first(world):
    asked = factories.refused(world, by=world.officer, urgency="urgent")

    with acting_as(world.asker):
        assert rules.heads_codes(asked, DAY) == ["urgent", "decider", "vacant"]


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_takes_it_up():
    world = factories.world()
    asked = factories.refused(world)
    officers = [world.asker, *(agencies.member(world.registrar, world.theirs, Role.OFFICER) for _ in range(5))]

    fared = factories.race(officers, lambda member: actions.open_dispute(asked, by=member, at=LATER, why="Not enough."))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
