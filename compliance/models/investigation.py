"""What does an agency find out about its own case? Reports, evidence and reasons that nobody else reads (ruling 14)."""

from django.db import models

from agencies.locked import LockedText
from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.walls import OfAgency
from compliance.models.case import NonComplianceCase
from protocols.models import Version
from sharing.models import Disclosure


class Report(TenantRow):
    """Something went wrong: three fields that anybody in the agency may fill in (P-12.6b)."""

    case = models.OneToOneField(NonComplianceCase, on_delete=models.PROTECT, related_name="report")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reported_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    what = LockedText()
    happened = LockedText(blank=True)
    done = LockedText(blank=True)

    wall = OfAgency()
    append_only = True
    no_history = "append-only: a report stands as it was made"

    def __str__(self):
        return "a report that something went wrong"

    @property
    def reference(self) -> str:
        """What the reading log calls it."""
        return self.case.reference


class Investigation(TenantRow):
    """Who looks into it, what exactly, and what was found and why (P-12.1a)."""

    case = models.OneToOneField(NonComplianceCase, on_delete=models.PROTECT, related_name="investigation")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    investigator = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # In a few words and without names, for the agency's own lists.
    about = models.CharField(max_length=120, blank=True)
    scope = LockedText()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clause_slug = models.SlugField(max_length=160, blank=True)
    findings = LockedText(blank=True)
    # What whoever raised it is told, where no failure was found (TR-25).
    reasons = LockedText(blank=True)

    wall = OfAgency()
    history = kept()

    def __str__(self):
        return self.about

    @property
    def reference(self) -> str:
        """What the reading log calls it."""
        return self.case.reference


class CaseNote(TenantRow):
    """One line of the investigation's own log."""

    class Kind(models.TextChoices):
        EVIDENCE = "evidence", "Evidence"
        EXTENSION = "extension", "Why it takes longer"
        NO_REMEDY = "no_remedy", "Why no remedy is needed"
        SET_ASIDE = "set_aside", "Why it was not taken up"

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="notes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    words = LockedText()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wall = OfAgency()
    append_only = True
    no_history = "append-only: evidence is added to and never rewritten"

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["partnership", "case", "-at"], name="case_note_feed")]

    def __str__(self):
        return self.get_kind_display()


class CaseDisclosure(TenantRow):
    """A record that the case is about; the agencies on it are those whom a failure may have touched (P-12.1d)."""

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="linked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")

    wall = OfAgency()
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "case", "disclosure"], name="one_link_a_record"),
        ]

    def __str__(self):
        return f"about {self.disclosure_id}"


class RemedyQuerySet(models.QuerySet):
    def outstanding(self):
        """Neither done nor dropped."""
        return self.filter(done_at=None, dropped_at=None)


class Remedy(TenantRow):
    """What is done so that a failure is put right and does not happen again, by when (P-12.1b); or why no longer."""

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="remedies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    what = LockedText()
    due_on = models.DateField()
    planned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_reason = LockedText(blank=True, default="")
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = RemedyQuerySet.as_manager()
    wall = OfAgency()
    history = kept()
    due = {
        "remedies": "done_at is null and dropped_at is null and reminded_at is null"
        " and due_on < (at at time zone 'Europe/London')::date"
    }
    due_since = {"remedies": "timezone('Europe/London', (due_on + 1)::timestamp)"}

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="remedy_done_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_at=None, dropped_by=None, dropped_reason="")
                | models.Q(done_at=None, dropped_at__isnull=False, dropped_by__isnull=False)
                & ~models.Q(dropped_reason=""),
                name="remedy_dropped_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=models.Q(done_at=None, dropped_at=None, reminded_at=None), name="remedy_due"
            ),
        ]

    def __str__(self):
        return f"remedy due {self.due_on}"
