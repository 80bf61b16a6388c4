"""What stands against undoing a naming: a part that somebody plays, an invitation, a guest who is expected, an item?

Each answers with one plain sentence, or nothing; the page says it before anything is typed, and the act asks again.
"""

from sharing.models import AgendaItem, Attendance, Meeting, MeetingPart, MeetingParty
from sharing.models.research import RUNNING


def against_ending(meeting: Meeting, part: MeetingPart) -> str:
    """A meeting has a chair at all times, so that one part passes on and is not ended."""
    if part.until_at:
        return f"{part.said} does not play this part any more."
    if part.part == MeetingPart.Part.CHAIR:
        return "A meeting always has a chair. Give the part to somebody else, and this one ends."
    return ""


def against_withdrawing(meeting: Meeting, seat: MeetingParty) -> str:
    """Before anybody of the agency signed in, and before it has brought something or has something to do."""
    name = seat.agency.name
    if seat.part != MeetingParty.Part.INVITED:
        return f"{name} is not asked to this meeting."
    if meeting.status not in RUNNING:
        return f"This meeting is {meeting.get_status_display().lower()}."
    if meeting.attendances.filter(agency=seat.agency_id).exists():
        return f"Somebody of {name} has signed in or was let in, so it takes part in this meeting."
    if meeting.items.on_the_agenda().filter(agency=seat.agency_id).exists():
        return f"{name} brings something that stands on the agenda, so it takes part in this meeting."
    if meeting.actions.filter(agency=seat.agency_id).exists():
        return f"{name} has undertaken to do something, so it takes part in this meeting."
    return ""


def against_striking(meeting: Meeting, row: Attendance) -> str:
    """Before they came, signed, or said that they do not agree to the terms: what happened stays on the sheet."""
    if meeting.status not in RUNNING:
        return f"This meeting is {meeting.get_status_display().lower()}."
    if row.struck_at:
        return f"{row.name} is struck off already."
    if row.member_id:
        return f"{row.name} signs in here with an account of their own."
    if row.arrived_at:
        return f"{row.name} is in the room, or was. Say there that they left."
    if row.signed_at or row.declined_at:
        return f"{row.name} has answered already whether they agree to the terms, and that stays on the record."
    return ""


def against_taking_off(meeting: Meeting, item: AgendaItem) -> str:
    """Before it is opened: what was spoken of stays on the record."""
    if meeting.status not in RUNNING:
        return f"This meeting is {meeting.get_status_display().lower()}."
    if item.taken_off_at:
        return f"Item {item.number} is taken off the agenda already."
    if item.opened_at:
        return f"Item {item.number} was opened, and what was spoken of stays on the record."
    return ""
