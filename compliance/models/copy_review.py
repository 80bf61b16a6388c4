"""An agency's copy of a record has reached its day: is it kept for longer, or disposed of, by whom and how?"""

from django.db import models

from agencies.locked import LockedAnswers, LockedText
from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfAgency
from protocols.models import Document
from sharing.models import Holding


class CopyReviewQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The agency's own, for those who see all of its records."""
        if not member.has(*WHOLE_AGENCY):
            return self.none()
        return self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)

    def under_way(self):
        """Proposed or approved, and not carried out."""
        return self.filter(status__in=[CopyReview.Status.PROPOSED, CopyReview.Status.APPROVED])


class CopyReview(TenantRow):
    """One look at one copy, and what came of it. Nobody disposes of anything alone."""

    class Status(models.TextChoices):
        KEPT = "kept", "Kept for longer"
        PROPOSED = "proposed", "Disposal proposed"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved for disposal"
        DISPOSED = "disposed", "Disposed of"

    class AssetForm(models.TextChoices):
        ELECTRONIC = "electronic", "Electronic: in this service or another system"
        DEVICE = "device", "On a device, disc or memory stick"
        PAPER = "paper", "On paper"

    class Method(models.TextChoices):
        ERASE = "erase", "Electronic erasure"
        KEY_DESTRUCTION = "key_destruction", "Destruction of the key that encrypts it"
        OVERWRITE = "overwrite", "Overwriting"
        SANITISE = "sanitise", "Sanitising the device"
        DESTROY = "destroy", "Physical destruction: shredded, broken up, pulverised, melted or burned"
        CROSS_CUT = "cross_cut", "Cross-cut shredding"
        CONTRACTOR = "contractor", "Secure waste contractor"
        RETURN = "return", "Returned to its owner"
        ARCHIVE = "archive", "Transferred to an archive"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="reviews")
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    # What the review asks, each with its answer, and the words about it.
    answers = LockedAnswers(default=dict)
    reason = LockedText(blank=True)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    asset_form = models.CharField(max_length=10, choices=AssetForm, blank=True)
    method = models.CharField(max_length=16, choices=Method, blank=True)
    sent_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = LockedText(blank=True)
    approved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    # When no hold was found the last time that was asked.
    hold_checked_at = models.DateTimeField(null=True, blank=True)
    disposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disposed_at = models.DateTimeField(null=True, blank=True)
    # How it was done: {"standard", "place", "contractor", "contractor_certificate", "witness"}, roles and never names.
    done = models.JSONField(default=dict)
    backups_lapse_on = models.DateField(null=True, blank=True)
    certificate = models.CharField(max_length=30, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CopyReviewQuerySet.as_manager()
    wall = OfAgency()
    history = kept()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("proposed_by")),
                name="nobody_approves_their_own_disposal",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["approved", "disposed"])
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="disposed_of_only_when_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="disposed")
                | models.Q(disposed_by__isnull=False, disposed_at__isnull=False) & ~models.Q(certificate=""),
                name="a_disposal_has_a_certificate",
            ),
            models.CheckConstraint(
                condition=models.Q(status="kept") | ~models.Q(method="") & ~models.Q(asset_form=""),
                name="a_disposal_has_a_method",
            ),
            models.UniqueConstraint(
                fields=["partnership", "holding"], condition=models.Q(status__in=["proposed", "approved"]),
                name="one_disposal_under_way_a_copy",
            ),
            models.UniqueConstraint(
                fields=["partnership", "certificate"], condition=~models.Q(certificate=""), name="one_certificate_a_number"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["partnership", "holding", "-proposed_at"], name="copy_review_feed")]

    def __str__(self):
        return self.certificate or f"{self.get_status_display()}, {self.proposed_at:%Y-%m-%d}"
