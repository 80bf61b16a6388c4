"""Who may change what somebody does for an agency, and from when does it hold?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies import actions
from agencies.models import Membership, Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def practitioner(registrar, agency):
    return factories.member(registrar, agency)


def change_membership(membership, by, roles=(Role.PRACTITIONER, Role.AUDITOR), **words):
    with acting_as(by):
        said = {"job_title": "Team Manager", **words}
        return actions.change_membership(membership, by=by, at=timezone.now(), roles=list(roles), **said)


def test_it_holds_at_once_and_they_are_told(registrar, agency, practitioner):
    officer = factories.member(registrar, agency, Role.OFFICER)

    change_membership(practitioner, officer, is_volunteer=True)

    with acting_as(registrar):
        now = Membership.objects.get(pk=practitioner.pk)
        assert (now.job_title, now.roles, now.is_volunteer) == ("Team Manager", [Role.PRACTITIONER, Role.AUDITOR], True)
        row = now.history.order_by("-history_id").first()
    assert (row.history_verb, row.history_member_id) == ("change_membership", officer.pk)
    with acting_as(practitioner):
        assert Notice.objects.visible_to(practitioner).get().kind == "membership_changed"


@pytest.mark.parametrize(
    ("by", "held", "given", "may"),
    [
        (Role.OFFICER, Role.PRACTITIONER, Role.OFFICER, True),
        (Role.OFFICER, Role.PRACTITIONER, Role.HEAD, False),
        (Role.OFFICER, Role.HEAD, Role.PRACTITIONER, False),
        (Role.HEAD, Role.HEAD, Role.PRACTITIONER, True),
        (Role.HEAD, Role.PRACTITIONER, Role.BOARD_ADMINISTRATOR, False),
        (Role.HEAD, Role.BOARD_ADMINISTRATOR, Role.PRACTITIONER, False),
        (Role.BOARD_ADMINISTRATOR, Role.PRACTITIONER, Role.HEAD, True),
        (Role.BOARD_ADMINISTRATOR, Role.PRACTITIONER, Role.REGISTRAR, False),
        (Role.PRACTITIONER, Role.PRACTITIONER, Role.AUDITOR, False),
        (Role.AUDITOR, Role.PRACTITIONER, Role.AUDITOR, False),
    ],
)
def test_nobody_gives_or_takes_a_role_above_the_own(registrar, agency, by, held, given, may):
    other, actor = factories.member(registrar, agency, held), factories.member(registrar, agency, by)

    if may:
        assert change_membership(other, actor, [given]).roles == [given]
    else:
        with pytest.raises(PermissionDenied):
            change_membership(other, actor, [given])


def test_nobody_changes_the_own_part(registrar, agency):
    for role in (Role.BOARD_ADMINISTRATOR, Role.HEAD, Role.OFFICER):
        member = factories.member(registrar, agency, role)
        with pytest.raises(PermissionDenied):
            change_membership(member, member)


def test_nobody_of_another_agency_changes_it(registrar, practitioner):
    with pytest.raises(PermissionDenied):
        change_membership(practitioner, factories.member(registrar, factories.agency(registrar), Role.HEAD))


def test_the_registrar_stays_what_it_is(registrar, agency):
    with pytest.raises(PermissionDenied):
        change_membership(registrar, factories.member(registrar, agency, Role.BOARD_ADMINISTRATOR))


def test_somebody_keeps_at_least_one_part(registrar, agency, practitioner):
    with pytest.raises(PermissionDenied):
        change_membership(practitioner, factories.member(registrar, agency, Role.HEAD), [])


def test_who_has_stopped_is_not_changed(registrar, agency, practitioner):
    head = factories.member(registrar, agency, Role.HEAD)
    with acting_as(head):
        actions.end_membership(practitioner, by=head, at=timezone.now(), at_once=True)

    with pytest.raises(MoveRefused, match="no longer acts"):
        change_membership(practitioner, head)
