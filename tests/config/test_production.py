"""Does production refuse what is not fit to hold real records?"""

import pytest
from django.core.exceptions import ImproperlyConfigured

from agencies.roles import Role
from agencies.tenancy import Who, acting
from config.production import refuse_what_is_unfit
from tests.agencies import factories

pytestmark = pytest.mark.django_db
GOOD = "k3!dP0_wq8Zr-5vTyN1uXb7LmJ2hG9cF4sEaRoQiKpVxWzYtUn"


@pytest.fixture
def production(settings):
    settings.PRODUCTION = settings.SECOND_FACTOR_REQUIRED = True
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD
    settings.SITE_URL = "https://concordat.northmere.example"
    return settings


def test_a_fit_installation_starts(production):
    refuse_what_is_unfit()


@pytest.mark.parametrize("secret", ["short", "x" * 60, "django-insecure"])
def test_a_weak_secret_is_refused(production, secret):
    production.SECRET_KEY = secret

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        refuse_what_is_unfit()


def test_a_second_factor_cannot_be_turned_off(production):
    production.SECOND_FACTOR_REQUIRED = False

    with pytest.raises(ImproperlyConfigured, match="second factor"):
        refuse_what_is_unfit()


def test_links_of_invitations_are_not_written_to_the_log(production):
    production.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        refuse_what_is_unfit()


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://concordat.northmere.example", ""])
def test_links_in_mail_lead_over_an_encrypted_line(production, address):
    production.SITE_URL = address

    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        refuse_what_is_unfit()


def test_people_of_the_demonstration_are_refused_until_they_cannot_sign_in(production):
    registrar = factories.partnership()
    member = factories.member(registrar, factories.agency(registrar), Role.OFFICER, is_demonstration=True)

    with pytest.raises(ImproperlyConfigured, match="demonstration"):
        refuse_what_is_unfit()

    with acting(Who.of(registrar), "bar"):
        member.person.is_active = False
        member.person.save(update_fields=["is_active"])
    refuse_what_is_unfit()


def test_without_a_second_factor_every_page_leads_to_setting_one_up(production, client):
    registrar = factories.partnership()
    member = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    client.force_login(member.person)

    answer = client.get(f"/{registrar.partnership.slug}/", secure=True)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/totp/activate/")
