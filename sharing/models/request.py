"""One agency asks another to share, and is answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone

from agencies.locked import LockedAnswers, LockedText
from agencies.models import Agency, Membership, PartyRow
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties
from sharing.models import clocks


class RequestQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The two agencies'; a practitioner's own, those of the agency's queue, and those they may decide (ruling 26)."""
        ours = self.filter(partnership_id=member.partnership_id, party_ids__overlap=member.reads)
        if member.has(*WHOLE_AGENCY) or member.decides.on(timezone.localdate()).exists():
            return ours
        return ours.filter(models.Q(asked_by=member) | models.Q(taken_by=member) | models.Q(claimed_by=member))

    def waiting(self):
        return self.filter(status=Request.Status.SENT)


class Request(PartyRow):
    """What is asked for and why: it carries the asker's answers, so that the sharer is not asked them again (P-A1-0)."""

    class Status(models.TextChoices):
        SENT = "sent", "Waiting for an answer"
        GRANTED = "granted", "Granted"
        PART = "part", "Granted in part"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Urgency(models.TextChoices):
        ORDINARY = "ordinary", "ordinary, ten working days"
        URGENT = "urgent", "urgent, one working day"
        EMERGENCY = "emergency", "emergency, one hour: telephone as well"

    reference = models.CharField(max_length=30)
    status = models.CharField(max_length=12, choices=Status, default=Status.SENT)
    asking_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Who asked; empty while a call taken down by the other side has not been confirmed.
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Who answered the telephone, whom they spoke to and how they knew (practice 21).
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    caller = LockedText(blank=True)
    caller_check = models.CharField(max_length=30, blank=True)
    urgency = models.CharField(max_length=12, choices=Urgency, default=Urgency.ORDINARY)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    needed_by = models.DateField(null=True, blank=True)
    purpose = models.CharField(max_length=60)
    # Labels of the kinds of information wanted, and the kinds of data they are.
    wanted = ArrayField(models.CharField(max_length=200), default=list)
    data_kinds = ArrayField(models.CharField(max_length=20), default=list)
    answers = LockedAnswers(default=dict)
    claimed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RequestQuerySet.as_manager()
    wall = OfParties(table="parties")
    history = kept()
    due = {
        "request_clocks": "status = 'sent' and "
        + clocks.untold("sharing_request", "request_id", "due_at", "sent_at", clocks.REQUEST_WARN)
    }
    due_since = {"request_clocks": "sent_at"}

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_request_a_reference"),
            models.CheckConstraint(
                condition=~models.Q(asking_agency=models.F("asked_agency")), name="nobody_asks_themselves"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_by__isnull=False) | models.Q(taken_by__isnull=False), name="asked_or_taken_down"
            ),
            models.CheckConstraint(condition=models.Q(due_at__gte=models.F("sent_at")), name="due_after_it_is_sent"),
        ]
        indexes = [
            models.Index(fields=["partnership", "due_at"], condition=models.Q(status="sent"), name="request_unanswered"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse(
            "sharing:request", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )


class RequestParty(PartyRow):
    """One side of a request. The feed that lists come from: newest first, agency by agency (design 4.3)."""

    class Part(models.TextChoices):
        ASKER = "asker", "asks"
        ASKED = "asked", "is asked"

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    created_at = models.DateTimeField()

    wall = OfParties(parent="request")
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "request", "agency"], name="one_side_an_agency"),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "-created_at", "-request"], name="request_feed"),
        ]

    def __str__(self):
        return f"{self.agency} {self.get_part_display()}"


class Decision(PartyRow):
    """The answer to a request: all, part or no, by whom, why, and what instead (checklist 4.5, V11)."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "all of it"
        PART = "part", "part of it"
        REFUSED = "refused", "none of it"

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    not_given = models.CharField(max_length=500, blank=True)
    reason_code = models.CharField(max_length=30, blank=True)
    reason = LockedText(blank=True)
    # What could happen if it is not shared, from the asker's side (P-2.4); sent to the asker.
    effect_of_not_sharing = LockedText(blank=True)
    offered_instead = LockedText(blank=True)
    whom_to_ring = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    wall = OfParties(parent="request")
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "request"], name="one_decision_a_request"),
            models.CheckConstraint(
                condition=models.Q(outcome="granted") | ~models.Q(reason_code=""), name="a_refusal_has_a_reason"
            ),
        ]

    def __str__(self):
        return self.get_outcome_display()
