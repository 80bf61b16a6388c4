"""What stands on the signing-in sheet of a meeting? (P-6.1b, P-A2-1 to P-A2-7)"""

from protocols.models import Document
from sharing.models import Attendance, Meeting, MeetingPart
from sharing.permissions import reads_sheet
from sharing.rules import meetings
from sharing.rules.times import day_and_time

# Kinds of documents: one made here, and the scan of one signed on paper.
SHEET, SCAN = "sheet", "sheet_scan"
# Rows for whoever walks in; the sheet has ten at least.
LEAST_ROWS = 10
_NO_RULES = "The protocol sets no handling rules for this level."
_SIGNED = {
    Attendance.Signed.OWN: "Signed in this service",
    Attendance.Signed.CHAIRS_DEVICE: "Agreed on the chair's device",
    Attendance.Signed.PAPER: "Signed on paper",
}


def reads_document(member, document: Document) -> bool:
    """Does this member read that sheet or scan? Whoever keeps it or runs the meeting, and nobody else of their agency."""
    meeting = Meeting.objects.visible_to(member).filter(pk=document.subject_id).first()
    return meeting is not None and reads_sheet(member, meeting)


def sheet_context(meeting: Meeting) -> dict:
    """Everything that is printed but the address to sign in at: only the chosen level, and only its own rules."""
    rules = meetings.handling_of(meeting.marking_scheme, meeting.marking) if meeting.marking else []
    stand = meeting.attendances.on_the_sheet().exclude(declined_at__isnull=False)
    rows = [_row(one) for one in stand.select_related("agency")]
    chair = meeting.parts.filter(part=MeetingPart.Part.CHAIR, until_at=None).select_related("member__person").first()
    return {
        "reference": meeting.reference,
        "name": meeting.name,
        "when": day_and_time(meeting.held_at),
        "place": meeting.place,
        "marking": meeting.marking,
        "scheme": meeting.marking_scheme,
        "definition": meeting.definition_b,
        "rules": [list(rule) for rule in rules],
        "no_rules_note": "" if rules else _NO_RULES if meeting.marking else "No level has been set for this meeting yet.",
        "instruction": meeting.instruction,
        "protocols": [[one.protocol.title, one.number] for one in meetings.governing(meeting)],
        "declarations": meetings.declarations(meeting),
        "rows": rows,
        "blanks": max(LEAST_ROWS - len(rows), 3),
        "chair": chair.said if chair else "",
    }


def sheets_of(meeting: Meeting):
    """The sheet's documents, newest first and without their bytes, as far as the database shows them to who asks."""
    return Document.objects.filter(subject_id=meeting.pk, kind__in=[SHEET, SCAN]).defer("content").order_by("-asked_at")


def _row(one: Attendance) -> dict:
    signed = f"{_SIGNED[Attendance.Signed(one.signed)]}, {day_and_time(one.signed_at)}" if one.signed_at else ""
    note = f"Left before item {one.left_before}" if one.left_before else ""
    return {"name": one.name, "representing": one.represents, "signed": signed, "note": note}
