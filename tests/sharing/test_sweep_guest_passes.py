"""Does a guest's link go by e-mail once, only where an address was given, and is the address forgotten then?"""

from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from agencies.database_sql import MOST_ATTEMPTS
from agencies.tenancy import acting_as
from sharing import actions, tasks
from sharing.models import GuestPass, Meeting
from sharing.rules import passes
from tests.sharing import guests
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import opened, text

pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"5.1.1 no such user here")})


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        yield


def test_it_is_sent_once_and_the_address_is_forgotten(made):
    given = guests.given(made, email="manager@shelter.example")
    guests.given(made, name="Interpreter")

    tasks.sweep_guest_passes()
    tasks.sweep_guest_passes()

    (sent,) = mail.outbox
    assert sent.to == ["manager@shelter.example"]
    assert passes.link_of(given) in sent.body
    assert "Case" not in sent.body
    with acting_as(made.chair):
        found = GuestPass.objects.get(pk=given.pk)
        assert (found.email, found.sent_at) == ("", THE_DAY)
        assert "manager@shelter.example" not in str([*GuestPass.history.values()])
    assert "Has a link, sent by e-mail" in text(opened(made.chair, made.meeting, "people"))


def test_what_was_taken_back_is_not_sent(made):
    given = guests.given(made, email="manager@shelter.example")
    found = do(actions.take_back_pass, given, by=made.chair)

    tasks.sweep_guest_passes()

    assert not mail.outbox
    assert found.email == ""


def test_what_the_mail_server_refuses_is_shown_and_tried_again(settings, made):
    guests.given(made, email="manager@shelter.example")
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    tasks.sweep_guest_passes()

    assert "the mail server refused the address (550 5.1.1" in text(opened(made.chair, made.meeting, "people"))


def address_of(made, given):
    with acting_as(made.chair):
        return GuestPass.objects.get(pk=given.pk).email


@pytest.mark.parametrize("end", ["close_meeting", "cancel_meeting"])
def test_the_address_is_forgotten_with_the_meeting_and_nothing_is_sent(made, end):
    given = guests.given(made, email="manager@shelter.example")
    if end == "close_meeting":
        do(actions.open_meeting, made.meeting, by=made.chair)
        do(actions.close_meeting, made.meeting, by=made.chair, sheet="paper")
    else:
        do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    assert address_of(made, given) == ""
    tasks.sweep_guest_passes()
    assert not mail.outbox


def test_a_letter_of_a_meeting_that_is_over_is_never_claimed(made):
    given = guests.given(made, email="manager@shelter.example")
    with acting_as(made.registrar, "correct"):
        Meeting.objects.filter(pk=made.meeting.pk).update(status="cancelled")

    tasks.sweep_guest_passes()

    assert not mail.outbox
    assert address_of(made, given) == ""


def test_the_address_is_forgotten_when_the_pass_has_ended(made):
    given = guests.given(made, email="manager@shelter.example")

    with time_machine.travel(given.ends_at, tick=False):
        tasks.sweep_guest_passes()

    assert not mail.outbox
    assert address_of(made, given) == ""


def test_the_address_is_forgotten_after_the_last_try_and_the_chair_is_told_so(settings, made):
    given = guests.given(made, email="manager@shelter.example")
    with acting_as(made.registrar, "correct"):
        GuestPass.objects.filter(pk=given.pk).update(attempts=MOST_ATTEMPTS - 1)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    tasks.sweep_guest_passes()

    assert address_of(made, given) == ""
    assert "It is not tried any more: make a new link" in text(opened(made.chair, made.meeting, "people"))
