"""How long does each holder keep its copy of a disclosure? Its own clock, from its own schedule (TR-22)."""

from django.db import connection, models

from agencies.locked import LockedText
from agencies.models import Agency, Membership, TenantRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfAgency
from sharing.models.disclosure import Disclosure

_FALL_DUE = """
set local synchronous_commit to off;
with picked as (
  select id from sharing_holding
  where partnership_id = %s and status in ('active', 'retained') and retain_until_on <= %s
  order by retain_until_on limit %s for update skip locked
)
update sharing_holding copy set status = 'due' from picked where copy.id = picked.id returning copy.agency_id
"""


class HoldingQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The agency's own, for those who see all of its records."""
        if not member.has(*WHOLE_AGENCY):
            return self.none()
        return self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)

    def fall_due(self, partnership_id, on, most: int) -> list:
        """Mark up to `most` copies whose day has come as due; the agency of each. What another worker holds is skipped.

        One statement, so that no copy is read by one worker and marked by another, and locks last for one batch. They
        do not last until the disk has it: a batch that a crash takes back is due again, with its notices unwritten.
        Those of one day come as they lie in the table, so that a page of it is fetched and written once.
        """
        with connection.cursor() as cursor:
            cursor.execute(_FALL_DUE, [partnership_id, on, most])
            cursor.nextset()
            return [agency for (agency,) in cursor.fetchall()]


class Holding(TenantRow):
    """One agency's copy of one disclosure."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Kept until its date"
        DUE = "due", "Due for review"
        UNDER_REVIEW = "under_review", "Disposal proposed"
        RETAINED = "retained", "Kept for longer"
        APPROVED = "approved", "Approved for disposal"
        DISPOSED = "disposed", "Disposed of"
        ON_HOLD = "on_hold", "On hold"

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="holdings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIVE)
    # The line of the agency's schedule; empty when it has none for this type, which pages say (domain E0).
    rule_code = models.CharField(max_length=20, blank=True)
    # The day the copy was made or received; where the line counts from it, the day the matter was closed for this agency.
    began_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    # Without a day: no rule, or a line that never ends by date.
    retain_until_on = models.DateField(null=True, blank=True)
    # Kept for longer than its schedule says, and why.
    retained_at = models.DateTimeField(null=True, blank=True)
    keep_reason = LockedText(blank=True)
    disposed_at = models.DateTimeField(null=True, blank=True)
    certificate = models.CharField(max_length=30, blank=True)

    objects = HoldingQuerySet.as_manager()
    wall = OfAgency()
    history = kept()
    due = {
        "retention": "status in ('active', 'retained') and retain_until_on <= (at at time zone 'Europe/London')::date",
    }
    due_since = {"retention": "timezone('Europe/London', retain_until_on::timestamp)"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "disclosure", "agency"], name="one_copy_an_agency"),
            models.CheckConstraint(
                condition=models.Q(status="disposed", disposed_at__isnull=False) & ~models.Q(certificate="")
                | ~models.Q(status="disposed") & models.Q(disposed_at=None, certificate=""),
                name="disposed_of_with_a_certificate",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="retained")
                | models.Q(retained_at__isnull=False, retain_until_on__isnull=False) & ~models.Q(keep_reason=""),
                name="kept_longer_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "retain_until_on"], name="holding_due"),
            # What the sweep walks, and the officer's queue: both stay small while a million copies are simply kept.
            models.Index(
                fields=["partnership", "retain_until_on"], name="holding_coming",
                condition=models.Q(status__in=["active", "retained"]),
            ),
            models.Index(
                fields=["partnership", "agency", "retain_until_on", "id"], name="holding_to_review",
                condition=models.Q(status__in=["due", "under_review", "approved"]),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.agency}'s copy"


class HoldQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The agency's own, for those who see all of its records."""
        if not member.has(*WHOLE_AGENCY):
            return self.none()
        return self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)

    def standing(self):
        return self.filter(lifted_at=None)


class Hold(TenantRow):
    """One agency may neither change nor dispose of its copy, or of its copies on a topic, until this is lifted (TR-23)."""

    class Status(models.TextChoices):
        PLACED = "placed", "In place"
        LIFT_ASKED = "lift_asked", "Lifting asked for"
        LIFTED = "lifted", "Lifted"

    class Reason(models.TextChoices):
        ACCESS = "access", "An open access request"
        INFORMATION = "information", "An open freedom of information request"
        COMPLAINT = "complaint", "An open complaint"
        CASE = "case", "An open case of non-compliance, or a breach"
        DISPUTE = "dispute", "An open dispute"
        REGULATOR = "regulator", "A regulator or ombudsman is looking into it"
        PROCEEDINGS = "proceedings", "Live proceedings, or material that has to be kept for them"
        LITIGATION = "litigation", "A claim in court, made or expected"
        INQUIRY = "inquiry", "A statutory inquiry"
        PRACTICE_REVIEW = "practice_review", "A safeguarding review, or a domestic abuse related death review"

    reference = models.CharField(max_length=30)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLACED)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason)
    note = LockedText(blank=True)
    # One copy, or else a topic with what narrows it; copies that come later under the topic are held as well.
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, null=True, blank=True, related_name="holds")
    topic = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    about_a_child = models.BooleanField(default=False)
    other_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    shared_from = models.DateField(null=True, blank=True)
    shared_until = models.DateField(null=True, blank=True)
    placed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    review_on = models.DateField()
    # The review day of which the officers have been told.
    reminded_on = models.DateField(null=True, blank=True)
    lift_asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lift_asked_at = models.DateTimeField(null=True, blank=True)
    lift_reason = LockedText(blank=True)
    lifted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()
    wall = OfAgency()
    history = kept()
    due = {
        "hold_reviews": "lifted_at is null and review_on <= (at at time zone 'Europe/London')::date"
        " and reminded_on is distinct from review_on",
    }
    due_since = {"hold_reviews": "timezone('Europe/London', review_on::timestamp)"}

    class Meta:
        ordering = ["-placed_at"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_hold_a_reference"),
            models.CheckConstraint(
                condition=models.Q(holding__isnull=False, topic="") | models.Q(holding=None) & ~models.Q(topic=""),
                name="a_hold_on_one_copy_or_on_a_topic",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="lifted")
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_asked_by__isnull=False)
                & ~models.Q(lifted_by=models.F("lift_asked_by"))
                & ~models.Q(lift_reason=""),
                name="a_hold_is_lifted_by_a_second_person",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "agency", "-placed_at"], name="hold_feed")]

    def __str__(self):
        return self.reference

    def covered(self) -> models.Q:
        """Which copies it holds."""
        if self.holding_id:
            return models.Q(pk=self.holding_id)
        found = models.Q(agency_id=self.agency_id)
        if self.purpose:
            found &= models.Q(disclosure__purpose=self.purpose)
        if self.about_a_child:
            found &= models.Q(disclosure__about_a_child=True)
        if self.other_agency_id:
            found &= models.Q(disclosure__party_ids__contains=[self.other_agency_id])
        if self.shared_from:
            found &= models.Q(disclosure__shared_at__date__gte=self.shared_from)
        if self.shared_until:
            found &= models.Q(disclosure__shared_at__date__lte=self.shared_until)
        return found
