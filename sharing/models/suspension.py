"""Has one agency paused its own sharing towards another? (P-12.3, TR-24) The reasons and the flow lie in compliance."""

from django.db import models

from agencies.models import Agency, Membership, PartyRow, StatusChange
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties
from protocols.models import Protocol


class SuspensionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Whoever shares for the agency that paused it; of the other agency, those who see all of its records."""
        ours = self.filter(partnership_id=member.partnership_id, party_ids__overlap=member.reads)
        return ours if member.has(*WHOLE_AGENCY) else ours.filter(agency_id=member.agency_id)

    def running(self):
        """Those not lifted."""
        return self.filter(lifted_at=None)

    def running_at(self, moment):
        """Those that had begun and were not lifted at a moment."""
        return self.filter(started_at__lte=moment).filter(models.Q(lifted_at=None) | models.Q(lifted_at__gt=moment))


class Suspension(PartyRow):
    """One agency's own sharing towards one other, paused until it is lifted. It binds nobody else and blocks nothing."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    towards = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # What is paused, in words that both agencies read; all sharing under one protocol, or as the words say.
    scope = models.CharField(max_length=300)
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    # When the review that is due now was last spoken of; a renewal clears it.
    reminded_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuspensionQuerySet.as_manager()
    wall = OfParties()
    history = kept()
    due = {
        "suspension_reviews": "lifted_at is null and reminded_at is null"
        " and review_on <= (at at time zone 'Europe/London')::date"
    }
    due_since = {"suspension_reviews": "timezone('Europe/London', review_on::timestamp)"}

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(agency=models.F("towards")), name="nobody_pauses_themselves"),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="lifted_by_somebody_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["partnership", "agency", "towards", "protocol"], condition=models.Q(lifted_at=None),
                nulls_distinct=False, name="one_pause_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.agency} has paused sharing of {self.scope} with {self.towards}"


class SuspensionChange(StatusChange):
    """One verb carried out on a pause: its timeline."""

    suspension = models.ForeignKey(Suspension, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="suspension")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "suspension", "-at"], name="suspension_change_feed")]
