"""Can whoever asked, or leads their agency, say that no answer is needed any more?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from tests.sharing import passing_on
from tests.sharing.factories import LATER
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world):
    return passing_on.ask(world)


def test_it_ends_and_those_who_were_to_answer_are_told(world, asked):
    owner = passing_on.asset_owner(world)
    with acting_as(world.receiver):
        done = actions.withdraw_onward(asked, by=world.receiver, at=LATER, reason="The mediation is off.")

    assert (done.status, done.remind_at) == ("withdrawn", None)
    with acting_as(owner):
        assert Notice.objects.visible_to(owner).get(kind="onward_withdrawn").to_id == owner.pk
    assert "The mediation is off." in text(opened(world.officer, asked, "onward_request"))
    with pytest.raises(MoveRefused):
        passing_on.answer(asked, owner)


def test_nobody_else_withdraws_it(world, asked):
    for one in (world.asker, world.officer, world.head, world.stranger):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.withdraw_onward(asked, by=one, at=LATER)


def test_what_is_answered_stands(world, asked):
    passing_on.answer(asked, world.head)

    with acting_as(world.receiver), pytest.raises(MoveRefused):
        actions.withdraw_onward(asked, by=world.receiver, at=LATER)
    assert opened(world.receiver, asked, "withdraw_onward").status_code == 409


def test_it_is_withdrawn_on_a_page_that_asks_for_a_tick(world, asked):
    assert "Tick the box" in text(sent(world.receiver, asked, "withdraw_onward", reason="No longer"))
    assert sent(world.receiver, asked, "withdraw_onward", confirm="on").status_code == 302
    assert "Nothing more is waiting here" in text(opened(world.receiver, asked, "onward_request"))
