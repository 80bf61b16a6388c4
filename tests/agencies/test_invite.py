"""Who may ask whom to act for an agency, in which parts, and what becomes of it?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.invitations import digest, token_of
from agencies.models import Invitation, Membership, Notice, Person
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import LONG_AGO, NOON
from tests.agencies.inviting import invite

pytestmark = pytest.mark.django_db
EVERY = set(Role) - {Role.REGISTRAR}


def test_an_invitation_holds_for_seven_days_and_keeps_no_link(board, agency):
    made = invite(board, agency)

    assert (made.email, made.invited_by_id, (made.expires_at - NOON).days) == ("new.person@council.example", board.pk, 7)
    assert made.token_digest == digest(token_of(made))
    assert token_of(made) not in str(vars(made))
    assert not Person.objects.filter(email=made.email).exists()


def test_history_says_who_invited_and_keeps_no_digest(board, agency):
    made = invite(board, agency)

    with acting_as(board):
        row = made.history.get()
    assert (row.history_verb, row.history_member_id) == ("invite", board.pk)
    assert not hasattr(row, "token_digest")


REACH = {
    Role.BOARD_ADMINISTRATOR: EVERY,
    Role.HEAD: EVERY - {Role.BOARD_ADMINISTRATOR},
    Role.OFFICER: EVERY - {Role.BOARD_ADMINISTRATOR, Role.HEAD},
}


@pytest.mark.parametrize("given", list(Role))
@pytest.mark.parametrize("role", REACH)
def test_nobody_gives_a_role_above_the_own_and_nobody_makes_a_registrar(registrar, agency, role, given):
    by = factories.member(registrar, agency, role)

    if given in REACH[role]:
        assert invite(by, agency, roles=[given]).roles == [given]
    else:
        with pytest.raises(PermissionDenied):
            invite(by, agency, roles=[given, Role.PRACTITIONER])


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICER])
def test_heads_and_officers_invite_for_their_own_agency_alone(registrar, agency, role):
    by = factories.member(registrar, factories.agency(registrar), role)

    with pytest.raises(PermissionDenied):
        invite(by, agency)


@pytest.mark.parametrize("role", sorted(EVERY - set(REACH)))
def test_nobody_else_invites(registrar, agency, role):
    with pytest.raises(PermissionDenied):
        invite(factories.member(registrar, agency, role), agency)


def test_nobody_invites_to_an_agency_of_another_partnership(board):
    with pytest.raises(PermissionDenied):
        invite(board, factories.agency(factories.partnership()))


def test_who_signs_in_elsewhere_acts_at_once_and_is_told(board, agency):
    elsewhere = factories.partnership()
    known = factories.member(elsewhere, factories.agency(elsewhere), email="new.person@council.example")

    made = invite(board, agency)

    assert isinstance(made, Membership)
    assert made.person_id == known.person_id
    with acting_as(made):
        assert Notice.objects.visible_to(made).get().kind == "let_in_to_agency"
    with acting_as(board):
        assert not Invitation.objects.visible_to(board).exists()


def test_who_is_barred_or_acts_already_or_is_invited_already_is_not_invited(registrar, board, agency):
    acting = factories.member(registrar, agency)
    barred = factories.member(registrar, factories.agency(registrar))
    with acting_as(registrar, "bar"):
        barred.person.is_active = False
        barred.person.save(update_fields=["is_active"])
    invite(board, agency)

    for email, why in (
        (acting.person.email, "acts for .* already"), (barred.person.email, "has been closed"),
        ("new.person@council.example", "invited to act for .* already"),
    ):  # fmt: skip
        with pytest.raises(MoveRefused, match=why):
            invite(board, agency, email=email.upper())


def test_the_database_holds_one_open_invitation_an_address(board, agency):
    made = invite(board, agency)
    again = Invitation(
        partnership_id=made.partnership_id, party_ids=[agency.pk], agency=agency, email=made.email, name="x", job_title="x",
        roles=["auditor"], starts_on=LONG_AGO, invited_by=board, invited_at=NOON, token_digest="other", expires_at=NOON,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(board):
        again.save(force_insert=True)


def test_an_adviser_can_be_invited_to_several_agencies(registrar, board, agency):
    other = factories.agency(registrar)

    for one in (agency, other):
        assert invite(board, one, roles=[Role.DATA_PROTECTION_OFFICER]).agency_id == one.pk


def test_another_agency_does_not_see_who_is_invited_by_either_wall(registrar, board, agency):
    made = invite(board, agency)
    stranger = factories.member(registrar, factories.agency(registrar), Role.HEAD)
    officer = factories.member(registrar, agency, Role.OFFICER)
    colleague = factories.member(registrar, agency)

    seen = {}
    for name, member in {"stranger": stranger, "officer": officer, "colleague": colleague, "board": board}.items():
        with acting_as(member):
            seen[name] = (Invitation.objects.visible_to(member).count(), Invitation.objects.filter(pk=made.pk).count())
    assert seen == {"stranger": (0, 0), "officer": (1, 1), "colleague": (0, 1), "board": (1, 1)}


