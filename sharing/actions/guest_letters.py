"""How does a guest's link reach them, where an address was given? By one e-mail, tried until it has gone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.database_sql import MOST_ATTEMPTS
from agencies.invitations import undelivered
from agencies.sweeps import BATCH, count, registrar
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
    mail = get_connection()
    while claimed := _claim(who):
        for given in claimed:
            if given.lease_until is None or timezone.now() >= given.lease_until:
                return  # a slow mail server: whoever claims the rest next may be another
            failure = ""
            try:
                _message(given, mail).send()
            except (OSError, ValueError) as error:  # the mail server; an address that cannot be written
                failure = f"{type(error).__name__}: {undelivered(error)}"[:300]
            _stamp(who, given, failure)
            count(1)


def _forget(who: Who) -> None:
    """A pass that is over, whose meeting is, or that was tried for the last time needs no address."""
    with acting(who, "deliver_pass"):
        standing = GuestPass.objects.standing(timezone.now()).filter(attempts__lt=MOST_ATTEMPTS)
        count(GuestPass.objects.exclude(pk__in=standing.order_by().values("pk")).forget_addresses())


def _claim(who: Who) -> list[GuestPass]:
    now = timezone.now()
    with acting(who, "deliver_pass"):
        due = GuestPass.objects.standing(now).filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
        free = due.exclude(email="").exclude(lease_until__gt=now).select_for_update(skip_locked=True, of=("self",))
        keys = list(free.order_by("made_at").values_list("pk", flat=True)[:BATCH])
        found = GuestPass.objects.filter(pk__in=keys)
        found.update(lease_until=now + timedelta(seconds=settings.SWEEP_LEASE_SECONDS))
        return list(found.select_related("attendance__meeting__agency").order_by("made_at"))


def _stamp(who: Who, given: GuestPass, failure: str) -> None:
    """Once it has gone, or was tried for the last time, nobody needs the address any more."""
    now = timezone.now()
    with acting(who, "deliver_pass"):
        mine = GuestPass.objects.filter(pk=given.pk, sent_at=None)
        if failure:
            again = now + timedelta(minutes=2**given.attempts)
            mine.update(attempts=given.attempts + 1, failure=failure, lease_until=again)
            mine.filter(attempts__gte=MOST_ATTEMPTS).forget_addresses()
        else:
            mine.update(sent_at=now, lease_until=None, failure="", email="")


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
