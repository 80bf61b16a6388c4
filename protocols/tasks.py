"""Work that falls due by itself: common dates that have come, reviews that come near, documents that were asked for."""

import hashlib
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from agencies.moves import MoveRefused
from agencies.notices import tell
from agencies.sweeps import apart, count, each_in_turn, registrar, registrars_with_due, sweep
from agencies.tenancy import Who, acting
from protocols.actions import commence_if_due
from protocols.actions.documents import TEMPLATES
from protocols.actions.reminding import remind_of_reviews
from protocols.catalogue.clocks import as_day
from protocols.models import Document, Version
from protocols.pdf import render_pdf
from protocols.rules import said

log = structlog.get_logger(__name__)
BATCH = 500


@sweep
def sweep_commencements():
    """Bring into force every version whose day has come and which enough have signed.

    Safe to run twice and by several workers: a version that another holds is skipped, and one that still lacks
    signatures is looked at again next time. Nothing outside the database is done, so the row's lock is the claim.
    """
    at = timezone.now()
    for waiting in registrars_with_due("commencements", at):
        with apart("commencements"), acting(waiting):
            with acting(Who.of(registrar(as_day(at)))):
                _commence(at)


def _commence(at: datetime) -> None:
    due = Version.objects.ready_to_start(as_day(at)).select_for_update(skip_locked=True, of=("self",))
    for version in due.select_related("protocol").order_by("effective_on", "created_at")[:BATCH]:
        try:
            count(commence_if_due(version, at=at, cause=f"The common date, {said(version.effective_on)}, has come."))
        except MoveRefused as refused:
            log.warning("commencement_refused", version=str(version.pk), reason=str(refused))


@sweep
def sweep_review_reminders():
    """Remind of reviews that come near or are overdue: each step of each version once, the newest after a gap."""
    each_in_turn("review_reminders", timezone.now(), remind_of_reviews)


@sweep
def sweep_documents():
    """Make every document that was asked for: claim one with a lease, draw it, stamp it with its hash (ruling 24).

    One at a time, so that a lease is as long as one document. When a worker is killed while it draws, its lease runs
    out and another draws anew; whichever is first to stamp has made it.
    """
    for waiting in registrars_with_due("documents", timezone.now()):
        with apart("documents"):
            with acting(waiting):
                who = Who.of(registrar(as_day(timezone.now())))
            while document := _claim_document(who):
                _make(who, document)
                count(1)


def _claim_document(who: Who) -> Document | None:
    """The attempt is counted before it is made: a document that kills its worker is not tried for ever."""
    now = timezone.now()
    with acting(who, "make_document"):
        due = Document.objects.unmade().exclude(lease_until__gt=now).order_by("asked_at", "id")
        found = due.select_for_update(skip_locked=True, of=("self",)).first()
        if found is not None:
            found.attempts += 1
            found.failure = ""
            found.lease_until = now + timedelta(seconds=settings.SWEEP_LEASE_SECONDS)
            found.save(update_fields=["attempts", "failure", "lease_until"])
        return found


def _make(who: Who, document: Document) -> None:
    try:
        content = render_pdf(TEMPLATES[document.kind], document.context)
    except Exception as error:  # noqa: BLE001  whatever is wrong with one must not stop the rest
        log.warning("document_not_made", document=str(document.pk), kind=document.kind, error=type(error).__name__)
        _put_off(who, document, error)
    else:
        _stamp(who, document, content)


def _put_off(who: Who, document: Document, error: Exception) -> None:
    """Try again after 1, 2, 4 … minutes; after twelve tries it is stuck and shown to operators."""
    again = timezone.now() + timedelta(minutes=2 ** (document.attempts - 1))
    with acting(who, "make_document"):
        Document.objects.filter(pk=document.pk, made_at=None).update(
            failure=f"{type(error).__name__}: {error}"[:300], lease_until=again
        )


def _stamp(who: Who, document: Document, content: bytes) -> None:
    now = timezone.now()
    with acting(who, "make_document"):
        stamped = Document.objects.filter(pk=document.pk, made_at=None).update(
            content=content, sha256=hashlib.sha256(content).hexdigest(), size=len(content), made_at=now,
            lease_until=None, failure="",
        )  # fmt: skip
        if stamped:
            tell(
                [document.asked_by], "document_ready", at=now, link=document.get_absolute_url(), title=document.title,
                reference=document.subject_label,
            )  # fmt: skip
