"""Work that falls due by the calendar: versions whose common date has come."""

import structlog
from celery import shared_task
from django.utils import timezone

from agencies.moves import MoveRefused
from agencies.sweeps import each_due
from protocols.actions import commence_if_due
from protocols.catalogue.clocks import as_day
from protocols.models import Version
from protocols.rules import said

log = structlog.get_logger(__name__)
BATCH = 500


@shared_task
def sweep_commencements():
    """Bring into force every version whose day has come and which enough have signed.

    Safe to run twice and by several workers: a version that another holds is skipped, and one that still lacks
    signatures is looked at again next time. Nothing outside the database is done, so the row's lock is the claim.
    """
    at = timezone.now()
    for _registrar in each_due("commencements", at):
        due = Version.objects.ready_to_start(as_day(at)).select_for_update(skip_locked=True, of=("self",))
        for version in due.select_related("protocol").order_by("effective_on", "created_at")[:BATCH]:
            try:
                commence_if_due(version, at=at, cause=f"The common date, {said(version.effective_on)}, has come.")
            except MoveRefused as refused:
                log.warning("commencement_refused", version=str(version.pk), reason=str(refused))
