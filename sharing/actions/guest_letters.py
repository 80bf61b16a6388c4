"""How does a guest's link reach them, where an address was given? By one e-mail, tried until it has gone."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.database_sql import MOST_ATTEMPTS
from agencies.letters import leased, send_claimed, stamped
from agencies.sweeps import count, registrar
from agencies.tenancy import Who, acting
from sharing.models import GuestPass
from sharing.rules.passes import link_of


def deliver_passes(partnership: Who, at: datetime) -> None:
    """Send what is due in the partnership of this registrar: claimed with a lease, each stamped as it goes (ruling 24).

    Addresses to which nothing goes any more are forgotten first.
    """
    with acting(partnership):
        who = Who.of(registrar(timezone.localdate(at)))
    _forget(who)
    send_claimed(who, _claim, _message, _stamp)


def _forget(who: Who) -> None:
    """A pass that is over, whose meeting is, or that was tried for the last time needs no address."""
    with acting(who, "deliver_pass"):
        standing = GuestPass.objects.standing(timezone.now()).filter(attempts__lt=MOST_ATTEMPTS)
        count(GuestPass.objects.exclude(pk__in=standing.order_by().values("pk")).forget_addresses())


def _claim(who: Who) -> list[GuestPass]:
    now = timezone.now()
    with acting(who, "deliver_pass"):
        due = GuestPass.objects.standing(now).exclude(email="").filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
        return list(leased(due, "made_at", now).select_related("attendance__meeting__agency"))


def _stamp(who: Who, given: GuestPass, failure: str) -> None:
    """Once it has gone, or was tried for the last time, nobody needs the address any more."""
    with acting(who, "deliver_pass"):
        mine = GuestPass.objects.filter(pk=given.pk, sent_at=None)
        stamped(mine, given.attempts, failure, timezone.now(), email="")
        if failure:
            mine.filter(attempts__gte=MOST_ATTEMPTS).forget_addresses()


def _message(given: GuestPass, mail) -> EmailMessage:
    """Which meeting, when, and the link; nothing of what it is about."""
    meeting = given.attendance.meeting
    return EmailMessage(
        f"Your link for the meeting of {meeting.agency.name}",
        render_to_string("sharing/guests/mail.txt", {"given": given, "meeting": meeting, "link": link_of(given)}),
        None,
        [given.email],
        headers={"Message-ID": f"<guest-pass-{given.pk}@concordat.invalid>"},
        connection=mail,
    )
