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

_NAMES = {Checklist: "checklist", Request: "request", Disclosure: "disclosure"}


class AdviceQuerySet(models.QuerySet):
    def visible_to(self, member):
        """One agency's own: whoever asked, whoever was asked, and its heads, officers and auditors."""
        ours = self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)
        if member.has(*WHOLE_AGENCY):
            return ours
        return ours.filter(models.Q(asked_by=member) | models.Q(adviser=member))

    def going_on(self):
        return self.filter(status__in=Advice.GOING_ON)

    def with_subject(self):
        """With what each is about and between whom, for lines of lists."""
        people = self.select_related("asked_by__person", "adviser__person", "request", "disclosure")
        return people.select_related("checklist__disclosure", "checklist__request")


class Advice(TenantRow):
    """A question to an adviser of one's own agency. They advise in writing and decide nothing: whoever asked says
    afterwards whether it was followed, and why not."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waiting for advice"
        GIVEN = "given", "Advice given"
        CLOSED = "closed", "Closed"
        TAKEN_BACK = "taken_back", "No longer needed"

    class Followed(models.TextChoices):
        YES = "yes", "We did what was advised"
        PART = "part", "We did part of what was advised"
        NO = "no", "We decided otherwise"

    GOING_ON = (Status.ASKED, Status.GIVEN)

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
                # Its words go when the agency disposes of its copy of the record, and with them what went on.
                condition=models.Q(status="asked", given_at=None, advice="")
                | models.Q(status="taken_back", advice="")
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
    def subject(self) -> Disclosure | Request | None:
        """The record or request that it is about; of questions what they have become, once they have."""
        return self.disclosure or self.request or (self.checklist.became if self.checklist else None)

    @property
    def about(self) -> str:
        """What it is about, without a word of its content."""
        if self.subject:
            return self.subject.reference
        return "questions not finished yet" if self.checklist_id else "something not recorded here"

    @property
    def is_removed(self) -> bool:
        """Its words went with its agency's copy of the record; a question without words is never asked."""
        return self.question == ""

    @classmethod
    def on(cls, record: Checklist | Request | Disclosure | None, **facts) -> "Advice":
        """A question about a record, a request, questions, or none of these; not yet written."""
        return cls(**facts) if record is None else cls(**{_NAMES[type(record)]: record}, **facts)

    def get_absolute_url(self):
        return reverse("sharing:advice", kwargs={"partnership": slug_of(self.partnership_id), "key": self.pk})
