"""Reminding agencies of an invitation, or of a list before a meeting, that they have not answered: each step once, the
newest only."""

from datetime import datetime

from agencies.models import Membership
from agencies.notices import officers_of, tell
from agencies.sweeps import claimed
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing.models import MeetingParty, Research
from sharing.rules import end_of, in_words, research
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


def remind_of_research(clock: Membership, at: datetime) -> int:
    """One batch of lines that agencies have not answered; of all that are due on one day before one meeting an agency
    is told in one notice, and of nothing once the list has ended."""
    due = claimed(Research, "research_reminders", at, order="remind_at", related=("item__meeting",))
    if due:
        say_verb("remind_of_research")
    lists = {}
    for one in due:
        one.remind_at = research.next_reminder(one.due_on, at)
        one.save(update_fields=["remind_at"])
        if not research.research_over(one.item.meeting, at):
            lists[one.agency_id, one.item.meeting, one.due_on] = one
    for agency_id, meeting, due_on in lists:
        kind = "research_overdue" if due_on < as_day(at) else "research_due_soon"
        tell(
            officers_of(agency_id, as_day(at)), kind, at=at, link=meeting.get_absolute_url(),
            reference=meeting.reference, due=in_words(end_of(due_on)),
        )  # fmt: skip
    return len(due)
