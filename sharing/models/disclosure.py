"""One act of sharing by one agency: the record that, to whom and why, and not a second copy of the information (TR-33)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from agencies.access import live_grants
from agencies.locked import LockedText
from agencies.models import Agency, Membership, PartyRow
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties
from protocols.models import Clause, Version
from sharing.models import clocks
from sharing.models.request import Request


class DisclosureQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The parties'; a practitioner's are those they made, were sent or were let in to (ruling 26).

        Lists do not start here but at a feed, `DisclosureParty` or `DisclosureReader`, and then ask for fifty rows.
        """
        ours = self.filter(partnership_id=member.partnership_id)
        if member.has(*WHOLE_AGENCY):
            return ours.filter(party_ids__overlap=member.reads)
        # Not joins: two people let in to one record must not make two rows of it. Nor lists of keys: for one record the
        # database would first read everything that this member was ever sent.
        here = {"partnership_id": member.partnership_id, "member": member, "disclosure": models.OuterRef("pk")}
        readers = DisclosureReader.objects.filter(**here)
        let_in = live_grants(self.model, member, "view_disclosure").filter(content_object=models.OuterRef("pk"))
        return ours.filter(models.Exists(readers) | models.Exists(let_in))

    def saying_whether_onward(self):
        """Each with `onward_asked`: was an owner ever asked, or told, about passing it on, or about what it passes on?"""
        questions = self.model.onward_requests.rel.related_model._base_manager  # type: ignore[attr-defined]
        about = models.Exists(questions.filter(disclosure=models.OuterRef("pk")))
        behind = models.Exists(questions.filter(checklist__disclosure=models.OuterRef("pk")))
        return self.annotate(onward_asked=models.ExpressionWrapper(about | behind, models.BooleanField()))


class Disclosure(PartyRow):
    """It took place, or is about to. Recording never fails for want of a justification (ruling 1): what is missing is
    listed by `rules.gaps`, and the record is complete when that list is empty."""

    class Status(models.TextChoices):
        RECORDED = "recorded", "Recorded, some answers still owed"
        COMPLETE = "complete", "Complete"

    class Route(models.TextChoices):
        FULL = "full", "the nine questions"
        PROCEDURE = "procedure", "under a procedure"
        FIGURES = "figures", "figures about nobody in particular"
        EMERGENCY = "emergency", "emergency"
        QUICK = "quick", "quick call"
        MEETING = "meeting", "a case at a meeting"

    class Manner(models.TextChoices):
        GIVEN = "given", "given"
        SHOWN = "shown", "shown"
        SPOKEN = "spoken", "spoken"
        ACCESS = "access", "access granted"

    reference = models.CharField(max_length=30)
    status = models.CharField(max_length=10, choices=Status, default=Status.RECORDED)
    route = models.CharField(max_length=10, choices=Route, default=Route.FULL)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    # Who decided, in words: need not have an account (checklist 3, field 6).
    decided_by = models.CharField(max_length=200, blank=True)
    shared_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # When the answers still owed are due; empty when nothing is owed.
    complete_by = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures")
    # The agreement it was made under, or none with the professional's reason; none is no fault (TR-01).
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    no_protocol_reason = LockedText(blank=True)
    purpose = models.CharField(max_length=60)
    purpose_words = LockedText(blank=True)
    # [{"slug", "label"}], kinds of information, never the information.
    data_items = models.JSONField(default=list)
    data_kinds = ArrayField(models.CharField(max_length=20), default=list)
    about = LockedText(blank=True)
    subject_count = models.PositiveIntegerField(null=True, blank=True)
    about_a_child = models.BooleanField(default=False)
    manner = models.CharField(max_length=8, choices=Manner, default=Manner.GIVEN)
    marking_scheme = models.CharField(max_length=20, default="GSC-2024")
    marking = models.CharField(max_length=30)
    handling_instruction = models.CharField(max_length=200, blank=True)
    # Empty while nobody has said which way it went.
    channel = models.CharField(max_length=30, blank=True)
    channel_detail = models.CharField(max_length=200, blank=True)
    # What the handling rules say of this channel at this marking; null where they say nothing.
    channel_allowed = models.BooleanField(null=True, blank=True)
    channel_reason = LockedText(blank=True)
    consent = models.CharField(max_length=30, blank=True)
    # What the sender wants everyone who receives it to know.
    note = LockedText(blank=True)
    restrictions = LockedText(blank=True)
    onward = models.CharField(max_length=200, blank=True)
    warnings = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sub_judice = models.CharField(max_length=10, blank=True)

    objects = DisclosureQuerySet.as_manager()
    wall = OfParties(table="parties")
    history = kept()
    due = {
        "answer_clocks": "status = 'recorded' and complete_by is not null and "
        + clocks.untold("sharing_disclosure", "disclosure_id", "complete_by", "recorded_at", clocks.ANSWER_WARN)
    }
    due_since = {"answer_clocks": "recorded_at"}

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_disclosure_a_reference"),
            models.CheckConstraint(
                condition=~models.Q(marking__in=["SECRET", "TOP SECRET"]), name="nothing_above_official"
            ),
            models.CheckConstraint(
                condition=models.Q(status="complete", completed_at__isnull=False)
                | models.Q(status="recorded", completed_at=None),
                name="complete_since_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(clause=None) | models.Q(version__isnull=False), name="a_clause_of_a_version"
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "complete_by"], condition=models.Q(status="recorded"), name="answers_owed"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse(
            "sharing:disclosure", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )


