"""Keeping what an agency has in place, or that it was asked."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies import actions
from agencies.models import AssuranceItem
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db
State = AssuranceItem.State


def record_assurance(by, agency, **words):
    words = {"what": "Registered with the regulator", "state": State.HELD, "expires_on": date(2027, 3, 31), **words}
    with acting_as(by):
        return actions.record_assurance(by=by, at=NOON, agency=agency, **words)


def test_it_is_kept_with_its_end_and_everyone_in_the_partnership_reads_it(registrar, agency):
    officer = factories.member(registrar, agency, Role.OFFICER)
    made = record_assurance(officer, agency, note="Seen on the public register")

    reader = factories.member(registrar, factories.agency(registrar))
    with acting_as(reader):
        found = AssuranceItem.objects.get(pk=made.pk)
    assert (found.state, found.expires_on, found.note) == (State.HELD, date(2027, 3, 31), "Seen on the public register")


@pytest.mark.parametrize("state", State)
def test_every_answer_can_be_kept_and_none_stops_anything(registrar, agency, state):
    assert record_assurance(registrar, agency, state=state, expires_on=None).state == state


@pytest.mark.parametrize("role", [Role.HEAD, Role.PRACTITIONER, Role.AUDITOR])
def test_an_officer_or_the_board_keeps_it_and_nobody_else(registrar, agency, role):
    with pytest.raises(PermissionDenied):
        record_assurance(factories.member(registrar, agency, role), agency)
    record_assurance(factories.member(registrar, agency, Role.BOARD_ADMINISTRATOR), agency)


def test_there_is_one_answer_to_a_question(registrar, agency):
    record_assurance(registrar, agency)

    with pytest.raises(IntegrityError), transaction.atomic():
        record_assurance(registrar, agency, state=State.EXPIRED)


def test_history_says_who_recorded_it(registrar, agency):
    officer = factories.member(registrar, agency, Role.OFFICER)
    made = record_assurance(officer, agency)

    with acting_as(officer):
        row = made.history.get()
    assert (row.history_type, row.history_verb, row.history_member_id) == ("+", "record_assurance", officer.pk)
