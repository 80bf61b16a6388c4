"""Until which day had an agency a capacity?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies import actions
from agencies.models import AgencyCapacity
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def capacity(registrar):
    agency = factories.agency(registrar, capacities=(("responsible authority", "CDA 1998 s5(1)(e)"),))
    with acting_as(registrar):
        return agency.capacities.get()


def end_capacity(capacity, by, on=date(2022, 6, 30)):
    with acting_as(by):
        return actions.end_capacity(capacity, by=by, at=NOON, ends_on=on)


def test_what_was_done_until_then_is_looked_up_as_it_was(registrar, capacity):
    board = factories.member(registrar, capacity.agency, Role.BOARD_ADMINISTRATOR)

    end_capacity(capacity, board)

    with acting_as(board):
        found = AgencyCapacity.objects.visible_to(board)
        assert (found.on(date(2022, 6, 30)).count(), found.on(date(2022, 7, 1)).count()) == (1, 0)
        row = capacity.history.order_by("-history_id").first()
    assert (row.history_verb, row.history_member_id) == ("end_capacity", board.pk)


def test_one_that_has_ended_is_not_ended_again(registrar, capacity):
    end_capacity(capacity, registrar)

    with pytest.raises(MoveRefused, match="ended already"):
        end_capacity(capacity, registrar)


def test_only_the_board_ends_one(registrar, capacity):
    with pytest.raises(PermissionDenied):
        end_capacity(capacity, factories.member(registrar, capacity.agency, Role.HEAD))
