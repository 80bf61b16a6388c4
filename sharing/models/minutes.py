"""The minutes of a meeting as one agency may see them, until a stated day: a view, never an attachment (practice 22)."""

from django.db import models

from agencies.locked import LockedText
from agencies.models import Agency, Membership, PartyRow
from agencies.recording import kept
from agencies.roles import WHOLE_AGENCY
from agencies.walls import OfParties
from sharing.models.attendance import Attendance
from sharing.models.meeting import Meeting, MeetingPart


class MinutesCopyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Of one's own agency, for who sees all that it keeps and who was let in to the meeting or played a part in it
        to the end.

        What stands in it of a case is narrowed further, to whoever sees that case.
        """
        ours = self.filter(partnership_id=member.partnership_id, agency_id__in=member.reads)
        if member.has(*WHOLE_AGENCY):
            return ours
        came = Attendance.objects.filter(member=member).let_in().values("meeting")
        played = MeetingPart.objects.filter(member=member).played().values("meeting")
        return ours.filter(models.Q(meeting__in=came) | models.Q(meeting__in=played))

    def open_at(self, at):
        """Not over: until the day that was stated."""
        return self.filter(ends_at__gt=at)


class MinutesCopy(PartyRow):
    """One agency's. `party_ids` are that agency, the host and those whose people sent it; sent anew, it is the same row."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # What every agency may be told, and somebody outside who asks: without names.
    summary = LockedText()
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = MinutesCopyQuerySet.as_manager()
    wall = OfParties()
    history = kept()

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "meeting", "agency"], name="one_copy_of_minutes_an_agency"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("sent_at")), name="minutes_end_after_they_are_sent"
            ),
        ]

    def __str__(self):
        return f"the minutes for {self.agency}"
