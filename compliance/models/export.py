"""Who took a copy of the history away, of what, and why? The copy itself is not kept, only what it was."""

import datetime as dt

from django.db import models

from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfAgency

# A download that has said nothing for so long has been broken off, by a lost line or a stopped server.
LONGEST = dt.timedelta(hours=1)


class AuditExportQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The agency's own, for whoever sees all of it."""
        ours = self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)
        return ours if member.has(*WHOLE_AGENCY) else ours.filter(by=member)


class AuditExport(TenantRow):
    """One copy that somebody took. How many rows it had and its SHA-256 are known when all of it was sent."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV, for a spreadsheet"
        NDJSON = "ndjson", "NDJSON, for another system"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    format = models.CharField(max_length=6, choices=Format)
    # What was asked for, in words and as it was asked.
    words = models.CharField(max_length=600)
    chosen = models.JSONField(default=dict)
    rows = models.PositiveBigIntegerField(null=True, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    broken_off_at = models.DateTimeField(null=True, blank=True)

    objects = AuditExportQuerySet.as_manager()
    wall = OfAgency()
    history = kept()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at=None, sha256="", rows=None)
                | models.Q(finished_at__isnull=False, rows__isnull=False, broken_off_at=None) & ~models.Q(sha256=""),
                name="finished_with_a_digest",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_copy_has_a_reason"),
        ]
        indexes = [models.Index(fields=["partnership", "agency", "-at", "-id"], name="audit_export_feed")]

    def __str__(self):
        return f"copy of the history, {self.words}"

    def status(self, at: dt.datetime) -> str:
        """How it went: all of it was sent, it broke off, or it is still being sent."""
        if self.finished_at:
            return "complete"
        return "failed" if self.broken_off_at or at - self.at > LONGEST else "in_progress"
