"""Which agencies a version concerns, and which of them have signed it."""

from django.db import models

from agencies.models import Agency, Membership, PartyRow
from agencies.recording import kept
from agencies.walls import OfParties
from protocols.models.version import Version


class PartyQuerySet(models.QuerySet):
    def signatories(self):
        """The agencies that are asked to sign."""
        return self.filter(part=Party.Part.SIGNATORY)

    def asked(self):
        """The agencies asked to sign or for their view: those whose turn it is to read."""
        return self.filter(part__in=[Party.Part.SIGNATORY, Party.Part.CONSULTEE])

    def signed(self):
        """The agencies between which the version is, or will be, in force."""
        return self.signatories().exclude(signed_at=None)

    def unsigned(self):
        return self.signatories().filter(signed_at=None)


class Party(PartyRow):
    """One agency's place in one version. A signature binds to the version's frozen text (TR-29); nobody can be made to
    sign (TR-03), and a missing signature holds nobody else back (ruling 2)."""

    class Part(models.TextChoices):
        SIGNATORY = "signatory", "asked to sign"
        DRAFTER = "drafter", "keeps the pen"
        CONSULTEE = "consultee", "asked for its view"
        # Only for somebody who was let in: the wall in the database is between agencies (ruling 15), and which of the
        # agency's people gets through is the grant's to say.
        READER = "reader", "has somebody who reads the draft"

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.SIGNATORY)
    # A responsible authority of the day (P-1.1); shown as "required, not signed", and never a block.
    is_required = models.BooleanField(default=False)
    capacity = models.CharField(max_length=60, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_sha256 = models.CharField(max_length=64, blank=True)
    # Set when the signature came after the version was in force: it joins from that day (TR-27).
    acceded_on = models.DateField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refusal_reason = models.CharField(max_length=500, blank=True)
    # How this agency reads a clause, for all to see (P-12.5b).
    interpretation = models.CharField(max_length=500, blank=True)

    objects = PartyQuerySet.as_manager()
    wall = OfParties(parent="version", area="protocols")
    history = kept()

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "version", "agency"], name="one_place_an_agency"),
            models.CheckConstraint(
                condition=models.Q(signed_at=None, signed_by=None, signed_sha256="")
                | (models.Q(signed_at__isnull=False, signed_by__isnull=False) & ~models.Q(signed_sha256="")),
                name="signed_by_somebody_to_a_text",
            ),
            models.CheckConstraint(
                condition=models.Q(refused_at=None, refused_by=None, refusal_reason="")
                | (models.Q(refused_at__isnull=False, refused_by__isnull=False) & ~models.Q(refusal_reason="")),
                name="refused_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_at=None) | models.Q(refused_at=None), name="signed_or_refused_not_both"
            ),
        ]

    def __str__(self):
        return f"{self.agency}, {self.get_part_display()}"
