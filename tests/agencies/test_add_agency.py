"""Taking an agency into a partnership."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies import actions
from agencies.models import Agency, Organisation
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import LONG_AGO, NOON

pytestmark = pytest.mark.django_db


def add_agency(by, **words):
    words = {
        "code": "NCC",
        "name": "Northmere City Council",
        "kind": Agency.Kind.COUNCIL,
        "starts_on": LONG_AGO,
        **words,
    }
    with acting_as(by):
        return actions.add_agency(by=by, at=NOON, **words)


def test_an_agency_comes_with_its_legal_body_and_its_capacities(registrar):
    made = add_agency(
        registrar, capacities=(("responsible authority", "CDA-5"),), controller="The Council of Northmere"
    )

    with acting_as(registrar):
        found = Agency.objects.select_related("organisation").get(code="NCC")
        assert found.organisation.controller_legal_name == "The Council of Northmere"
        assert [(row.capacity, row.provision, row.starts_on) for row in found.capacities.all()] == [
            ("responsible authority", "CDA-5", LONG_AGO)
        ]
        assert found == made


def test_a_capacity_may_be_older_than_the_membership(registrar):
    law = date(1998, 9, 30)
    made = add_agency(registrar, capacities=(("responsible authority", "CDA-5", law), ("signatory only", "Charter")))

    with acting_as(registrar):
        assert dict(made.capacities.values_list("capacity", "starts_on")) == {
            "responsible authority": law, "signatory only": LONG_AGO,
        }  # fmt: skip


def test_a_body_that_is_known_already_stays_one_body(registrar):
    first = add_agency(registrar)

    unit = add_agency(registrar, code="NCH", name="Northmere Housing", organisation=first.organisation)

    assert unit.organisation_id == first.organisation_id
    with acting_as(registrar):
        assert Organisation.objects.filter(name="Northmere City Council").count() == 1


def test_a_board_administrator_may(registrar):
    board = factories.member(registrar, factories.agency(registrar), Role.BOARD_ADMINISTRATOR)

    assert add_agency(board).partnership_id == registrar.partnership_id


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER, Role.PRACTITIONER, Role.AUDITOR, Role.CALDICOTT_GUARDIAN])
def test_nobody_else_may(registrar, role):
    member = factories.member(registrar, factories.agency(registrar), role)

    with pytest.raises(PermissionDenied):
        add_agency(member)


def test_two_agencies_do_not_share_a_code(registrar):
    add_agency(registrar)

    with pytest.raises(IntegrityError), transaction.atomic():
        add_agency(registrar, name="Another")


def test_history_says_who_added_it_and_by_which_verb(registrar):
    made = add_agency(registrar, capacities=(("co-operating body", "CDA-5"),))

    with acting_as(registrar):
        rows = [made.history.get(), made.organisation.history.get(), made.capacities.get().history.get()]
    assert {(row.history_type, row.history_verb, row.history_member_id) for row in rows} == {
        ("+", "add_agency", registrar.pk)
    }
