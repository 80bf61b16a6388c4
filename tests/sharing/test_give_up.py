"""Can questions be put aside, and only while nothing came of them?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist
from tests.sharing import factories
from tests.sharing.factories import NOON

pytestmark = pytest.mark.django_db


def test_unfinished_questions_are_put_aside(world):
    made = factories.checklist(world, answers={})

    with acting_as(world.sharer):
        actions.give_up(made, by=world.sharer, at=NOON)

        assert Checklist.objects.get(pk=made.pk).status == Checklist.Status.ABANDONED


def test_what_was_recorded_is_not_given_up(world):
    record = factories.owed(world)

    with acting_as(world.sharer), pytest.raises(MoveRefused):
        actions.give_up(record.reasoning, by=world.sharer, at=NOON)


def test_nobody_gives_up_the_questions_of_a_colleague_in_another_job(world):
    made = factories.checklist(world, answers={})

    with acting_as(world.colleague), pytest.raises(PermissionDenied):
        actions.give_up(made, by=world.colleague, at=NOON)
