"""What one agency is asked to look for before a meeting, about one case, and what it answered (practice 22)."""

from datetime import timedelta

from django.db import models

from agencies.locked import LockedAnswers, LockedText
from agencies.models import Agency, Membership, PartyRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties
from sharing.models.agenda import AgendaItem, Interest
from sharing.models.attendance import Attendance
from sharing.models.case import CaseRecord
from sharing.models.disclosure import Disclosure
from sharing.models.meeting import Meeting, MeetingPart

RUNNING = (Meeting.Status.PLANNED, Meeting.Status.OPEN)
# A meeting that nobody closes keeps no list open.
ENDS_AFTER = timedelta(days=7)


class ResearchQuerySet(models.QuerySet):
    def visible_to(self, member):
        """In the agency that is asked: who sees all that it keeps, who leads the meeting or is its clerk, and who was let
        in. Beside them whoever sees the case itself; never anybody who declared an interest in it, nor an observer or
        a helper, who hear and read no papers (practice 22), unless they see all that their agency keeps. One's own
        agency's line alone says whom the others look for too."""
        parts = MeetingPart.objects.filter(member=member, until_at=None)
        plays = parts.exclude(part__in=MeetingPart.ONLY_HEAR).values("meeting")
        listens = MeetingPart.objects.only_hearing().filter(member=member).exclude(meeting__in=plays)
        hears = models.Q(item__meeting__in=listens.values("meeting"))
        ours = models.Q(agency_id__in=member.reads, ended_at=None)
        if not member.has(*WHOLE_AGENCY):
            comes = Attendance.objects.filter(member=member).let_in().exclude(status=Attendance.Status.OBSERVER)
            let_in = models.Q(item__meeting__in=comes.values("meeting")) & ~hears
            ours &= let_in | models.Q(item__meeting__in=plays)
        case = models.Q(item__case__in=CaseRecord.objects.visible_to(member))
        sees = case & (~hears | models.Q(item__case__brought_by=member))
        apart = Interest.objects.items_shut_to(member)
        return self.filter(partnership_id=member.partnership_id).filter(ours | sees).exclude(item__in=apart)

    def waiting(self):
        """Without an answer, of a meeting that is still to come or going on."""
        return self.filter(reply="", ended_at=None, item__meeting__status__in=RUNNING)

    def open_at(self, at):
        """Not over: until the meeting ends, a week after its day, or it is no longer asked before that."""
        ends = models.F("item__meeting__held_at") + ENDS_AFTER
        return self.alias(ends_at=ends).filter(ended_at=None, item__meeting__status__in=RUNNING, ends_at__gt=at)


class Research(PartyRow):
    """One line of one agency's list. `party_ids` are that agency, the one that asks and the one that holds the meeting."""

    class Reply(models.TextChoices):
        NONE = "", "no answer"
        NOTHING = "nothing", "nothing held"
        HELD = "held", "something held, brought to the meeting"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="research")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # As the case said it when it was sent: the case itself is not open to an agency that is not in the room.
    about = LockedText()
    look_for = LockedText(blank=True)
    reasons = LockedAnswers(default=dict)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    # When the agency is next reminded of it; empty when it is answered, or there is nothing more to say.
    remind_at = models.DateTimeField(null=True, blank=True)
    # What asking was recorded as, by the agency that asks; and answering, by the one that was asked.
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    reply = models.CharField(max_length=8, choices=Reply, default=Reply.NONE, blank=True)
    replied_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    # When the agency was no longer asked to the meeting, or the case was taken off, and it had not answered: it reads
    # nothing of it any more.
    ended_at = models.DateTimeField(null=True, blank=True)
    reply_disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ResearchQuerySet.as_manager()
    wall = OfParties()
    history = kept()
    due = {"research_reminders": "reply = '' and remind_at <= at"}
    due_since = {"research_reminders": "remind_at"}

    class Meta:
        ordering = ["item__number", "agency__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "item", "agency"],
                condition=models.Q(ended_at=None),
                name="one_question_an_agency_and_case",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(reply="", remind_at=None), name="ended_without_an_answer"
            ),
            models.CheckConstraint(
                condition=models.Q(reply="", replied_at=None, replied_by=None)
                | (~models.Q(reply="") & models.Q(replied_at__isnull=False, replied_by__isnull=False)),
                name="an_answer_by_somebody_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["partnership", "agency", "due_on"], condition=models.Q(reply=""), name="research_unanswered"
            ),
            models.Index(
                fields=["partnership", "remind_at"],
                condition=models.Q(remind_at__isnull=False),
                name="research_reminder_due",
            ),
        ]

    def __str__(self):
        return f"{self.agency} looks before the meeting"
