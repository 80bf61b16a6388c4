"""How does an invited person find the way in, and who else cannot? Links that work once, and are kept as a digest only."""

import hashlib
from base64 import urlsafe_b64encode
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from agencies.models import Invitation, Partnership


def token_of(invitation: Invitation) -> str:
    """The secret part of the present link.

    Made from the service's key, so that whoever reads the database has no link, and the sweep that sends the mail
    has it without its being kept anywhere. The number of the link goes in, so that a new one ends the old one.
    """
    words = f"{invitation.pk}:{invitation.link_number}"
    made = salted_hmac("agencies.invitation", words, algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(invitation: Invitation) -> str:
    """The whole address, begun as the settings say and never as a request says (a forged Host header).

    The secret stands in the query, which no log of ours keeps.
    """
    path = reverse("accept_invitation", kwargs={"slug": invitation.partnership.slug})
    return f"{settings.SITE_URL.rstrip('/')}{path}?key={token_of(invitation)}"


def find(partnership: Partnership, token: str) -> Invitation | None:
    """The invitation to which a link leads, whatever has become of it; inside the partnership's door."""
    found = Invitation.objects.filter(partnership=partnership, token_digest=digest(token))
    return found.select_related("agency", "partnership", "invited_by__person", "invited_by__agency").first()


def undelivered(error: Exception) -> str:
    """Why an e-mail could not be handed over, as an administrator would say it."""
    if isinstance(error, SMTPRecipientsRefused):
        ((code, answer), *_) = error.recipients.values()
        return f"the mail server refused the address ({code} {_plain(answer)})"
    if isinstance(error, SMTPAuthenticationError):
        return "the mail server refused our own user name or password"
    if isinstance(error, SMTPSenderRefused):
        return f"the mail server refused us as a sender ({error.smtp_code} {_plain(error.smtp_error)})"
    if isinstance(error, SMTPException):
        return f"the mail server refused it ({' '.join(_plain(part) for part in error.args)})"
    if isinstance(error, ValueError):
        return f"an address cannot be written as it stands ({_plain(error)})"
    return "the mail server could not be reached"


def _plain(answer) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return " ".join(words.split())[:150]
