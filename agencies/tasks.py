"""Delivering notices by e-mail: a sweep over what is unsent, safe to run twice, by several workers, at any time."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone

from agencies import actions, digests, letters
from agencies.database_sql import MOST_ATTEMPTS
from agencies.models import Agency, IdempotencyKey, Membership, Notice
from agencies.notices import goes_by_mail, subject
from agencies.sweeps import apart, claimed, count, each_in_turn, registrars_with_due, sweep
from agencies.tenancy import acting


@sweep
def sweep_notices():
    """Send every unsent notice: claim a batch with a lease, send, stamp each as it goes (ruling 24)."""
    for who in registrars_with_due("notices", timezone.now()):
        with apart("notices"):
            while claimed := _claim(who):
                _send(who, claimed)


@sweep
def sweep_digests():
    """At seven in the morning, one mail a person of what waits for it; late when the timer was, and still one."""
    at = timezone.now()
    for who in registrars_with_due("digests", at):
        with apart("digests"):
            for person in digests.people(who, at):
                count(digests.send(person, at))


@sweep
def sweep_invitations():
    """Send every invitation that has not gone yet, and again every one whose link was made anew."""
    at = timezone.now()
    for who in registrars_with_due("invitations", at):
        with apart("invitations"):
            letters.deliver(who, at)


@sweep
def sweep_vacancies():
    """Note where the last designated officer's term has ended, and where there is one again (P-8.1)."""
    each_in_turn("vacancies", timezone.now(), _note_vacancies)


def _note_vacancies(registrar: Membership, at: datetime) -> int:
    found = claimed(Agency, "vacancies", at, order="code")
    noted = [actions.note_vacancy(agency, by=registrar, at=at) for agency in found]
    # An office that was given up just after midnight, by a sweep that began before: there is nothing to note until the next.
    return len(noted) - noted.count(None)


@sweep
def sweep_old_keys():
    """Forget the keys of acts that programs carried out more than a day ago."""
    each_in_turn("old_keys", timezone.now(), _forget_keys)


def _forget_keys(registrar: Membership, at: datetime) -> int:
    found = claimed(IdempotencyKey, "old_keys", at, order="created_at")
    IdempotencyKey.objects.filter(pk__in=[one.pk for one in found]).delete()
    return len(found)


def _claim(who) -> list[Notice]:
    with acting(who):
        due = Notice.objects.filter(sent_at=None, waits_for_digest=False, attempts__lt=MOST_ATTEMPTS)
        found = letters.leased(due, "raised_at", timezone.now())
        return list(found.select_related("to__person", "to__agency", "partnership"))


def _send(who, claimed: list[Notice]) -> None:
    mail = get_connection()
    for notice in claimed:
        if notice.lease_until is None or timezone.now() >= notice.lease_until:
            return  # a slow mail server: whoever claims the rest next may be another
        failure = ""
        if goes_by_mail(notice):
            try:
                _message(notice, mail).send()
            except (OSError, KeyError, ValueError) as error:
                # OSError: the mail server; the others: a notice that cannot be put into words must not stop the rest.
                failure = f"{type(error).__name__}: {error}"[:300]
        _stamp(who, notice, failure)
        count(1)


def _stamp(who, notice: Notice, failure: str) -> None:
    with acting(who):
        letters.stamped(Notice.objects.filter(pk=notice.pk, sent_at=None), notice.attempts, failure, timezone.now())


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
