"""What is somebody told who signs in and gets something wrong? What to do, in plain British words."""

import re

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import mail
from django.test import Client
from django.urls import reverse

from agencies.roles import Role
from agencies.tenancy import Who, acting, acting_as
from tests.agencies import factories
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db
WORDS = "three random words"
# What is sent to people who have no user names, telephones or addresses of their own choosing here.
NEVER_SAID = re.compile(r"phone|username|email_taken|duplicate_email|primary_email|max_email|add_email|unverified")
TECHNICAL = re.compile(r"\b(email|login|token|key|invalid|inactive|specified|authenticator)\b(?! app)|two-factor|[Pp]lease", re.I)


@pytest.fixture
def person():
    registrar = factories.partnership()
    member = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    with acting_as(member, "account"):
        member.person.set_password(WORDS)
        member.person.save(update_fields=["password"])
    return member.person


def sent(client, name, **typed):
    return text(client.post(reverse(name), typed, follow=True))


def test_an_empty_sign_in_asks_for_both_by_their_names(client):
    said = sent(client, "account_login")

    assert "Enter your e-mail address" in said and "Enter your password" in said


def test_half_an_address_is_told_how_a_whole_one_looks(client):
    assert "Enter an e-mail address in full" in sent(client, "account_login", login="jane", password="x")
    assert "Enter an e-mail address in full" in sent(client, "account_reset_password", email="jane")


def test_a_wrong_password_says_no_more_than_that_one_of_the_two_is_wrong(client, person):
    known = sent(client, "account_login", login=person.email, password="wrong")
    unknown = sent(client, "account_login", login="nobody@council.example", password="wrong")

    for said in (known, unknown):
        assert "The e-mail address or the password is not right" in said


def test_too_many_tries_are_told_to_wait(client, person):
    for _ in range(8):
        said = sent(client, "account_login", login=person.email, password="wrong")

    assert "wait a few minutes and try again" in said


def test_changing_the_password_says_what_is_wrong_with_each_box(person):
    client = Client()
    client.force_login(person)

    empty = sent(client, "account_change_password")
    wrong = sent(client, "account_change_password", oldpassword="no", password1="short", password2="other")
    unlike = sent(client, "account_change_password", oldpassword=WORDS, password1="x" + WORDS, password2="y" + WORDS)

    assert "Enter the password that you have now" in empty and "Enter the new password again" in empty
    assert "This is not the password that you have now" in wrong
    assert "Choose a password of at least 12 characters" in wrong
    assert "Enter the same password in both boxes" in unlike


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("password1234", "Many people use this password"),
        ("{email}", "less like your name or your e-mail address"),
        ("short", "Choose a password of at least 12 characters"),
    ],
)
def test_a_password_that_does_not_do_is_told_why(person, chosen, words):
    client = Client()
    client.force_login(person)
    chosen = chosen.format(email=person.email)

    typed = {"oldpassword": WORDS, "password1": chosen, "password2": chosen}
    assert words in sent(client, "account_change_password", **typed)


def test_who_asks_for_a_link_without_an_account_is_told_so_in_the_subject(client):
    client.post(reverse("account_reset_password"), {"email": "nobody@council.example"})

    assert [one.subject for one in mail.outbox] == ["No Concordat account has this e-mail address"]


def test_that_a_forgotten_password_is_changed_is_said_once(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://\S+", mail.outbox[0].body).group()
    page = client.get(link, follow=True)
    said = text(client.post(page.request["PATH_INFO"], {"password1": "x" + WORDS, "password2": "x" + WORDS}, follow=True))

    assert said.partition("Skip to main content")[2].count("Your password is changed") == 1


def test_a_wrong_code_while_an_app_is_set_up_speaks_of_no_recovery_codes(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": WORDS})
    client.get(reverse("mfa_activate_totp"))

    said = sent(client, "mfa_activate_totp", code="123")

    assert "enter the one that your authenticator app shows now" in said and "recovery code" not in said


def test_who_has_an_app_can_confirm_by_it_that_it_is_they(client, person):
    client.force_login(person)
    with acting(Who(person=str(person.pk)), "account"):
        TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    address = reverse("mfa_reauthenticate")

    asked = client.get(reverse("account_reauthenticate"))
    by_code = client.get(address)

    assert f'href="{address}' in asked.content.decode() and "Use your authenticator app or a recovery code" in text(asked)
    assert "Enter the code your authenticator app shows now" in text(by_code)
    assert "This code is not right" in sent(client, "mfa_reauthenticate", code="000000")


@pytest.mark.parametrize("adapter", [get_adapter, get_mfa_adapter], ids=["account", "second step"])
def test_every_sentence_that_can_be_said_is_ours(adapter):
    told = {name: str(words) for name, words in adapter().error_messages.items() if not NEVER_SAID.search(name)}

    assert told
    for name, words in told.items():
        assert not TECHNICAL.search(words), (name, words)
        assert not words.endswith("."), (name, words)


def test_what_a_password_must_be_is_said_in_the_same_words():
    helped = [str(one.get_help_text()) for one in get_default_password_validators()]

    assert len(helped) == 3
    assert not [words for words in helped if TECHNICAL.search(words) or "Your password" in words]
