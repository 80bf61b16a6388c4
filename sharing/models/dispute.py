"""Two agencies do not agree about an answer to a request: what each says, what is offered, and how it ends."""

from django.db import models
from django.urls import reverse

from agencies.locked import LockedText
from agencies.models import Membership, PartyRow, StatusChange
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY, Role
from agencies.walls import OfParties
from sharing.models.request import Request


class DisputeQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The two agencies': their heads, officers and auditors; of the others whoever asked, answered or opened it."""
        ours = self.filter(partnership_id=member.partnership_id, party_ids__overlap=member.reads)
        if member.has(*WHOLE_AGENCY):
            return ours
        mine = models.Q(opened_by=member) | models.Q(request__asked_by=member) | models.Q(request__claimed_by=member)
        return ours.filter(mine | models.Q(request__in=Request.objects.filter(decisions__by=member).values("pk")))

    def going_on(self):
        return self.filter(status__in=Dispute.GOING_ON)


class Dispute(PartyRow):
    """Discussed by the designated officers if at all possible, otherwise by the heads (P-8.2). It changes nobody's answer:
    that each agency decides for itself is an end like any other (TR-03)."""

    class Status(models.TextChoices):
        OFFICERS = "officers", "With the designated officers"
        HEADS = "heads", "With the heads of agency"
        AGREED = "agreed", "Agreed"
        PART = "partly_agreed", "Agreed in part"
        OWN = "own_discretion", "Each agency decides for itself"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Why(models.TextChoices):
        """Why it is with the heads."""

        NOT_AGREED = "not_agreed", "The designated officers have talked and do not agree"
        URGENT = "urgent", "It is too urgent to wait for the designated officers"
        VACANT = "vacant", "An agency has no designated officer at the moment"
        DECIDER = "decider", "The designated officer is the person who decided"

    GOING_ON = (Status.OFFICERS, Status.HEADS)

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="disputes")
    reference = models.CharField(max_length=30)
    status = models.CharField(max_length=16, choices=Status, default=Status.OFFICERS)
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    # In the asker's words: why the answer does not do, and what would.
    why = LockedText()
    would_do = LockedText(blank=True)
    heads_at = models.DateTimeField(null=True, blank=True)
    heads_code = models.CharField(max_length=12, choices=Why, blank=True)
    heads_reason = LockedText(blank=True)
    due_at = models.DateTimeField()
    # When both sides were told that this stage is overdue: once a stage.
    reminded_at = models.DateTimeField(null=True, blank=True)
    # What one side offers and the other has not yet accepted: agreed, or agreed in part, and on which terms.
    offer = models.CharField(max_length=16, blank=True)
    offer_terms = LockedText(blank=True)
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    terms = LockedText(blank=True)

    objects = DisputeQuerySet.as_manager()
    wall = OfParties(parent="request")
    due = {"disputes": "status in ('officers', 'heads') and due_at <= at and reminded_at is null"}
    due_since = {"disputes": "due_at"}
    history = kept()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_dispute_a_reference"),
            models.UniqueConstraint(
                fields=["partnership", "request"], condition=models.Q(status__in=["officers", "heads"]),
                name="one_open_dispute_a_request",
            ),
            models.CheckConstraint(
                condition=models.Q(heads_at=None, heads_code="")
                | models.Q(heads_at__isnull=False) & ~models.Q(heads_code=""),
                name="with_the_heads_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(status="officers", heads_at=None)
                | models.Q(status="heads", heads_at__isnull=False)
                | ~models.Q(status__in=["officers", "heads"]),
                name="with_the_heads_since",
            ),
            models.CheckConstraint(
                condition=models.Q(offer="", offered_by=None, offered_at=None)
                | models.Q(offer__in=["agreed", "partly_agreed"], offered_by__isnull=False, offered_at__isnull=False),
                name="an_offer_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["officers", "heads"], closed_at=None)
                | ~models.Q(status__in=["officers", "heads"]) & models.Q(closed_at__isnull=False),
                name="closed_at_some_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["agreed", "partly_agreed"]) | ~models.Q(terms=""), name="agreed_on_terms"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["partnership", "-opened_at", "-id"], name="dispute_feed")]

    def __str__(self):
        return self.reference

    @property
    def is_going_on(self) -> bool:
        return self.status in self.GOING_ON

    def speakers(self, agency_id, on) -> list[Membership]:
        """Who acts for an agency on a day: never whoever decided; where that leaves no officer (or head), the head (or
        the officers) instead (practice 4)."""
        decided = self.request.decisions.values("by__person_id")
        people = Membership.objects.active(on).filter(agency_id=agency_id).exclude(person_id__in=decided)
        order = (Role.HEAD, Role.OFFICER) if self.status == self.Status.HEADS else (Role.OFFICER, Role.HEAD)
        first, instead = (list(people.with_role(role).select_related("person")) for role in order)
        return first or instead

    def get_absolute_url(self):
        return reverse(
            "sharing:dispute", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )


class DisputeNote(PartyRow):
    """One discussion: when, who took part, what was said and what was offered. Either side writes it down."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="notes")
    talked_on = models.DateField()
    who = models.CharField(max_length=300)
    said = LockedText()
    offered = LockedText(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wall = OfParties(parent="dispute")
    history = kept()

    class Meta:
        ordering = ["-talked_on", "-at"]
        indexes = [models.Index(fields=["partnership", "dispute", "-talked_on"], name="dispute_note_feed")]

    def __str__(self):
        return f"{self.dispute_id} on {self.talked_on}"


class DisputeChange(StatusChange):
    """One verb carried out on a dispute: its timeline."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="dispute")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "dispute", "-at"], name="dispute_change_feed")]
