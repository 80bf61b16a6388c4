"""What was said of a case at a meeting: one reason for the case, and one line from each agency (checklist 4.1).

Visibility is by case and part played, not by agency: `CaseRecord.visible_to` narrows to persons, and the rows' parties
are the agencies that had somebody in the room, the host, and those of the chair and the clerk.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import localdate

from agencies.locked import LockedAnswers, LockedText
from agencies.models import Agency, Membership, PartyRow
from agencies.recording import kept
from agencies.roles import Role
from agencies.walls import OfParties
from sharing.models.agenda import AgendaItem, Interest
from sharing.models.attendance import Attendance
from sharing.models.disclosure import Disclosure
from sharing.models.meeting import MeetingPart


class CaseRecordQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who was present for it and may read papers, who chairs, who takes the minutes until they are agreed, and who
        brought it; never anybody who declared an interest, whatever part they play. One that was taken off the agenda
        opens for nobody.

        Whoever put it on the agenda for another agency, and is not of the one that holds the meeting, reads it by
        their part alone.
        """
        parts = MeetingPart.objects.filter(member=member, until_at=None)
        chairs = parts.filter(part__in=[MeetingPart.Part.CHAIR, MeetingPart.Part.DEPUTY])
        clerks = parts.filter(part=MeetingPart.Part.CLERK, meeting__minutes_agreed_at=None)
        readers = Attendance.objects.filter(member=member).read_papers()
        present = CasePresence.objects.filter(attendance__in=readers).values("case")
        own = models.Q(item__agency_id=member.agency_id) | models.Q(item__meeting__agency_id=member.agency_id)
        return (
            self.filter(partnership_id=member.partnership_id, item__taken_off_at=None)
            .filter(
                models.Q(item__meeting__in=chairs.values("meeting"))
                | models.Q(item__meeting__in=clerks.values("meeting"))
                | models.Q(pk__in=present)
                | (models.Q(brought_by=member) & own)
            )
            .exclude(item__in=Interest.objects.items_shut_to(member))
        )


class CaseRecord(PartyRow):
    """The content of one case: whom it is about, and why it is shared, once for everybody (P-7.1)."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="case")
    brought_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    about = LockedText(blank=True)
    # The answers 1a, 1b, 3, 3d, 3f, 6a and 6d, as the questions keep them.
    justification = LockedAnswers(default=dict)
    # Grows whenever it is saved, so that two people cannot overwrite each other unseen.
    revision = models.PositiveIntegerField(default=0)

    objects = CaseRecordQuerySet.as_manager()
    wall = OfParties(table="parties")
    history = kept()

    def __str__(self):
        return "a case"


class CaseParty(PartyRow):
    """An agency that the database lets near a case, and why. Which of its people come near it is for `visible_to`."""

    class Why(models.TextChoices):
        HOST = "host", "holds the meeting"
        BROUGHT = "brought", "brought it"
        LEADS = "leads", "has the chair"
        CLERK = "clerk", "has the clerk"
        PRESENT = "present", "had somebody in the room"

    case = models.ForeignKey(CaseRecord, on_delete=models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=8, choices=Why)

    wall = OfParties(parent="case")
    history = kept()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "case", "agency"], name="one_place_at_a_case")]

    def __str__(self):
        return f"{self.agency} {self.get_why_display()}"


class CasePresence(PartyRow):
    """Somebody was in the room for a case, from when to when."""

    case = models.ForeignKey(CaseRecord, on_delete=models.PROTECT, related_name="presences")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="presences")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    wall = OfParties(parent="case")
    history = kept()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "case", "attendance"], name="one_presence_a_person")]

    def __str__(self):
        return f"{self.attendance} was present"


class CaseLineQuerySet(models.QuerySet):
    def visible_to(self, member):
        """With the case; what was not to be minuted is after the minutes for the agency that said it alone. An agency's own
        is left to its officers and heads when nobody of it who was there acts for it any more (TR-35)."""
        seen = self.filter(models.Q(case__in=CaseRecord.objects.visible_to(member)) | _left_to(member))
        agreed = models.Q(case__item__meeting__minutes_agreed_at__isnull=False, limits__contains=["not_minuted"])
        return seen.exclude(agreed & ~models.Q(agency_id__in=member.reads))

    def left_to(self, member):
        """Those of the own agency of which nobody who was there is left, for who leads it."""
        return self.filter(_left_to(member))


def _left_to(member) -> models.Q:
    if not member.has(Role.OFFICER, Role.HEAD):
        return models.Q(pk=None)
    people = Membership.objects.active(localdate()).filter(agency_id=member.agency_id)
    still = CasePresence.objects.filter(case=models.OuterRef("case"), attendance__member__in=people)
    apart = Interest.objects.items_shut_to(member)
    return models.Q(agency_id=member.agency_id) & ~models.Exists(still) & ~models.Q(case__item__in=apart)


class CaseLine(PartyRow):
    """What one agency brought to one case, in two fields (checklist 4.1)."""

    class Brought(models.TextChoices):
        NOTHING = "nothing", "nothing held"
        SHARED = "shared", "held and shared"
        KEPT_BACK = "kept_back", "held and kept back"
        NOT_LOOKED = "not_looked", "did not look"

    class Limit(models.TextChoices):
        NOT_MINUTED = "not_minuted", "not in the minutes"
        IN_THE_ROOM = "in_the_room", "not to leave the room"
        SOURCE = "source", "could reveal who told us"

    case = models.ForeignKey(CaseRecord, on_delete=models.PROTECT, related_name="lines")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    brought = models.CharField(max_length=12, choices=Brought)
    kinds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    # Why it was kept back.
    reason = LockedText(blank=True)
    limits = ArrayField(models.CharField(max_length=12, choices=Limit), default=list, blank=True)
    # A paper went to those agencies; without it the line was only spoken.
    on_paper = models.BooleanField(default=False)
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # What it became when the agency confirmed it.
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CaseLineQuerySet.as_manager()
    wall = OfParties(parent="case")
    history = kept()

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "case", "agency"], name="one_line_an_agency"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="a_line_confirmed_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "agency"], condition=models.Q(confirmed_at=None), name="case_line_unconfirmed"
            ),
        ]

    def __str__(self):
        return f"{self.agency}: {self.get_brought_display()}"
