"""Do the links in e-mail begin as the settings say, whatever a request calls our host? (security notes, row 21)"""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from agencies import actions, tasks
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.inviting import invite
from tests.sharing.visiting import visitor

pytestmark = pytest.mark.django_db
SITE = "https://concordat.northmere.example"
# What a browser, a proxy, or somebody in between may say of our host.
FORGED = [
    {"HTTP_HOST": "evil.example"},
    {"HTTP_HOST": "localhost:evil.example"},
    {"HTTP_HOST": "localhost@evil.example"},
    {"HTTP_HOST": "localhost.evil.example"},
    {"HTTP_HOST": "localhost:8000"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_SERVER": "evil.example"},
    {"HTTP_FORWARDED": "host=evil.example;proto=http"},
    {"HTTP_X_ORIGINAL_URL": "http://evil.example/"},
    {"HTTP_X_FORWARDED_PROTO": "http", "HTTP_X_FORWARDED_PORT": "666"},
    {"HTTP_REFERER": "http://evil.example/", "HTTP_ORIGIN": "http://evil.example"},
]


@pytest.fixture
def officer(settings):
    settings.SITE_URL = SITE
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    registrar = factories.partnership()
    made = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    made.registrar = registrar
    return made


def sent():
    """Every address in what was sent."""
    return [address for letter in mail.outbox for address in re.findall(r"\w+://\S+", f"{letter.subject} {letter.body}")]


def by_invitation(client, officer, said):
    at = {"partnership": officer.partnership.slug, "code": officer.agency.code}
    day = timezone.localdate()
    typed = {
        "acting": str(officer.pk), "name": "New Person", "email": "new@council.example", "job_title": "Housing Officer",
        "roles": ["practitioner"], "starts_on_day": day.day, "starts_on_month": day.month, "starts_on_year": day.year,
    }  # fmt: skip
    visitor(officer).post(reverse("agencies:invite", kwargs=at), typed, **said)
    tasks.sweep_invitations()


def by_sending_again(client, officer, said):
    made = invite(officer, officer.agency, at=timezone.now())
    at = {"partnership": officer.partnership.slug, "code": officer.agency.code, "key": made.pk}
    visitor(officer).post(reverse("agencies:resend_invitation", kwargs=at), {"acting": str(officer.pk)}, **said)
    tasks.sweep_invitations()


def by_forgotten_password(client, officer, said):
    client.post(reverse("account_reset_password"), {"email": officer.person.email}, **said)


def by_forgotten_password_of_nobody(client, officer, said):
    client.post(reverse("account_reset_password"), {"email": "nobody@council.example"}, **said)


def by_notice(client, officer, said):
    at = {"partnership": officer.partnership.slug, "code": officer.agency.code}
    other = factories.member(officer.registrar, officer.agency)
    at["key"] = other.pk
    typed = {"acting": str(officer.pk), "job_title": "Manager", "roles": ["practitioner"]}
    visitor(officer).post(reverse("agencies:change_membership", kwargs=at), typed, **said)
    tasks.sweep_notices()


def by_vacancy(client, officer, said):
    with acting_as(officer.registrar):
        actions.end_membership(officer, by=officer.registrar, at=timezone.now(), at_once=True)
    factories.member(officer.registrar, officer.agency, Role.HEAD)
    visitor(officer).get(reverse("agencies:list", kwargs={"partnership": officer.partnership.slug}), **said)
    tasks.sweep_vacancies()
    tasks.sweep_notices()


MAILS = (
    by_invitation, by_sending_again, by_forgotten_password, by_forgotten_password_of_nobody, by_notice, by_vacancy,
)  # fmt: skip


@pytest.mark.parametrize("said", FORGED, ids=lambda said: "; ".join(f"{name[5:]} {value}" for name, value in said.items()))
@pytest.mark.parametrize("cause", MAILS, ids=lambda cause: cause.__name__)
def test_links_ignore_host_headers(client, officer, cause, said):
    cause(client, officer, said)

    assert [address for address in sent() if not address.startswith(f"{SITE}/")] == []
    assert "evil.example" not in str([letter.message().as_string() for letter in mail.outbox])


@pytest.mark.parametrize("cause", [by_invitation, by_sending_again, by_forgotten_password, by_vacancy])
def test_there_is_a_link_where_nothing_is_forged(client, officer, cause):
    cause(client, officer, {})

    assert sent()


def test_the_link_of_a_forgotten_password_works_for_half_an_hour(settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 30 * 60
