"""Who was told of a failure, of what, and whether it arrived; and who was not told, and why (P-12.1c, P-12.1d, P-12.2d)."""

from django.db import models
from django.urls import reverse

from agencies.locked import LockedText
from agencies.models import Agency, Membership, PartyRow, TenantRow
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfAgency, OfParties
from compliance.models.case import NonComplianceCase
from sharing.models import Suspension


class CaseNoticeQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Heads, officers and auditors of the agency that wrote it and of the one it is for."""
        ours = self.filter(partnership_id=member.partnership_id, party_ids__overlap=member.reads)
        return ours if member.has(*WHOLE_AGENCY) else ours.none()

    def unconfirmed(self):
        """Those that an agency has not confirmed yet."""
        return self.filter(to_agency__isnull=False, received_at=None)


class CaseNotice(PartyRow):
    """A formal notice: to an agency, or to the people affected, who are reached outside this service.

    Its receiver cannot read the case, so the notice says itself which one it belongs to.
    """

    class Kind(models.TextChoices):
        FAILURE = "failure_notice", "Notice of a failure"
        NO_FAILURE = "no_failure_notice", "Reasons for finding no failure"

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="notices")
    case_reference = models.CharField(max_length=30)
    kind = models.CharField(max_length=20, choices=Kind)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    people = LockedText(blank=True)
    what_failed = LockedText(blank=True)
    consequences = LockedText(blank=True)
    remedy = LockedText(blank=True)
    reasons = LockedText(blank=True)
    issued_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    receipt_due_at = models.DateTimeField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CaseNoticeQuerySet.as_manager()
    wall = OfParties()
    history = kept()
    due = {"notice_receipts": "receipt_due_at < at and received_at is null and chased_at is null"}
    due_since = {"notice_receipts": "receipt_due_at"}

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="failure_notice", reasons="")
                & ~models.Q(what_failed="") & ~models.Q(consequences="") & ~models.Q(remedy="")
                | models.Q(kind="no_failure_notice", to_agency__isnull=False) & ~models.Q(reasons=""),
                name="a_notice_says_all_it_must",
            ),
            models.CheckConstraint(
                condition=models.Q(to_agency__isnull=False, people="", receipt_due_at__isnull=False)
                | models.Q(to_agency=None, receipt_due_at=None) & ~models.Q(people=""),
                name="a_notice_to_an_agency_or_to_people",
            ),
            models.CheckConstraint(
                condition=models.Q(received_at=None, received_by=None)
                | models.Q(received_at__isnull=False, received_by__isnull=False),
                name="notice_received_by_somebody",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["receipt_due_at"],
                condition=models.Q(received_at=None, chased_at=None),
                name="notice_receipt_due",
            ),
            models.Index(fields=["partnership", "to_agency", "-issued_at"], name="notice_received_feed"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} in {self.case_reference}"

    @property
    def reference(self) -> str:
        """What the reading log calls it: the case that it belongs to."""
        return self.case_reference

    def get_absolute_url(self):
        return reverse("compliance:notice", kwargs={"partnership": slug_of(self.partnership_id), "key": self.pk})


class Untold(TenantRow):
    """An agency, or people, who were not told, and why; only the agency whose case it is reads this."""

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="untold")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    people = LockedText(blank=True)
    reason = LockedText()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wall = OfAgency()
    append_only = True
    no_history = "append-only: a reason stands as it was given"

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return "not told"


class SuspensionGrounds(TenantRow):
    """Why an agency paused its sharing: the evidence, for its own people alone, and the case it goes back to."""

    suspension = models.OneToOneField(Suspension, on_delete=models.PROTECT, related_name="grounds")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    evidence = LockedText()
    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    wall = OfAgency()
    history = kept()

    def __str__(self):
        return "why sharing was paused"
