"""Did an agency keep to what was agreed? The case is its own (P-12.2b); whoever wrote to it sees how it stands."""

from django.db import models
from django.urls import reverse

from agencies.access import Grant, live_grants
from agencies.locked import LockedText
from agencies.models import Agency, Membership, PartyRow, StatusChange
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties
from protocols.models import Version

# What a grant on a case gives: looking into that one case.
INVESTIGATE = "change_noncompliancecase"


class CaseQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The agencies'; others than their heads, officers and auditors see what they reported or look into."""
        ours = self.filter(partnership_id=member.partnership_id, party_ids__overlap=member.reads)
        if member.has(*WHOLE_AGENCY):
            return ours
        reports = self.model.report.related.related_model.objects  # type: ignore[attr-defined]
        reported = reports.filter(reported_by=member).values("case")
        let_in = live_grants(self.model, member, INVESTIGATE).values("content_object")
        return ours.filter(models.Q(pk__in=reported) | models.Q(pk__in=let_in))

    def unfinished(self):
        return self.exclude(status__in=[NonComplianceCase.Status.CLOSED, NonComplianceCase.Status.SET_ASIDE])


class NonComplianceCase(PartyRow):
    """What both sides may know: whose case it is, how it stands, by when there is a finding, and the finding.

    What is found out on the way lies in tables that only the agency itself can read (ruling 14).
    """

    class Status(models.TextChoices):
        REPORTED = "reported", "Waiting to be taken up"
        OPEN = "looked_into", "Being looked into"
        FOUND = "found", "Finding made"
        CLOSED = "closed", "Closed"
        SET_ASIDE = "set_aside", "Not taken up"

    class Origin(models.TextChoices):
        OWN = "own", "reported inside the agency"
        ALLEGATION = "allegation", "another agency wrote"

    class Finding(models.TextChoices):
        FAILURE = "failure", "There was a failure"
        NO_FAILURE = "no_failure", "There was no failure"
        NOT_DETERMINED = "not_determined", "It could not be determined"

    reference = models.CharField(max_length=30)
    status = models.CharField(max_length=12, choices=Status, default=Status.REPORTED)
    origin = models.CharField(max_length=10, choices=Origin)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    finding = models.CharField(max_length=15, choices=Finding, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Looked into together with this other case of the same agency: one investigation, one finding.
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers")
    # The next moment at which the agency is reminded; empty when there is none.
    remind_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()
    wall = OfParties(table="parties")
    history = kept()
    due = {"case_reminders": "remind_at <= at"}
    due_since = {"case_reminders": "remind_at"}

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_case_a_reference"),
            models.CheckConstraint(
                condition=models.Q(status__in=["found", "closed"], found_at__isnull=False) & ~models.Q(finding="")
                | models.Q(status__in=["reported", "looked_into", "set_aside"], found_at=None, finding=""),
                name="a_finding_since_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["closed", "set_aside"], closed_at__isnull=False)
                | models.Q(status__in=["reported", "looked_into", "found"], closed_at=None),
                name="case_closed_since_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["remind_at"], condition=models.Q(remind_at__isnull=False), name="case_reminder"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse(
            "compliance:case", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )


class CaseParty(PartyRow):
    """One agency's side of a case, and the feed that its list comes from (design 4.3)."""

    class Part(models.TextChoices):
        OWNER = "owner", "looks into it"
        ACCUSER = "accuser", "wrote about it"

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    created_at = models.DateTimeField()

    wall = OfParties(parent="case")
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "case", "agency"], name="one_part_an_agency"),
        ]
        indexes = [models.Index(fields=["partnership", "agency", "-created_at", "-case"], name="case_feed")]

    def __str__(self):
        return f"{self.agency} {self.get_part_display()}"


class Allegation(PartyRow):
    """What another agency wrote, as it was delivered: nobody changes it afterwards, the writer included (P-12.2a)."""

    case = models.OneToOneField(NonComplianceCase, on_delete=models.PROTECT, related_name="allegation")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # In a few words and without names: what lists and notices say.
    about = models.CharField(max_length=120)
    what = LockedText()
    happened = LockedText()
    # The clause as it stood in one version; its slug, because numbers change from version to version (TR-26).
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clause_slug = models.SlugField(max_length=160, blank=True)
    evidence = LockedText(blank=True)

    wall = OfParties(parent="case")
    append_only = True
    no_history = "append-only: it stands as it was delivered"

    def __str__(self):
        return self.about

    @property
    def reference(self) -> str:
        """What the reading log calls it."""
        return self.case.reference


class CaseChange(StatusChange):
    """One verb carried out on a case: the timeline that both sides read; it carries no reasons of the investigation."""

    case = models.ForeignKey(NonComplianceCase, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="case")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "case", "-at"], name="case_change_feed")]


class CaseGrant(Grant):
    """An investigator who is no officer, let in to one case until a day (design 2)."""

    content_object = models.ForeignKey(NonComplianceCase, on_delete=models.CASCADE, related_name="grants")

    wall = OfParties(parent="content_object")
    no_history = "append-only: a grant carries its own reason, giver and end"
    append_only = True

    class Meta(Grant.Meta):
        indexes = [models.Index(fields=["partnership", "member", "ends_on"], name="case_grant_member")]
