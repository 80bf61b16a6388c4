"""Who has read personal content? The one thing that a GET writes (ruling 27; DPA 2018 s62)."""

from django.db import models

from agencies.models.agency import Agency
from agencies.models.membership import Membership
from agencies.models.tenant import TenantRow
from agencies.walls import OfAgency


class Reading(TenantRow):
    """One opening of one record's personal content by one member."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # The table and key of what was read: a log entry outlives the record, so this is no foreign key.
    record = models.CharField(max_length=60)
    record_id = models.UUIDField()
    reference = models.CharField(max_length=30)
    at = models.DateTimeField()

    wall = OfAgency()
    append_only = True
    no_history = "append-only: a row is written once and never changed"

    class Meta:
        indexes = [models.Index(fields=["partnership", "agency", "-at"], name="reading_feed")]

    def __str__(self):
        return f"{self.reference} read"
