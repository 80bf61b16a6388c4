"""What is somebody told who has forgotten their password while the mail server takes nothing?"""

import pytest
from django.core import mail
from django.urls import reverse

from agencies.roles import Role
from tests.agencies import factories

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
