"""Does taking an invitation back end its link at once?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies import actions
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.inviting import CHOSEN, invite, link
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db


def withdraw_invitation(invitation, by):
    with acting_as(by):
        return actions.withdraw_invitation(invitation, by=by, at=timezone.now())


def test_the_link_stops_working_and_says_so(client, officer):
    invited = invite(officer, officer.agency, at=timezone.now())
    path = link()

    withdrawn = withdraw_invitation(invited, officer)

    assert withdrawn.withdrawn_by_id == officer.pk
    answer = client.post(path, CHOSEN)
    assert answer.status_code == 410
    assert "has taken the invitation back" in text(answer)


def test_the_address_can_be_invited_again(officer):
    withdraw_invitation(invite(officer, officer.agency), officer)

    assert invite(officer, officer.agency).withdrawn_at is None


def test_it_is_withdrawn_once(officer):
    invited = invite(officer, officer.agency)
    withdraw_invitation(invited, officer)

    with pytest.raises(MoveRefused, match="was withdrawn"):
        withdraw_invitation(invited, officer)


def test_only_who_may_invite_takes_it_back(officer):
    invited = invite(officer, officer.agency)
    registrar = factories.partnership()

    with pytest.raises(PermissionDenied):
        withdraw_invitation(invited, factories.member(registrar, factories.agency(registrar), Role.HEAD))
