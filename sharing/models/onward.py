"""May what another agency shared be passed on, or used for something else? That agency is asked, or told (P-7.2, TR-04)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from agencies.locked import LockedText
from agencies.models import Agency, Membership, PartyRow, StatusChange
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY, Role
from agencies.walls import OfParties
from sharing.models.checklist import Checklist
from sharing.models.disclosure import Disclosure


class OnwardRequestQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The two agencies': their heads, officers and auditors, and who may decide for one of them; of the others whoever
        asked or answered, whoever can carry on with the questions from which it was asked, and in the agency that it
        belongs to the owners of its information."""
        ours = self.filter(partnership_id=member.partnership_id, party_ids__overlap=member.reads)
        if member.has(*WHOLE_AGENCY) or member.decides.on(timezone.localdate()).exists():
            return ours
        seen = models.Q(asked_by=member) | models.Q(answered_by=member)
        seen |= models.Q(checklist__in=Checklist.objects.visible_to(member))
        if member.has(Role.ASSET_OWNER):
            seen |= models.Q(owner_agency_id=member.agency_id)
        return ours.filter(seen)

    def waiting(self):
        """Not answered: no answer in time is no agreement, and may still become one."""
        return self.filter(status__in=OnwardRequest.WAITING)

    def with_subject(self):
        """With what each is about and between whom, for lines of lists."""
        return self.select_related("asking_agency", "owner_agency", "to_agency", "disclosure", "asked_by__person")


class OnwardRequest(PartyRow):
    """What one agency had from another, and wants to give to somebody else or to use for something else. Without the
    owner's agreement it is not passed on, unless life, a court or the law does not wait: then the owner is told."""

    class Status(models.TextChoices):
        SENT = "sent", "Waiting for an answer"
        GRANTED = "granted", "Agreed"
        CONDITIONS = "conditions", "Agreed, with conditions"
        REFUSED = "refused", "Not agreed"
        LAPSED = "lapsed", "No answer in time"
        WITHDRAWN = "withdrawn", "Withdrawn"
        TOLD = "told", "Passed on, and the owner told"

    class Kind(models.TextChoices):
        PASS_ON = "pass_on", "Give it to somebody else"
        NEW_USE = "new_use", "Use it ourselves for something else"

    class CannotWait(models.TextChoices):
        """Why nobody was asked first; the same as question 5c gives to choose from."""

        LIFE = "life", "Life was at risk"
        COURT = "court", "A court ordered it"
        LAW = "law", "The law required it"

    WAITING = (Status.SENT, Status.LAPSED)
    AGREED = (Status.GRANTED, Status.CONDITIONS)

    reference = models.CharField(max_length=30)
    status = models.CharField(max_length=12, choices=Status, default=Status.SENT)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PASS_ON)
    asking_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    owner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    # Empty where the owner was told and not asked.
    due_at = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    # What was received: a record, or in words which of the owner's things it is.
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="onward_requests"
    )
    which = LockedText(blank=True)
    # The asker's questions from which it was asked, or whose record it tells of; they stay behind the asker's wall.
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, null=True, blank=True, related_name="onward_requests"
    )
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_body = LockedText(blank=True)
    what = LockedText()
    why = LockedText()
    # Of what could not wait: why, under which provision or order, and when it was passed on.
    cannot_wait = models.CharField(max_length=8, choices=CannotWait, blank=True)
    provision = LockedText(blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    conditions = LockedText(blank=True)
    answer_why = LockedText(blank=True)

    objects = OnwardRequestQuerySet.as_manager()
    wall = OfParties(table="parties")
    history = kept()
    due = {"onward_clocks": "status = 'sent' and (due_at <= at or remind_at <= at)"}
    due_since = {"onward_clocks": "coalesce(remind_at, due_at)"}

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_onward_request_a_reference"),
            models.CheckConstraint(
                condition=~models.Q(asking_agency=models.F("owner_agency")), name="nobody_asks_for_their_own"
            ),
            models.CheckConstraint(
                condition=models.Q(status="told", due_at=None) & ~models.Q(cannot_wait="")
                | ~models.Q(status="told")
                & models.Q(due_at__isnull=False, due_at__gte=models.F("sent_at"), cannot_wait=""),
                name="told_of_what_could_not_wait",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=["granted", "conditions", "refused"],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                )
                | ~models.Q(status__in=["granted", "conditions", "refused"])
                & models.Q(answered_by=None, answered_at=None),
                name="agreed_or_not_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="pass_on") | models.Q(to_agency=None), name="ones_own_use_goes_to_nobody"
            ),
            models.CheckConstraint(
                condition=models.Q(status="sent") | models.Q(remind_at=None), name="reminded_while_it_waits"
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "due_at"], condition=models.Q(status="sent"), name="onward_unanswered"),
            models.Index(fields=["partnership", "checklist"], name="onward_of_checklist"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_waiting(self) -> bool:
        return self.status in self.WAITING

    @property
    def is_agreed(self) -> bool:
        return self.status in self.AGREED

    @property
    def is_removed(self) -> bool:
        """Its words went with the records that it is about; nothing is asked or told without words."""
        return self.what == ""

    @property
    def about(self) -> str:
        """What it is about, without a word of its content."""
        return self.disclosure.reference if self.disclosure else "something not recorded here"

    def get_absolute_url(self):
        return reverse(
            "sharing:onward_request", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )


class OnwardPartyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The lines of what this member sees."""
        seen = OnwardRequest.objects.visible_to(member)
        return self.filter(partnership_id=member.partnership_id, agency_id=member.agency_id, onward__in=seen)

    def finished(self):
        return self.exclude(onward__status__in=OnwardRequest.WAITING)

    def with_subject(self):
        """With what their lines in a list say."""
        return self.select_related("onward__asking_agency", "onward__owner_agency", "onward__disclosure")


class OnwardParty(PartyRow):
    """One side of it, and the feed that lists come from, agency by agency (design 4.3)."""

    class Part(models.TextChoices):
        ASKER = "asker", "asks"
        OWNER = "owner", "it belongs to"

    onward = models.ForeignKey(OnwardRequest, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    created_at = models.DateTimeField()

    objects = OnwardPartyQuerySet.as_manager()
    wall = OfParties(parent="onward")
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "onward", "agency"], name="one_onward_side_an_agency"),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "-created_at", "-id"], name="onward_feed"),
        ]

    def __str__(self):
        return f"{self.agency} {self.get_part_display()}"


class OnwardChange(StatusChange):
    """One verb carried out on it: its timeline."""

    onward = models.ForeignKey(OnwardRequest, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="onward")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "onward", "-at"], name="onward_change_feed")]
