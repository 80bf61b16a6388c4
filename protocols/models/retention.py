"""How long does an agency keep each type of record? Each agency's own schedule, for its own copies (TR-22)."""

from django.db import models

from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.walls import OfAgency


class RetentionRule(TenantRow):
    """One line of one agency's approved schedule. Where there is no line, pages say "no rule" (domain E0)."""

    class Then(models.TextChoices):
        REVIEW = "review", "review"
        DISPOSE = "dispose", "dispose"
        ARCHIVE = "archive", "offer to the archive"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    record_type = models.CharField(max_length=120)
    trigger = models.CharField(max_length=120)
    # Months after the trigger; null means never by date, only on review.
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    then = models.CharField(max_length=10, choices=Then)
    basis = models.CharField(max_length=300, blank=True)
    approved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    wall = OfAgency()
    history = kept()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["partnership", "agency", "code"], name="one_rule_a_code")]

    def __str__(self):
        return f"{self.code}, {self.record_type}"
