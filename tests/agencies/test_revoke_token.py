"""revoke_token: a program is refused from its next request on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies import actions
from agencies.models import ApiToken
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON
from tests.agencies.test_make_token import browser, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    registrar = factories.partnership()
    agency = factories.agency(registrar)
    return factories.member(registrar, agency), factories.member(registrar, agency, Role.HEAD)


def test_ones_own_is_stopped_once_and_stays_in_the_list(people):
    member, _ = people
    token, _ = make(member)

    with acting_as(member):
        stopped = actions.revoke_token(token, by=member, at=NOON)
        assert (stopped.revoked_at, stopped.status_at(NOON)) == (NOON, "token_revoked")
        with pytest.raises(MoveRefused, match="already"):
            actions.revoke_token(stopped, by=member, at=NOON)
        assert [row.history_verb for row in ApiToken.history.order_by("history_id")] == ["make_token", "revoke_token"]


def test_nobody_stops_anothers(people):
    member, head = people
    token, _ = make(member)

    with acting_as(head), pytest.raises(PermissionDenied):
        actions.revoke_token(token, by=head, at=NOON)


def test_the_page_stops_ones_own_and_knows_nobody_elses(people):
    member, head = people
    token, _ = make(member)
    address = reverse("revoke_token", kwargs={"key": token.pk})

    assert browser(head).get(address).status_code == 404
    assert browser(head).post(address).status_code == 404
    client = browser(member)
    assert "cannot be undone" in client.get(address).content.decode()
    assert client.post(address)["Location"] == reverse("tokens")
    assert client.post(address).status_code == 302
    with acting_as(member):
        assert ApiToken.objects.get().revoked_at is not None
    assert "Stopped" in client.get(reverse("tokens")).content.decode()
