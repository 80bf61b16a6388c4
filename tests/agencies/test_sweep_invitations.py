"""Are invitations sent once, tried again when the mail server fails, and is the reason shown where they were made?"""

from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from agencies import tasks
from agencies.invitations import undelivered
from agencies.models import Invitation
from agencies.tenancy import acting_as
from tests.agencies.inviting import invite
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db


class Refusing(BaseEmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"5.1.1 no such user here")})


def page(officer):
    address = reverse("agencies:agency", kwargs={"partnership": officer.partnership.slug, "code": officer.agency.code})
    return text(visitor(officer).get(address))


def fresh(invitation, by):
    with acting_as(by):
        return Invitation.objects.get(pk=invitation.pk)


def test_an_invitation_is_sent_once(officer):
    invited = invite(officer, officer.agency, at=timezone.now())

    tasks.sweep_invitations()
    tasks.sweep_invitations()

    assert len(mail.outbox) == 1
    assert fresh(invited, officer).sent_at is not None


def test_what_the_mail_server_refuses_is_shown_and_tried_again(settings, officer):
    invited = invite(officer, officer.agency, at=timezone.now())
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    tasks.sweep_invitations()

    assert "Could not be delivered: the mail server refused the address (550 5.1.1 no such user here)" in page(officer)
    assert "It is tried again" in page(officer)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.sweep_invitations()
    assert not mail.outbox  # not before its pause is over
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        tasks.sweep_invitations()
    assert len(mail.outbox) == 1
    assert fresh(invited, officer).failure == ""
    assert "Could not be delivered" not in page(officer)


def test_after_twelve_tries_it_waits_for_somebody(settings, officer):
    invite(officer, officer.agency, at=timezone.now())
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with acting_as(officer):
        Invitation.objects.update(attempts=11)

    tasks.sweep_invitations()

    assert "It is not tried again until you send it again" in page(officer)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(), "the mail server could not be reached"),
        (TimeoutError(), "the mail server could not be reached"),
        (SMTPAuthenticationError(535, b"no"), "the mail server refused our own user name or password"),
        (SMTPSenderRefused(553, b"not you", "us"), "the mail server refused us as a sender (553 not you)"),
        (SMTPException("busy\nnow"), "the mail server refused it (busy now)"),
    ],
)
def test_what_was_in_the_way_is_said_in_words(error, said):
    assert undelivered(error) == said
