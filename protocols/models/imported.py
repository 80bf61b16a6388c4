"""A document that was read and is waiting for somebody to confirm what was recognised."""

from django.db import models

from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.walls import OfAgency
from protocols.models.version import Version


class ImportedTextQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)


class ImportedText(TenantRow):
    """What was recognised in one uploaded file; the file itself is not kept until it is saved as a draft."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField()
    # The shapes of ruling 4, with title, dates, review period and warnings.
    recognised = models.JSONField()
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportedTextQuerySet.as_manager()
    wall = OfAgency()
    history = kept()

    class Meta:
        indexes = [models.Index(fields=["partnership", "agency", "-read_at"], name="imported_feed")]

    def __str__(self):
        return self.filename
