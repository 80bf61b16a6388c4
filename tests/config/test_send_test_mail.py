"""Does the command say whether e-mail reaches anybody, and does the one address of the mail server mean what it says?"""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from config.services.urls import database_settings, mail_settings


def send(address="someone@council.example"):
    said = StringIO()
    call_command("send_test_mail", address, stdout=said)
    return said.getvalue()


def test_what_was_taken_is_said_to_be(settings):
    settings.SITE_URL = "https://concordat.northmere.example"

    assert "took it for someone@council.example" in send()
    assert mail.outbox[0].to == ["someone@council.example"]
    assert settings.SITE_URL in mail.outbox[0].body


def test_a_mail_server_that_is_not_there_is_said_plainly(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(CommandError, match="could not be sent to someone@council.example: the mail server could not be reached"):
        send()


@pytest.mark.parametrize("address", ["", "nobody", "a@b.example\nBcc: c@d.example", "a b@c d"])
def test_what_is_no_address_is_sent_to_nobody_and_said_so(address):
    with pytest.raises(CommandError, match="is not an e-mail address"):
        send(address)
    assert mail.outbox == []


def test_a_sender_that_cannot_be_written_is_not_blamed_on_the_mail_server(settings):
    settings.DEFAULT_FROM_EMAIL = "Concordat\n<no-reply@council.example>"

    with pytest.raises(CommandError, match="an address cannot be written as it stands"):
        send()


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("smtp://mail.example", ("smtp", "mail.example", 25, "", "", False, False)),
        ("smtp+tls://us%40here:a%2Fb@mail.example", ("smtp", "mail.example", 587, "us@here", "a/b", True, False)),
        ("smtp+ssl://us:w@mail.example:4650", ("smtp", "mail.example", 4650, "us", "w", False, True)),
        ("consolemail:", ("console", "", 0, "", "", False, False)),
        ("dummymail:", ("dummy", "", 0, "", "", False, False)),
    ],
)
def test_one_address_says_everything_about_the_mail_server(url, wanted):
    found = mail_settings(url)

    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert (found["EMAIL_BACKEND"].split(".")[-2], *(found[f"EMAIL_{name}"] for name in names)) == wanted


def test_mail_goes_into_files_where_it_is_asked_to():
    assert mail_settings("filemail:///var/mail/concordat")["EMAIL_FILE_PATH"] == "/var/mail/concordat"


@pytest.mark.parametrize("url", ["", "mail.example", "http://mail.example", "smtp:", "smtp+tls://"])
def test_an_address_that_means_nothing_stops_the_process(url):
    with pytest.raises(ValueError, match="The mail address must"):
        mail_settings(url)


@pytest.mark.parametrize(
    ("read", "url"),
    [
        (mail_settings, "smtp+tls://us:pass/word@mail.example:587"),
        (database_settings, "postgresql://concordat_app:pass/word@db/concordat"),
    ],
)
def test_half_of_a_password_is_not_repeated(read, url):
    """An unescaped / in a password ends the host early, and what came before it looks like a port."""
    with pytest.raises(ValueError, match="a port that is a number") as refused:
        read(url)
    assert "pass'" not in str(refused.value)
    assert refused.value.__suppress_context__
