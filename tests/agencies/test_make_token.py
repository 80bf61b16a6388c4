"""make_token: a program acts as oneself, within scopes, for at most a year, and its secret is told once."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from agencies import actions
from agencies.actions.tokens import digest_of
from agencies.models import ApiToken, Membership
from agencies.roles import Role
from agencies.tenancy import Who, acting, acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db
READ = ApiToken.Scope.READ_SHARING


@pytest.fixture
def member(db):
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)


def make(member, by=None, **more):
    with acting_as(by or member):
        return actions.make_token(member, by=by or member, at=NOON, name="x", scopes=[READ], **{"days": 30, **more})


def test_only_a_digest_of_it_is_kept(member):
    token, secret = make(member)

    with acting_as(member):
        kept = ApiToken.objects.values().get()
        version = ApiToken.history.get()
    assert secret.startswith(kept["prefix"])
    assert kept["digest"] == digest_of(secret)
    assert secret not in str(kept)
    assert (version.history_verb, hasattr(version, "digest")) == ("make_token", False)
    assert token.expires_at == NOON + timedelta(days=30)


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 366}, {"scopes": []}, {"scopes": ["write_everything"]}])
def test_a_token_for_ever_or_for_nothing_is_refused(member, wrong):
    said = {"scopes": [READ], "days": 30, **wrong}
    with acting_as(member), pytest.raises(ValueError, match="token"):
        actions.make_token(member, by=member, at=NOON, name="x", **said)


def test_nobody_makes_one_that_acts_as_somebody_else(member):
    head = factories.member(member_registrar(member), member.agency, Role.HEAD)

    with pytest.raises(PermissionDenied):
        make(member, by=head)


def member_registrar(member):
    with acting(Who(partnership=str(member.partnership_id), role=Role.REGISTRAR)):
        return Membership.objects.with_role(Role.REGISTRAR).select_related("partnership").get()


def test_nobody_sees_anothers_and_who_has_no_secret_learns_nothing(member):
    make(member)
    colleague = factories.member(member_registrar(member), member.agency, Role.OFFICER)

    with acting_as(colleague):
        assert not ApiToken.objects.exists()
        assert not ApiToken.history.exists()
    with acting(Who(partnership=str(member.partnership_id), role=Role.REGISTRAR)):
        assert not ApiToken.objects.exists()


def browser(member, *, again=True):
    client = Client()
    client.force_login(get_user_model().objects.get(pk=member.person_id))
    if again:
        client.post(reverse("account_reauthenticate"), {"password": "correct horse"})
    return client


def test_the_page_asks_who_one_is_and_shows_the_secret_once(member):
    asked = browser(member, again=False).get(reverse("make_token"))
    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, reverse("account_reauthenticate"))

    client = browser(member)
    typed = {"name": "case system", "membership": str(member.pk), "scopes": [READ], "days": "90"}
    made = client.post(reverse("make_token"), typed)

    with acting_as(member):
        token = ApiToken.objects.get()
    (secret,) = re.findall(r"cct_[\w-]{43}", made.content.decode())
    assert "app-codes" not in made.content.decode()  # it stands in one piece and not in two columns
    listed = client.get(reverse("tokens")).content.decode()
    trail = listed.split("govuk-breadcrumbs", 1)[1].split("<h1", 1)[0]
    assert reverse("mfa_index") in trail
    assert token.digest == digest_of(secret)
    assert token.prefix in listed
    assert secret not in listed


def test_what_is_missing_is_asked_for_on_the_page(member):
    answer = browser(member).post(reverse("make_token"), {"days": "90"})

    assert answer.status_code == 200
    assert "Say what will use it" in answer.content.decode()
    with acting_as(member):
        assert not ApiToken.objects.exists()


def test_the_command_makes_one_for_whoever_it_names(member, capsys):
    slug, email = member.partnership.slug, member.person.email

    call_command("make_token", email, partnership=slug, scopes=[READ], days=7)

    secret = capsys.readouterr().out.strip()
    with acting_as(member):
        assert ApiToken.objects.get().digest == digest_of(secret)
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("make_token", "nobody@example.invalid", partnership=slug, scopes=[READ])
    with pytest.raises(CommandError, match="no such agency"):
        call_command("make_token", email, partnership=slug, scopes=[READ], agency="NOBODY")
    with pytest.raises(CommandError, match="365"):
        call_command("make_token", email, partnership=slug, scopes=[READ], days=400)
