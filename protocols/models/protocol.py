"""The document that lives through versions."""

from django.db import models
from django.urls import reverse

from agencies.models import Agency, PartyRow
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import Role
from agencies.walls import OfParties


class ProtocolQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Board administrators see every protocol; others those open to the partnership, and drafts put to their agency."""
        mine = self.filter(partnership_id=member.partnership_id)
        if member.has(Role.BOARD_ADMINISTRATOR, Role.REGISTRAR):
            return mine
        # Its parties are those of its versions, but an agency of which one person reads a draft does not see it whole.
        versions = self.model.versions.rel.related_model.objects.visible_to(member).values("protocol")  # type: ignore[attr-defined]
        return mine.filter(party_ids__overlap=[*member.reads, member.partnership_id]).filter(
            models.Q(party_ids__contains=[member.partnership_id])
            | models.Q(agency_id__in=member.reads)
            | models.Q(pk__in=versions)
        )


class Protocol(PartyRow):
    """A charter (tier 1), protocol (tier 2) or procedure (tier 3); what it says is in its versions (P-1.3, ruling 3)."""

    class Tier(models.IntegerChoices):
        CHARTER = 1, "charter"
        PROTOCOL = 2, "protocol"
        PROCEDURE = 3, "operating procedure"

    reference = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    tier = models.PositiveSmallIntegerField(choices=Tier, default=Tier.PROTOCOL)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    no_parent_reason = models.CharField(max_length=300, blank=True)
    commissioned_by = models.CharField(max_length=200, blank=True)
    # The agency that keeps the pen.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # How many signatures bring a version into force between its signatories (ruling 2).
    minimum_signatures = models.PositiveSmallIntegerField(default=2)

    objects = ProtocolQuerySet.as_manager()
    wall = OfParties(area="protocols")
    history = kept()

    class Meta:
        ordering = ["tier", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_protocol_a_reference"),
            models.CheckConstraint(condition=models.Q(minimum_signatures__gte=1), name="somebody_must_sign"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(
            "protocols:protocol", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )
