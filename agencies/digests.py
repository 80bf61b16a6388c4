"""What goes into the one mail a day of those who chose it, and how is it sent once a person and day?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from agencies.database_sql import MOST_ATTEMPTS
from agencies.models import Digest, Membership, Notice, Person
from agencies.models.notice import DIGEST_HOUR
from agencies.notices import subject
from agencies.sweeps import due_rows
from agencies.tenancy import Who, acting


def day_of(at: datetime) -> date:
    """The day whose mail is the newest at a moment: today from seven in the morning on, in London."""
    return (timezone.localtime(at) - timedelta(hours=DIGEST_HOUR)).date()


def closes(day: date) -> datetime:
    """The moment before which a notice was raised that is in the mail of a day."""
    return timezone.make_aware(datetime(day.year, day.month, day.day, DIGEST_HOUR))


def people(who: Who, at: datetime) -> list[Person]:
    """Everybody for whom something waits in the partnership of this registrar."""
    with acting(who):
        members = due_rows(Notice, "digests", at).values("to__person")
        return list(Person.objects.filter(pk__in=members).order_by("email"))


def send(person: Person, at: datetime) -> int:
    """Send one person the mail of the day, of all partnerships they belong to; how many notices are done with by it.

    Nothing when another worker is at it or it went already. When a worker is killed between the mail and its stamp it
    goes again under the same Message-ID, by which a mail server knows it.
    """
    digest = _claim(person, at)
    if digest is None:
        return 0
    found = [part for part in _parts(person, digest.day) if part[1]]
    told = [(member, _unread(member, notices, at)) for member, notices in found]
    try:
        if person.is_active and any(unread for _, unread in told):
            _message(person, digest, [part for part in told if part[1]]).send()
    except (OSError, KeyError, ValueError) as error:
        again = timezone.now() + timedelta(minutes=2**digest.attempts)
        failure = f"{type(error).__name__}: {error}"[:300]
        Digest.objects.filter(pk=digest.pk).update(attempts=digest.attempts + 1, failure=failure, lease_until=again)
        return 0
    return _stamp(digest, found)


def _claim(person: Person, at: datetime) -> Digest | None:
    """The row of the day, held for the length of a lease; None where it is done with or in other hands."""
    now = timezone.now()
    with transaction.atomic():
        Digest.objects.bulk_create([Digest(person=person, day=day_of(at))], ignore_conflicts=True)
        free = Digest.objects.filter(person=person, day=day_of(at), sent_at=None, attempts__lt=MOST_ATTEMPTS)
        free = free.filter(Q(lease_until=None) | Q(lease_until__lte=now))
        digest = free.select_for_update(skip_locked=True).first()
        if digest is not None:
            digest.lease_until = now + timedelta(seconds=settings.SWEEP_LEASE_SECONDS)
            digest.save(update_fields=["lease_until"])
        return digest


def _parts(person: Person, day: date) -> Iterator[tuple[Membership, list[Notice]]]:
    """Each part that the person plays or played, with what waits for it, each read behind its own door."""
    with acting(Who(person=str(person.pk))):
        members = list(Membership.objects.filter(person=person).select_related("partnership").order_by("partnership__name"))
    for member in members:
        member.person = person
        with acting(Who.of(member)):
            waiting = Notice.objects.filter(to=member, waits_for_digest=True, sent_at=None, raised_at__lt=closes(day))
            yield member, list(waiting.order_by("raised_at", "id"))


def _unread(member: Membership, notices: list[Notice], at: datetime) -> list[Notice]:
    """What is worth a mail: nothing that was read meanwhile, and nothing once the part is over."""
    today = timezone.localdate(at)
    over = (member.ends_on is not None and member.ends_on < today) or (member.ended_at is not None and member.ended_at <= at)
    return [] if over else [notice for notice in notices if notice.read_at is None]


def _message(person: Person, digest: Digest, told: list[tuple[Membership, list[Notice]]]) -> EmailMessage:
    """How many there are, then each in one line with its link, partnership by partnership (pages 3.13)."""
    number = sum(len(notices) for _, notices in told)
    parts = [(member, [(notice, subject(notice)) for notice in notices]) for member, notices in told]
    said = f"{digest.day.day} {digest.day:%B}"
    title = f"{number} {'notice' if number == 1 else 'notices'} for you, {said}"
    return EmailMessage(
        title,
        render_to_string("notices/digest.txt", {"title": title, "parts": parts, "site": settings.SITE_URL}),
        None,
        [person.email],
        headers={"Message-ID": f"<digest-{digest.pk}@concordat.invalid>"},
    )


def _stamp(digest: Digest, found: list[tuple[Membership, list[Notice]]]) -> int:
    """The mail went: all at once, so that no part of it can wait for another day."""
    now, done = timezone.now(), 0
    with transaction.atomic():
        for member, notices in found:
            with acting(Who.of(member)):
                mine = Notice.objects.filter(pk__in=[notice.pk for notice in notices], sent_at=None)
                done += mine.update(sent_at=now, lease_until=None)
        Digest.objects.filter(pk=digest.pk).update(sent_at=now, lease_until=None, failure="", notices=done)
    return done
