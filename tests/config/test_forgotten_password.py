"""What is somebody told who has forgotten their password while the mail server takes nothing?"""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Person
from agencies.roles import Role
from agencies.tenancy import Who, acting
from tests.agencies import factories
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db
ADDRESS = reverse("account_reset_password")


@pytest.fixture
def known():
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER).person.email


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def asked(client, email):
    return client.post(ADDRESS, {"email": email}, REMOTE_ADDR=f"10.0.0.{len(email) % 250}")


def test_the_link_is_sent(client, known):
    assert asked(client, known).url == reverse("account_reset_password_done")
    assert [one.to for one in mail.outbox] == [[known]]


@pytest.mark.usefixtures("no_mail_server")
def test_that_nothing_could_be_sent_is_said_to_everybody_alike(client, known):
    told = [asked(client, email).content.decode().replace(email, "…") for email in (known, "nobody@council.example")]

    for page in told:
        assert "The e-mail could not be sent just now. Try again in a few minutes." in page
        assert 'value="…"' in page
    assert told[0].count("govuk-error") == told[1].count("govuk-error") > 0


def shown_to_an_operator():
    with acting(Who(), "name_operator"):
        person = Person.objects.filter(is_operator=True).first() or Person.objects.create_user(
            "operator@service.example", name="Olive Operator", joined_at=timezone.now(), is_operator=True
        )
    client = Client()
    client.force_login(person)
    return text(client.get("/account/service/"))


def test_operators_see_how_many_could_not_be_sent_until_one_goes(client, known, settings):
    working = settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT
    assert "forgotten password" not in shown_to_an_operator()

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    asked(client, known)
    asked(client, "nobody@council.example")
    seen = shown_to_an_operator()
    assert "2 e-mails about forgotten passwords could not be sent" in seen and "ConnectionRefusedError" in seen
    assert known not in seen and "Everything runs" not in seen and "every e-mail went" not in seen

    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = working
    asked(client, known)
    assert "forgotten password" not in shown_to_an_operator()