class DisclosureParty(PartyRow):
    """One agency's side of a disclosure, and the feed that its lists come from (design 4.3)."""

    class Part(models.TextChoices):
        GIVER = "giver", "shared it"
        RECIPIENT = "recipient", "received it"

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    created_at = models.DateTimeField()
    # Who or which desk received it there, and what each will do with it (P-A1-2a).
    recipient = models.CharField(max_length=200, blank=True)
    use = LockedText(blank=True)
    # Codes of the law catalogue on which this party itself relies (TR-19); a recipient says its own.
    provisions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # Of a recipient: those on which the giver relies towards it, since a power may reach one and not the next.
    given_under = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    receipt_due_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    conditions_accepted_at = models.DateTimeField(null=True, blank=True)
    receipt_note = LockedText(blank=True)
    # It has told that its copy is gone (P-7.4); how long it kept it and why is its own.
    disposed_at = models.DateTimeField(null=True, blank=True)

    wall = OfParties(parent="disclosure")
    history = kept()
    due = {
        "receipt_clocks": "part = 'recipient' and received_at is null and receipt_due_at is not null and "
        + clocks.untold("sharing_disclosureparty", "party_id", "receipt_due_at", "created_at", clocks.RECEIPT_WARN)
    }
    due_since = {"receipt_clocks": "created_at"}

    class Meta:
        ordering = ["part", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "disclosure", "agency"], name="one_holder_an_agency"),
            models.CheckConstraint(
                condition=models.Q(received_at=None, received_by=None)
                | models.Q(received_at__isnull=False, received_by__isnull=False),
                name="received_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "-created_at", "-disclosure"], name="disclosure_feed"),
            models.Index(
                fields=["partnership", "agency", "receipt_due_at"],
                condition=models.Q(part="recipient", received_at=None),
                name="disclosure_unreceived",
            ),
        ]

    def __str__(self):
        return f"{self.agency} {self.get_part_display()}"


class DisclosureReader(PartyRow):
    """A practitioner who made it or was sent it: the feed by person (ruling 26)."""

    class Why(models.TextChoices):
        MADE = "made", "recorded it"
        SENT = "sent", "was sent it"

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="readers")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=6, choices=Why)
    created_at = models.DateTimeField()

    wall = OfParties(parent="disclosure")
    history = kept()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "disclosure", "member"], name="one_reader_a_member"),
        ]
        indexes = [
            models.Index(fields=["partnership", "member", "-created_at", "-disclosure"], name="disclosure_reader_feed"),
        ]

    def __str__(self):
        return f"{self.member} {self.get_why_display()}"


class OutsideRecipient(PartyRow):
    """Somebody outside every agency who was told: a parent, a landlord, a host (checklist 4.3)."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="outside_recipients")
    who = LockedText()
    use = LockedText(blank=True)
    undertaking = models.CharField(max_length=30, blank=True)

    wall = OfParties(parent="disclosure")
    history = kept()

    def __str__(self):
        return "somebody outside every agency"
