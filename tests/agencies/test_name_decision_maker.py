"""A head lets somebody answer requests for the own agency."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies import actions
from agencies.models import DecisionMaker
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(registrar, head):
    return factories.member(registrar, head.agency, job_title="Service Manager")


def name_decision_maker(member, by, **words):
    with acting_as(by):
        return actions.name_decision_maker(member, by=by, at=NOON, **words)


def test_without_limits_it_is_for_every_kind_of_data_and_every_urgency(head, manager):
    given = name_decision_maker(manager, head)

    assert (given.agency_id, given.given_by_id, given.starts_on) == (head.agency_id, head.pk, NOON.date())
    assert (given.data_kinds, given.urgencies, given.ends_on) == ([], [], None)
    assert given.highest_marking == "OFFICIAL-SENSITIVE"


def test_the_limits_that_are_set_are_kept(head, manager):
    name_decision_maker(
        manager, head, data_kinds=["personal"], urgencies=["ordinary"], highest_marking="OFFICIAL",
        ends_on=date(2027, 3, 31),
    )  # fmt: skip

    with acting_as(manager):
        kept = DecisionMaker.objects.get()
    assert (kept.data_kinds, kept.urgencies, kept.highest_marking, kept.ends_on) == (
        ["personal"], ["ordinary"], "OFFICIAL", date(2027, 3, 31),
    )  # fmt: skip


def test_a_head_names_nobody_of_another_agency(registrar, head):
    stranger = factories.member(registrar, factories.agency(registrar))

    with pytest.raises(PermissionDenied):
        name_decision_maker(stranger, head)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PRACTITIONER, Role.BOARD_ADMINISTRATOR, Role.AUDITOR])
def test_nobody_but_the_head_names_one(registrar, head, manager, role):
    with pytest.raises(PermissionDenied):
        name_decision_maker(manager, factories.member(registrar, head.agency, role))


def test_history_says_who_gave_it(head, manager):
    given = name_decision_maker(manager, head)

    with acting_as(head):
        row = given.history.get()
    assert (row.history_type, row.history_verb, row.history_member_id) == ("+", "name_decision_maker", head.pk)
