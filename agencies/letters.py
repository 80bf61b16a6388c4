"""How does an e-mail get out? Held by one worker at a time and tried until it has gone; and that of an invitation."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
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
    send_claimed(who, _claim, message, _stamp)


def send_claimed(who: Who, claim: Callable, compose: Callable, stamp: Callable) -> None:
    """Send what is claimed, batch after batch until there is none, and stamp each with what became of it."""
    mail = get_connection()
    while claimed := claim(who):
        for one in claimed:
            if one.lease_until is None or timezone.now() >= one.lease_until:
                return  # a slow mail server: whoever claims the rest next may be another
            failure = ""
            try:
                compose(one, mail).send()
            except (OSError, ValueError) as error:  # the mail server; an address that cannot be written
                failure = f"{type(error).__name__}: {undelivered(error)}"[:300]
            stamp(who, one, failure)
            count(1)


def leased(due: QuerySet, order: str, now: datetime) -> QuerySet:
    """A batch of what is due and in no other hands, held from now for the length of a lease."""
    free = due.exclude(lease_until__gt=now).select_for_update(skip_locked=True, of=("self",))
    keys = list(free.order_by(order).values_list("pk", flat=True)[:BATCH])
    found = due.model._default_manager.filter(pk__in=keys)
    found.update(lease_until=now + timedelta(seconds=settings.SWEEP_LEASE_SECONDS))
    return found.order_by(order)


def stamped(one: QuerySet, attempts: int, failure: str, now: datetime, **gone) -> None:
    """It has gone, and `gone` is what else that changes; or it failed, and is tried again later each time."""
    if failure:
        one.update(attempts=attempts + 1, failure=failure, lease_until=now + timedelta(minutes=2**attempts))
    else:
        one.update(sent_at=now, lease_until=None, failure="", **gone)


def _claim(who: Who) -> list[Invitation]:
    now = timezone.now()
    with acting(who, "deliver_invitation"):
        due = Invitation.objects.open().filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, expires_at__gt=now)
        return list(leased(due, "invited_at", now).select_related("agency", "partnership", "invited_by__agency"))


def _stamp(who: Who, invitation: Invitation, failure: str) -> None:
    """A link that was sent anew meanwhile has another number, and waits for its own mail."""
    with acting(who, "deliver_invitation"):
        mine = Invitation.objects.filter(pk=invitation.pk, link_number=invitation.link_number, sent_at=None)
        stamped(mine, invitation.attempts, failure, timezone.now())


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
