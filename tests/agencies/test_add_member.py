"""Letting a person act for an agency."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies import actions
from agencies.models import Membership, Person
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import LONG_AGO, NOON

pytestmark = pytest.mark.django_db


def add_member(by, agency, **words):
    words = {
        "email": "Housing.Desk@council.example", "name": "Housing Desk", "job_title": "Housing Officer",
        "roles": [Role.PRACTITIONER], "starts_on": LONG_AGO, **words,
    }  # fmt: skip
    with acting_as(by):
        return actions.add_member(by=by, at=NOON, agency=agency, **words)


def test_a_new_person_can_sign_in_and_act_for_the_agency(registrar, agency):
    made = add_member(registrar, agency, password="a long enough secret")

    assert (made.agency_id, made.roles, made.job_title) == (agency.pk, [Role.PRACTITIONER], "Housing Officer")
    assert (made.person.email, made.person.joined_at) == ("housing.desk@council.example", NOON)
    assert made.person.check_password("a long enough secret")


def test_without_a_password_nobody_can_sign_in_yet(registrar, agency):
    assert not add_member(registrar, agency).person.has_usable_password()


def test_somebody_who_signs_in_elsewhere_keeps_one_sign_in(registrar, agency):
    first = add_member(registrar, agency, password="a long enough secret")
    elsewhere = factories.partnership()

    second = add_member(
        elsewhere,
        factories.agency(elsewhere),
        name="Another name",
        email="housing.desk@COUNCIL.example",
        password="other",
    )

    assert second.person_id == first.person_id
    person = Person.objects.get(email="housing.desk@council.example")
    assert (person.name, person.check_password("a long enough secret")) == ("Housing Desk", True)


def test_neither_partnership_sees_the_part_played_in_the_other(registrar, agency):
    first = add_member(registrar, agency)
    elsewhere = factories.partnership()
    second = add_member(elsewhere, factories.agency(elsewhere))

    for by, own in ((registrar, first), (elsewhere, second)):
        with acting_as(by):
            assert list(Membership.objects.filter(person=first.person_id)) == [own]


def test_one_membership_may_hold_several_roles(registrar, agency):
    made = add_member(registrar, agency, roles=[Role.HEAD, Role.OFFICER])

    assert made.has(Role.OFFICER) and made.has(Role.HEAD) and not made.has(Role.AUDITOR)


def test_a_registrar_cannot_be_added(registrar, agency):
    with pytest.raises(ValueError, match="registrar"):
        add_member(registrar, agency, roles=[Role.PRACTITIONER, Role.REGISTRAR])

    assert not Person.objects.filter(email="housing.desk@council.example").exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER, Role.PRACTITIONER, Role.AUDITOR])
def test_only_the_board_adds_people(registrar, agency, role):
    member = factories.member(registrar, agency, role)

    with pytest.raises(PermissionDenied):
        add_member(member, agency)
    add_member(factories.member(registrar, agency, Role.BOARD_ADMINISTRATOR), agency)


def test_history_says_who_added_them_and_keeps_no_password(registrar, agency):
    made = add_member(registrar, agency, password="a long enough secret")

    with acting_as(registrar):
        row, person = made.history.get(), made.person.history.order_by("-history_id").first()
    assert {(one.history_verb, one.history_member_id) for one in (row, person)} == {("add_member", registrar.pk)}
    assert not hasattr(person, "password")
