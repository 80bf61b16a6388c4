"""A meeting of agencies: when, under what, at which level, who is asked, and who plays which part in it (P-6.*)."""

from django.db import models
from django.urls import reverse

from agencies.models import Agency, Membership, PartyRow, StatusChange
from agencies.models.partnership import slug_of
from agencies.recording import kept
from agencies.walls import OfParties
from protocols.models import Version


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Everyone of an agency that holds it or is asked to it; and whoever plays a part, was in the room or keeps its sheet.

        That it took place and who was asked is for the whole agency. What was said of a case is not: see `CaseRecord`.
        Somebody whose part was ended finds it only while there is something in it for them to do.
        """
        asked = MeetingParty.objects.filter(agency_id__in=member.reads).exclude(part=MeetingParty.Part.LENDS)
        acts = self.model.actions.rel.related_model.objects  # type: ignore[attr-defined]
        owes = models.Exists(acts.filter(meeting=models.OuterRef("meeting"), owner=member))
        plays = MeetingPart.objects.filter(models.Q(ended_by=None) | owes, member=member).values("meeting")
        rows = self.model.attendances.rel.related_model.objects  # type: ignore[attr-defined]
        came = rows.filter(member=member).values("meeting")
        return self.filter(partnership_id=member.partnership_id).filter(
            models.Q(pk__in=asked.values("meeting"))
            | models.Q(pk__in=plays)
            | models.Q(pk__in=came)
            | models.Q(custodian=member)
        )


class Meeting(PartyRow):
    """One meeting. `party_ids` are the agencies that hold it, are asked to it, or lend a person to it."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"
        CANCELLED = "cancelled", "Cancelled"

    class Kind(models.TextChoices):
        CASES = "cases", "case conference"
        DOMESTIC_ABUSE = "domestic_abuse", "domestic abuse meeting (MARAC)"
        MAPPA = "mappa", "public protection meeting (MAPPA)"
        STRATEGY = "strategy", "strategy discussion"
        TASKING = "tasking", "tasking meeting"
        OTHER = "other", "other meeting"

    class Sheet(models.TextChoices):
        UNDECIDED = "", "not decided yet"
        NOT_USED = "not_used", "not used"
        ELECTRONIC = "electronic", "signed in this service"
        PAPER = "paper", "signed on paper"

    reference = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    # Is information about people shared in it? A level is then set before the first item (P-6.1a).
    personal = models.BooleanField(default=True)
    # The host.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    # The versions that govern it; none with a reason is no fault (TR-01, TR-10).
    protocol = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    procedure = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    no_protocol_reason = models.CharField(max_length=300, blank=True)
    # The level, both definitions as they read that day, and to which level each points (practice 6).
    marking_scheme = models.CharField(max_length=20)
    marking = models.CharField(max_length=30, blank=True)
    definition_a = models.TextField(blank=True)
    definition_b = models.TextField(blank=True)
    points_to_a = models.CharField(max_length=30, blank=True)
    points_to_b = models.CharField(max_length=30, blank=True)
    level_reason = models.CharField(max_length=500, blank=True)
    instruction = models.CharField(max_length=200, blank=True)
    level_set_at = models.DateTimeField(null=True, blank=True)
    level_set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    minutes_agreed_at = models.DateTimeField(null=True, blank=True)
    sheet = models.CharField(max_length=10, choices=Sheet, default=Sheet.UNDECIDED, blank=True)
    sheet_reason = models.CharField(max_length=300, blank=True)
    # Who keeps the sheet; nobody by name means the host agency. Where the signed paper or its scan lies.
    custodian = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sheet_kept_at = models.CharField(max_length=200, blank=True)

    objects = MeetingQuerySet.as_manager()
    wall = OfParties(table="parties")
    history = kept()

    class Meta:
        ordering = ["-held_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="one_meeting_a_reference"),
            models.CheckConstraint(
                condition=~models.Q(marking__in=["SECRET", "TOP SECRET"]), name="no_meeting_above_official"
            ),
            models.CheckConstraint(
                condition=models.Q(marking="", level_set_at=None, level_set_by=None)
                | (~models.Q(marking="") & models.Q(level_set_at__isnull=False, level_set_by__isnull=False)),
                name="a_level_set_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(sheet="not_used") | ~models.Q(sheet_reason=""), name="no_sheet_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="closed") | (models.Q(closed_at__isnull=False) & ~models.Q(sheet="")),
                name="closed_says_how_people_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes_agreed_at=None) | models.Q(status="closed"), name="minutes_of_a_closed_meeting"
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def agreement(self) -> Version | None:
        """The one of the two under which it shares: a procedure says more than the protocol that it stands under."""
        return self.procedure or self.protocol

    def get_absolute_url(self):
        return reverse(
            "sharing:meeting", kwargs={"partnership": slug_of(self.partnership_id), "reference": self.reference}
        )


class MeetingParty(PartyRow):
    """One agency's side of a meeting, its answer to the invitation, and the feed that lists come from."""

    class Part(models.TextChoices):
        HOST = "host", "holds it"
        INVITED = "invited", "is asked to it"
        # Only for a person of it who plays a part or came: the agency gains nothing by that (practice 22).
        LENDS = "lends", "has somebody who plays a part"

    class Reply(models.TextChoices):
        NONE = "", "no answer"
        COMING = "coming", "coming"
        SENT = "sent", "apologies, information sent"
        NOTHING = "nothing", "nothing held"
        APOLOGIES = "apologies", "apologies"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    # The meeting's own moment: the feed is walked by it.
    held_at = models.DateTimeField()
    invited_at = models.DateTimeField()
    reply = models.CharField(max_length=10, choices=Reply, default=Reply.NONE, blank=True)
    reply_note = models.CharField(max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # When it is next reminded of an invitation without an answer; empty when there is nothing more to say.
    remind_at = models.DateTimeField(null=True, blank=True)

    wall = OfParties(parent="meeting")
    history = kept()
    due = {"meeting_reminders": "part = 'invited' and reply = '' and remind_at <= at"}
    due_since = {"meeting_reminders": "remind_at"}

    class Meta:
        ordering = ["part", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "meeting", "agency"], name="one_seat_an_agency"),
            models.CheckConstraint(
                condition=models.Q(reply="", replied_at=None) | (~models.Q(reply="") & models.Q(replied_at__isnull=False)),
                name="a_reply_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "agency", "-held_at", "-meeting"], name="meeting_feed"),
            models.Index(
                fields=["partnership", "remind_at"],
                condition=models.Q(remind_at__isnull=False),
                name="meeting_reminder_due",
            ),
        ]

    def __str__(self):
        return f"{self.agency} {self.get_part_display()}"


class MeetingPartQuerySet(models.QuerySet):
    def held_now(self):
        return self.filter(until_at=None)

    def only_hearing(self):
        """There only to hear: now, or in a part that was ended, but for which they undertook to keep no papers."""
        bound = models.Q(until_at=None) | models.Q(undertaken_at__isnull=False)
        return self.filter(bound, part__in=MeetingPart.ONLY_HEAR)

    def played(self):
        """Held now, or to the end; not those that somebody ended before."""
        return self.filter(ended_by=None)


class MeetingPart(PartyRow):
    """A part played in one meeting, by any person, for the meeting and not for their employer (practice 22)."""

    class Part(models.TextChoices):
        CHAIR = "chair", "chair"
        DEPUTY = "deputy", "deputy chair"
        CLERK = "clerk", "clerk"
        OBSERVER = "observer", "observer"
        HELPER = "helper", "helper of a person"

    ONLY_HEAR = (Part.OBSERVER, Part.HELPER)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=8, choices=Part)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Somebody without an account, and whom they are of.
    name = models.CharField(max_length=120, blank=True)
    body = models.CharField(max_length=120, blank=True)
    # Why an observer is there, in which language or for whom a helper helps.
    why = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    # Who ended it before its time: it was given by mistake, or passed on. Nothing is read by it any more.
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The words undertaken, by the version of their text, and when.
    undertaking = models.CharField(max_length=20, blank=True)
    undertaken_at = models.DateTimeField(null=True, blank=True)

    objects = MeetingPartQuerySet.as_manager()
    wall = OfParties(parent="meeting")
    history = kept()

    class Meta:
        ordering = ["from_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, name="") | (models.Q(member=None) & ~models.Q(name="")),
                name="a_member_or_a_named_guest",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by=None) | models.Q(until_at__isnull=False), name="a_part_ended_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["partnership", "meeting"],
                condition=models.Q(part="chair", until_at=None),
                name="one_chair_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["partnership", "member", "meeting"], name="meeting_part_member")]

    def __str__(self):
        return f"{self.said}: {self.get_part_display()}"

    @property
    def said(self) -> str:
        """The person, as pages name people."""
        if self.member:
            return f"{self.member.named}, {self.member.agency}"
        return ", ".join(part for part in (self.name, self.body) if part)


class MeetingChange(StatusChange):
    """One verb carried out on a meeting: its timeline. It never says anything of a case."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")

    wall = OfParties(parent="meeting")

    class Meta(StatusChange.Meta):
        indexes = [models.Index(fields=["partnership", "meeting", "-at"], name="meeting_change_feed")]
