"""What happened to a record, for its users: the rows that timelines are made of (ruling 8)."""

from django.db import models

from agencies.models.membership import Membership
from agencies.models.tenant import PartyRow


class StatusChange(PartyRow):
    """One verb, carried out by one member at one moment; `recorded_at` differs from `at` when it is told afterwards."""

    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)

    append_only = True
    no_history = "append-only: it is itself the history that users read"

    class Meta:
        abstract = True
        ordering = ["-at", "-recorded_at"]

    def __str__(self):
        return self.verb
