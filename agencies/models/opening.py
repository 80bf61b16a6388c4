"""To which auditor of another agency has an agency opened its records, and for which days? (ruling 12c, practice 17)"""

from django.db import models

from agencies.models.agency import Agency
from agencies.models.membership import Membership
from agencies.models.tenant import TenantRow
from agencies.recording import kept
from agencies.walls import OfPartnership


class AuditOpeningQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Everyone in the partnership knows who else may read what they gave to an agency."""
        return self.filter(partnership_id=member.partnership_id)

    def on(self, day):
        """Those in force on a day. The database asks the same of today, in `concordat_opened`."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, closed_at=None)

    def standing(self, day):
        """Those in force on a day or later."""
        return self.filter(ends_on__gte=day, closed_at=None)


class AuditOpening(TenantRow):
    """An agency lets one auditor read what its own auditor reads, from a day to a day, and may take that back at once."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="audit_openings")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="audit_openings")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AuditOpeningQuerySet.as_manager()
    wall = OfPartnership(written_by="agency_id")
    history = kept()

    class Meta:
        ordering = ["-ends_on", "-opened_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="opened_to_a_day"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="opened_for_a_reason"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="taken_back_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "member"], name="audit_opening_member"),
            models.Index(fields=["partnership", "agency"], name="audit_opening_agency"),
        ]

    def __str__(self):
        return f"{self.agency} open to {self.member}"

    def status_on(self, day) -> str:
        """How it stands, as config/statuses.py names it."""
        if self.closed_at:
            return "taken_back"
        if self.ends_on < day:
            return "ended"
        return "active" if self.starts_on <= day else "planned"
