"""A meeting moves to another day, time or place: everybody with an account is told, and asked again where the time
changes; of its guests whoever moves it is told, who tells them."""

from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.notices import officers_of, tell
from agencies.sweeps import registrar
from agencies.tenancy import acting_as, say_verb
from protocols.catalogue.clocks import as_day
from sharing.models import GuestPass, Meeting, MeetingPart, MeetingParty, Research
from sharing.rules import meetings as rules
from sharing.rules import passes, research
from sharing.rules.times import in_words


@transaction.atomic
def move_meeting(meeting: Meeting, *, by: Membership, at: datetime, held_at: datetime, place: str, reason: str) -> Meeting:
    """Put a meeting that has not begun to another moment or place. At another moment every agency answers anew.

    Raises ValueError without a reason, for a moment that has passed, and where nothing would change.
    """
    meeting = locked(meeting)
    require(by, "move_meeting", meeting)
    if meeting.status != Meeting.Status.PLANNED:
        raise MoveRefused(f"This meeting is {meeting.get_status_display().lower()}: only one that has not begun is moved.")
    if not reason.strip():
        raise ValueError("Say why it is moved.")
    if held_at <= at:
        raise ValueError("Choose a moment that is still to come.")
    before, then = meeting.held_at, meeting.place
    if (held_at, place) == (before, then):
        raise ValueError("This is when and where it is held already.")
    say_verb("move_meeting")
    meeting.held_at, meeting.place = held_at, place
    if not meeting.marking:
        meeting.marking_scheme = rules.scheme_of_meeting(meeting.protocol, meeting.procedure, as_day(held_at))
    meeting.save(update_fields=["held_at", "place", "marking_scheme"])
    trace(meeting, "move_meeting", by=by, at=at, reason=f"From {in_words(before)}, {then}: {reason}"[:500])
    if held_at != before:
        _ask_again(meeting, at)
    kind = "meeting_moved" if held_at != before else "meeting_elsewhere"
    told = [one for one in _concerned(meeting, at) if one != by]
    tell(told, kind, at=at, link=meeting.get_absolute_url(), reference=meeting.reference, agency=str(by.agency),
         when=in_words(held_at))  # fmt: skip
    if guests := len(passes.told_by_hand(meeting, at)):
        tell([by], "guests_to_tell", at=at, link=meeting.get_absolute_url(), reference=meeting.reference,
             guests=passes.guests_in_words(guests))  # fmt: skip
    return meeting


def _ask_again(meeting: Meeting, at: datetime) -> None:
    """Answers were given for another moment; reminders, links and the last day of lists follow the new one."""
    seats = MeetingParty.objects.filter(meeting=meeting)
    seats.update(held_at=meeting.held_at)
    seats.filter(part=MeetingParty.Part.INVITED).update(
        reply=MeetingParty.Reply.NONE, reply_note="", replied_at=None, replied_by=None,
        remind_at=rules.next_reminder(meeting.held_at, at),
    )  # fmt: skip
    # A list that would be answered after the meeting helps nobody. Whoever chairs may come from an agency that does not
    # see what the others are asked.
    day = research.latest_day(meeting)
    with acting_as(registrar(as_day(at)), "move_meeting"):
        Research.objects.waiting().filter(item__meeting=meeting, due_on__gt=day).update(
            due_on=day, remind_at=research.next_reminder(day, at)
        )
    GuestPass.objects.standing(at).filter(attendance__meeting=meeting).update(ends_at=passes.pass_ends_at(meeting, at))


def _concerned(meeting: Meeting, at: datetime) -> list[Membership]:
    """The officers of every agency asked to it, and whoever plays a part in it."""
    asked = MeetingParty.objects.filter(meeting=meeting, part=MeetingParty.Part.INVITED).values_list("agency_id", flat=True)
    officers = [officer for agency in asked for officer in officers_of(agency, as_day(at))]
    parts = MeetingPart.objects.filter(meeting=meeting, until_at=None).select_related("member")
    return [*officers, *(part.member for part in parts if part.member)]
