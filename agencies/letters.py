"""How does an invitation reach somebody who cannot sign in yet? By one e-mail a link, tried until it has gone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.database_sql import MOST_ATTEMPTS
from agencies.invitations import link_of, undelivered
from agencies.models import Invitation
from agencies.sweeps import BATCH, count, registrar
from agencies.tenancy import Who, acting


def deliver(partnership: Who, at: datetime) -> None:
    """Send what is due in the partnership of this registrar: claimed with a lease, each stamped as it goes (ruling 24)."""
    with acting(partnership):
        who = Who.of(registrar(timezone.localdate(at)))
    mail = get_connection()
    while claimed := _claim(who):
        for invitation in claimed:
            if invitation.lease_until is None or timezone.now() >= invitation.lease_until:
                return  # a slow mail server: whoever claims the rest next may be another
            failure = ""
            try:
                message(invitation, mail).send()
            except (OSError, ValueError) as error:  # the mail server; an address that cannot be written
                failure = f"{type(error).__name__}: {undelivered(error)}"[:300]
            _stamp(who, invitation, failure)
            count(1)


def _claim(who: Who) -> list[Invitation]:
    now = timezone.now()
    with acting(who, "deliver_invitation"):
        due = Invitation.objects.open().filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, expires_at__gt=now)
        free = due.exclude(lease_until__gt=now).select_for_update(skip_locked=True, of=("self",))
        keys = list(free.order_by("invited_at").values_list("pk", flat=True)[:BATCH])
        found = Invitation.objects.filter(pk__in=keys)
        found.update(lease_until=now + timedelta(seconds=settings.SWEEP_LEASE_SECONDS))
        return list(found.select_related("agency", "partnership", "invited_by__agency").order_by("invited_at"))


def _stamp(who: Who, invitation: Invitation, failure: str) -> None:
    """A link that was sent anew meanwhile has another number, and waits for its own mail."""
    now = timezone.now()
    with acting(who, "deliver_invitation"):
        mine = Invitation.objects.filter(pk=invitation.pk, link_number=invitation.link_number, sent_at=None)
        if failure:
            again = now + timedelta(minutes=2**invitation.attempts)
            mine.update(attempts=invitation.attempts + 1, failure=failure, lease_until=again)
        else:
            mine.update(sent_at=now, lease_until=None, failure="")


def message(invitation: Invitation, mail=None) -> EmailMessage:
    """Who asks, for which agency, until when the link works; nothing else is in it."""
    words = {"invitation": invitation, "link": link_of(invitation)}
    return EmailMessage(
        f"You are invited to act for {invitation.agency.name}",
        render_to_string("agencies/invitation.txt", words),
        None,
        [invitation.email],
        headers={"Message-ID": f"<invitation-{invitation.pk}-{invitation.link_number}@concordat.invalid>"},
        connection=mail,
    )
