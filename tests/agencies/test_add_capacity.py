"""In what capacity does an agency take part, on which days, and who says so? (P-3.1)"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies import actions
from agencies.models import AgencyCapacity
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.supplied import supplied
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db
JULY = date(2022, 7, 1)


def add_capacity(by, agency=None, starts_on=JULY, **days):
    with acting_as(by):
        return actions.add_capacity(
            agency or by.agency, by=by, at=NOON, capacity="responsible authority", provision="CDA 1998 s5(1)(e)",
            starts_on=starts_on, **days,
        )  # fmt: skip


def held(board, on):
    with acting_as(board):
        return list(AgencyCapacity.objects.visible_to(board).on(on).values_list("capacity", flat=True))


def test_it_holds_from_its_first_day_to_its_last(board):
    add_capacity(board, ends_on=date(2022, 12, 31))

    days = [date(2022, 6, 30), JULY, date(2022, 12, 31), date(2023, 1, 1)]
    assert [held(board, on) for on in days] == [[], ["responsible authority"], ["responsible authority"], []]


def test_the_same_capacity_does_not_overlap_itself(board):
    add_capacity(board, ends_on=date(2022, 12, 31))

    with pytest.raises(MoveRefused, match="has this capacity on those days already"):
        add_capacity(board, starts_on=date(2022, 12, 31))
    add_capacity(board, starts_on=date(2023, 1, 1))


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER, Role.PRACTITIONER])
def test_only_the_board_says_so(board, role):
    registrar = factories.partnership()

    with pytest.raises(PermissionDenied):
        add_capacity(factories.member(registrar, factories.agency(registrar), role))


def test_the_catalogue_gives_the_capacities_of_a_day():
    def offered(on):
        return {(capacity, body) for capacity, _, body in supplied("capacities", on)}

    clinical, integrated = "Clinical commissioning group, England", "Integrated care board, England"
    assert ("responsible authority", clinical) in offered(date(2013, 12, 18))
    assert ("responsible authority", integrated) in offered(date(2026, 11, 21))
    assert ("responsible authority", clinical) not in offered(date(2026, 11, 21))
    assert all(len(capacity) <= 60 and len(provision) <= 120 for capacity, provision, _ in supplied("capacities", JULY))
