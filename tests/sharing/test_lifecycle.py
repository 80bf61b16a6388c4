"""Does everything move only along the table?"""

import pytest

from agencies.access import registered
from agencies.moves import MoveRefused, carry_out
from agencies.tenancy import acting_as
from sharing import actions, lifecycle, permissions
from sharing.models import Checklist, Disclosure, OnwardRequest, Request
from tests.sharing import factories, passing_on
from tests.sharing.factories import LATER

pytestmark = pytest.mark.django_db
REQUEST_MOVES = [*lifecycle.DECIDE.values(), lifecycle.WITHDRAW]
ONWARD_MOVES = [*lifecycle.ANSWER_ONWARD.values(), lifecycle.LAPSE_ONWARD, lifecycle.WITHDRAW_ONWARD]
CHECKLIST_MOVES = [
    lifecycle.SEND, lifecycle.RECORD, lifecycle.RECORD_OWED, lifecycle.CARRY_OVER, lifecycle.FINISH, lifecycle.GIVE_UP,
]  # fmt: skip


@pytest.mark.parametrize("move", REQUEST_MOVES, ids=lambda move: f"{move.verb}-{move.target}")
@pytest.mark.parametrize("status", Request.Status)
def test_a_request_moves_only_along_the_table(world, move, status):
    asked = factories.request(world)
    member = world.asker if move is lifecycle.WITHDRAW else factories.decision_maker(world)
    with acting_as(member, "set"):
        Request.objects.filter(pk=asked.pk).update(status=status)
        if status in move.sources:
            assert carry_out(move, asked, by=member, at=LATER).status == move.target
        else:
            with pytest.raises(MoveRefused):
                carry_out(move, asked, by=member, at=LATER)


@pytest.mark.parametrize("move", CHECKLIST_MOVES, ids=lambda move: f"{move.verb}-{move.target}")
@pytest.mark.parametrize("status", Checklist.Status)
def test_a_checklist_moves_only_along_the_table(world, move, status):
    made = factories.checklist(world, answers={})
    with acting_as(world.sharer, "set"):
        Checklist.objects.filter(pk=made.pk).update(status=status)
        if status in move.sources:
            assert carry_out(move, made, by=world.sharer, at=LATER, asked="save_page").status == move.target
        else:
            with pytest.raises(MoveRefused):
                carry_out(move, made, by=world.sharer, at=LATER, asked="save_page")


ANSWERED = (OnwardRequest.Status.GRANTED, OnwardRequest.Status.CONDITIONS, OnwardRequest.Status.REFUSED)


@pytest.mark.parametrize("move", ONWARD_MOVES, ids=lambda move: f"{move.verb}-{move.target}")
@pytest.mark.parametrize("status", OnwardRequest.Status)
def test_a_question_to_an_owner_moves_only_along_the_table(world, move, status):
    asked = passing_on.ask(world)
    member = {"withdraw_onward": world.receiver, "lapse_onward": world.registrar}.get(move.verb, world.head)
    said = {"answered_by": world.head, "answered_at": LATER}
    stands = said if status in ANSWERED else {"due_at": None, "cannot_wait": "life"} if status == "told" else {}
    with acting_as(member, "set"):
        OnwardRequest.objects.filter(pk=asked.pk).update(status=status, remind_at=None, **stands)
        if status in move.sources:
            facts = said if move.target in ANSWERED else {}
            assert carry_out(move, asked, by=member, at=LATER, **facts).status == move.target
        else:
            with pytest.raises(MoveRefused):
                carry_out(move, asked, by=member, at=LATER)


def test_a_record_is_not_completed_twice(world):
    record = factories.disclosure(world)

    assert record.status == Disclosure.Status.COMPLETE
    with acting_as(world.sharer), pytest.raises(MoveRefused):
        actions.complete(record, by=world.sharer, at=LATER, reason="Again")


def test_every_verb_has_a_permission_and_every_permission_a_verb():
    assert {move.verb for move in lifecycle.MOVES} <= set(permissions.WHO_MAY)
    assert set(permissions.WHO_MAY) == set(actions.__all__)
    assert {verb for app, verb in registered() if app == "sharing"} == set(permissions.WHO_MAY)
