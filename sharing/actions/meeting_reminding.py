"""Reminding agencies of an invitation that they have not answered: each step once, the newest only."""

from datetime import datetime

from agencies.models import Membership
from agencies.notices import officers_of, tell
from agencies.sweeps import claimed
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing.models import MeetingParty
from sharing.rules import in_words
from sharing.rules.meetings import next_reminder


def remind_of_invitations(clock: Membership, at: datetime) -> int:
    """One batch of invitations that are due for a word; steps that were missed meanwhile are passed over."""
    due = claimed(MeetingParty, "meeting_reminders", at, order="remind_at", related=("meeting",))
    if due:
        say_verb("remind_of_invitations")
    for seat in due:
        seat.remind_at = next_reminder(seat.held_at, at)
        seat.save(update_fields=["remind_at"])
        if seat.held_at > at:
            meeting = seat.meeting
            tell(
                officers_of(seat.agency_id, as_day(at)), "meeting_reminder", at=at, link=meeting.get_absolute_url(),
                reference=meeting.reference, when=in_words(seat.held_at),
            )  # fmt: skip
    return len(due)
