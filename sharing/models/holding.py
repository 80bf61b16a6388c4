"""How long does each holder keep its copy of a disclosure? Its own clock, from its own schedule (TR-22)."""

from django.db import models

from agencies.models import Agency, TenantRow
from agencies.recording import kept
from agencies.walls import OfAgency
from sharing.models.disclosure import Disclosure


class Holding(TenantRow):
    """One agency's copy of one disclosure."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="holdings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # The line of the agency's schedule; empty when it has none for this type, which pages say (domain E0).
    rule_code = models.CharField(max_length=20, blank=True)
    retain_until_on = models.DateField(null=True, blank=True)

    wall = OfAgency()
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "disclosure", "agency"], name="one_copy_an_agency"),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "retain_until_on"], name="holding_due"),
        ]

    def __str__(self):
        return f"{self.agency}'s copy"
