"""Delivering notices by e-mail: a sweep over what is unsent, safe to run twice, by several workers, at any time."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.models import Notice
from agencies.notices import subject
from agencies.sweeps import registrars_with_due
from agencies.tenancy import acting

BATCH = 500
# Delays after each failure, in minutes: 1, 2, 4 … and after twelve tries the notice is stuck and shown to operators.
MOST_ATTEMPTS = 12


@shared_task
def sweep_notices():
    """Send every unsent notice: claim a batch with a lease, send, stamp each as it goes (ruling 24)."""
    for who in registrars_with_due("notices", timezone.now()):
        while claimed := _claim(who):
            _send(who, claimed)


def _claim(who) -> list[Notice]:
    now = timezone.now()
    with acting(who):
        due = Notice.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS).exclude(lease_until__gt=now)
        rows = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("raised_at")[:BATCH])
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
            lease_until=now + timedelta(seconds=settings.SWEEP_LEASE_SECONDS)
        )
        return list(Notice.objects.filter(pk__in=[row.pk for row in rows]).select_related("to__person", "to__agency"))


def _send(who, claimed: list[Notice]) -> None:
    mail = get_connection()
    for notice in claimed:
        failure = ""
        if notice.to.wants_email and notice.to.person.is_active:
            try:
                _message(notice, mail).send()
            except (OSError, KeyError, ValueError) as error:
                # OSError: the mail server; the others: a notice that cannot be put into words must not stop the rest.
                failure = f"{type(error).__name__}: {error}"[:300]
        _stamp(who, notice, failure)


def _stamp(who, notice: Notice, failure: str) -> None:
    now = timezone.now()
    with acting(who):
        mine = Notice.objects.filter(pk=notice.pk, sent_at=None)
        if failure:
            again = now + timedelta(minutes=2**notice.attempts)
            mine.update(attempts=notice.attempts + 1, failure=failure, lease_until=again)
        else:
            mine.update(sent_at=now, lease_until=None, failure="")


def _message(notice: Notice, mail) -> EmailMessage:
    """Subject says what and by when; the body has no personal content and one link (pages 3.13).

    The Message-ID is made of the notice's key, so that a mail sent twice over a crash is recognisably one.
    """
    context = {"notice": notice, "subject": subject(notice), "site": settings.SITE_URL, **notice.context}
    return EmailMessage(
        subject(notice),
        render_to_string("notices/mail.txt", context),
        None,
        [notice.to.person.email],
        headers={"Message-ID": f"<notice-{notice.pk}@concordat.invalid>"},
        connection=mail,
    )
