"""A second step at sign-in: set up with an authenticator app, asked for at the next sign-in."""

import hmac
import struct
import time
from base64 import b32decode

import pytest

from tests.journeys.conftest import PHONE, WIDE, signs_in

STEP = 30  # seconds for which a code holds
pytestmark = pytest.mark.journey
WHO = "helpline.volunteer@lds.northmere.example"


def test_setting_up_an_authenticator_app_and_signing_in_with_it(stack, at_a_browser):
    person = signs_in(at_a_browser(), WHO, stack.passwords[WHO])
    when_the_person_says_again_who_they_are(person, stack)
    secret = when_an_authenticator_app_is_set_up(person)
    then_recovery_codes_are_shown(person)
    when_the_person_signs_out_and_in_again(person, stack)
    then_the_code_of_the_app_is_asked_for(person, secret)


def code_now(secret: str) -> str:
    """What an authenticator app shows (RFC 6238)."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", int(time.time()) // STEP), "sha1")
    (number,) = struct.unpack(">I", digest[digest[-1] & 15 :][:4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def when_the_person_says_again_who_they_are(person, stack):
    person.follows("Sign-in and security").follows("Set up").is_on("Confirm that it is you")
    person.types("Password", "not my password").presses("Confirm").sees("There is a problem")
    person.types("Password", stack.passwords[WHO]).presses("Confirm")


def when_an_authenticator_app_is_set_up(person):
    person.is_on("Set up an authenticator app")
    person.page.get_by_text("I cannot scan it").click()
    person.page.set_viewport_size(PHONE)
    assert person.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "the key breaks where it must"
    person.page.set_viewport_size(WIDE)
    secret = person.page.locator(".govuk-details__text").inner_text().split(":")[1].strip()
    person.types("Security code", "000000").presses("Turn on").sees("There is a problem")
    person.types("Security code", code_now(secret)).presses("Turn on")
    return secret


def then_recovery_codes_are_shown(person):
    person.sees("Recovery codes")


def when_the_person_signs_out_and_in_again(person, stack):
    person.presses("Sign out")
    if person.is_offered("Sign out"):  # the page that asks whether one means it
        person.presses("Sign out")
    signs_in(person, WHO, stack.passwords[WHO])


def then_the_code_of_the_app_is_asked_for(person, secret):
    person.is_on("Enter your security code").types("Security code", "not it").presses("Sign in").sees(
        "There is a problem"
    )
    person.types("Security code", code_now(secret)).presses("Sign in")
    if person.is_offered("Stop signing in"):
        # A code opens the door once, and this one has set the app up.
        time.sleep(STEP - time.time() % STEP)
        person.types("Security code", code_now(secret)).presses("Sign in")
    person.sees("Waiting for you")
