"""What happens next with a meeting, in one sentence, and is it for the person who reads it?"""

from datetime import datetime

from agencies.access import may
from protocols.catalogue.clocks import as_day
from sharing.models import CaseLine, Meeting, MeetingParty, Research
from sharing.rules import meetings
from sharing.rules.passes import guests_in_words, untold_of_move
from sharing.rules.research import research_over
from sharing.rules.times import day_and_time

Next = tuple[str, str, str]
NOTHING = ("Nothing more is waiting here.", "", "")
UNDERTAKE = ("Give the undertaking of the part that you play.", "sign_in", "Read it, and sign")
S = Meeting.Status


def next_in_meeting(meeting: Meeting, member, at: datetime) -> Next:
    """A sentence, the verb of the one button if it is this member's to press, and the button's words."""
    if meeting.status == S.CANCELLED:
        return "This meeting was cancelled.", "", ""
    if meeting.status == S.CLOSED:
        found = _after(meeting, member, at)
        return UNDERTAKE if found == NOTHING and meetings.gives_undertaking(meeting, member) else found
    if meetings.gives_undertaking(meeting, member):
        return UNDERTAKE
    seat = meeting.parties.filter(agency_id=member.agency_id, part=MeetingParty.Part.INVITED).first()
    if seat and not seat.reply and may(member, "reply_invitation", meeting):
        return "Answer the invitation for your agency.", "reply_invitation", "Answer the invitation"
    if may(member, "answer_research", meeting) and _asked(meeting, member) and not research_over(meeting, at):
        return "Say what your agency holds, before the meeting.", "answer_research", "Say what it holds"
    if may(member, "open_meeting", meeting):
        return _running(meeting, at)
    row = meeting.attendances.filter(member=member).first()
    if meetings.may_sign_in_on(meeting, at) and may(member, "sign_in", meeting) and not (row and row.signed_at):
        return "Sign in when you are in the room.", "sign_in", "Sign in"
    if row and row.arrived_at is None:
        return "You have signed in. The chair or the clerk lets you in.", "", ""
    if meeting.status == S.PLANNED:
        return f"It begins at {day_and_time(meeting.held_at)}, {meeting.place}.", "", ""
    return NOTHING


def _asked(meeting, member) -> bool:
    return Research.objects.visible_to(member).waiting().filter(agency_id=member.agency_id, item__meeting=meeting).exists()


def _running(meeting, at) -> Next:
    if meeting.status == S.PLANNED:
        if as_day(meeting.held_at) > as_day(at):
            if untold := len(untold_of_move(meeting, at)):
                whom = guests_in_words(untold)
                return f"Tell {whom} that it was moved. Nothing else reaches them.", "tell_guests", "Say whom you have told"
            begins = day_and_time(meeting.held_at)
            return f"It begins at {begins}, {meeting.place}. Prepare its items.", "add_item", "Add an item"
        return "Open the meeting when people are there.", "open_meeting", "Open the meeting"
    if meeting.personal and not meeting.marking:
        return "Set the level before the first item.", "set_level", "Set the level"
    waiting = meeting.attendances.filter(arrived_at=None, signed_at__isnull=False, declined_at=None).count()
    if waiting:
        who = "1 person has" if waiting == 1 else f"{waiting} people have"
        return f"{who} signed in and wait to be let in.", "people", "See who is here"
    ahead = meeting.items.ahead().first()
    if ahead:
        return f"Go on to item {ahead.number}: {ahead.title}.", "people", "See who is here"
    if not meeting.items.on_the_agenda().exists():
        return "Nothing is on the agenda. Close the meeting when it is over.", "close_meeting", "Close the meeting"
    return "Every item has been opened. Close the meeting when it is over.", "close_meeting", "Close the meeting"


def _after(meeting, member, at) -> Next:
    own = CaseLine.objects.visible_to(member).filter(
        case__item__meeting=meeting, agency_id=member.agency_id, confirmed_at=None
    )
    if may(member, "confirm_lines", meeting) and own.exists():
        return "Confirm what your agency brought.", "confirm_lines", "Confirm the list"
    if may(member, "hand_over_custody", meeting):
        if meetings.without_custodian(meeting, as_day(at)):
            return "Nobody keeps the signing-in sheet by name.", "hand_over_custody", "Say who keeps it"
        if meeting.sheet == Meeting.Sheet.PAPER and not meeting.sheet_kept_at:
            return "Say where the signed paper sheet is kept.", "hand_over_custody", "Say where it is kept"
    if not meeting.minutes_agreed_at and may(member, "agree_minutes", meeting):
        return "The minutes are still to be agreed.", "agree_minutes", "Agree the minutes"
    if meeting.minutes_agreed_at and may(member, "send_minutes", meeting) and not meeting.minutes.exists():
        return "The minutes are agreed. Each agency can be sent its part of them.", "send_minutes", "Send the minutes"
    return NOTHING
