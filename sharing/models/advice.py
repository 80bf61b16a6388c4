"""What an adviser was asked, what they wrote, and what was made of it (UK GDPR Art 39, T-I2, practice 11)."""

from django.db import models
from django.urls import reverse

from agencies.locked import LockedText
from agencies.models import Agency, Membership
from agencies.models.partnership import slug_of
from agencies.models.tenant import TenantRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfAgency
from sharing.models.checklist import Checklist
from sharing.models.disclosure import Disclosure
from sharing.models.request import Request


class AdviceQuerySet(models.QuerySet):
    def visible_to(self, member):
        """One agency's own: whoever asked, whoever was asked, and its heads, officers and auditors."""
        ours = self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)
        if member.has(*WHOLE_AGENCY):
            return ours
        return ours.filter(models.Q(asked_by=member) | models.Q(adviser=member))


class Advice(TenantRow):
    """A question to an adviser of one's own agency. They advise in writing and decide nothing: whoever asked says
    afterwards whether it was followed, and why not."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waiting for advice"
        GIVEN = "given", "Advice given"
        CLOSED = "closed", "Closed"
        TAKEN_BACK = "taken_back", "Question taken back"

    class Followed(models.TextChoices):
        YES = "yes", "We did what was advised"
        PART = "part", "We did part of what was advised"
        NO = "no", "We decided otherwise"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.ASKED)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    adviser = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # What it is about, where it is about one of these. Being asked opens none of them: the question says what is needed.
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question = LockedText()
    advice = LockedText(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    followed = models.CharField(max_length=4, choices=Followed, blank=True)
    followed_why = LockedText(blank=True)
    followed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AdviceQuerySet.as_manager()
    wall = OfAgency()
    history = kept()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(checklist=None, request=None)
                | models.Q(checklist=None, disclosure=None)
                | models.Q(request=None, disclosure=None),
                name="advice_about_one_thing",
            ),
            models.CheckConstraint(
                # Its words go when the agency disposes of its copy of the record.
                condition=models.Q(status__in=["asked", "taken_back"], given_at=None, advice="")
                | models.Q(status__in=["given", "closed"], given_at__isnull=False),
                name="advice_given_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status="closed", followed_by__isnull=False) & ~models.Q(followed="")
                | ~models.Q(status="closed") & models.Q(followed_by=None, followed=""),
                name="followed_or_not_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "-asked_at", "-id"], name="advice_feed"),
            models.Index(fields=["partnership", "adviser"], condition=models.Q(status="asked"), name="advice_waiting"),
        ]

    def __str__(self):
        return f"Advice on {self.about}"

    @property
    def about(self) -> str:
        """What it is about, without a word of its content."""
        if self.disclosure:
            return self.disclosure.reference
        if self.request:
            return self.request.reference
        return "questions not finished yet" if self.checklist_id else "something not recorded here"

    def get_absolute_url(self):
        return reverse("sharing:advice", kwargs={"partnership": slug_of(self.partnership_id), "key": self.pk})
