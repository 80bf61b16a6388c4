"""Meetings: invitations to answer, lists to look through, lines to confirm, actions owed, sheets that nobody keeps."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from agencies.questions import asked
from sharing import rules
from sharing.models import CaseLine, Meeting, MeetingAction, MeetingPart, MeetingParty, Research
from sharing.permissions import WORKERS
from sharing.queue.lines import LEADS, MOST, SOON, line, place


def waiting(member, on):
    """What this member could do about meetings now."""
    if member.has(*LEADS):
        for seat in asked(_invited, member):
            yield line(f"Answer the invitation to meeting {seat.meeting.reference}", seat.meeting.agency, seat.invited_at,
                       seat.held_at, on, "Answer",
                       place("reply_invitation", member, reference=seat.meeting.reference))  # fmt: skip
    if member.has(*WORKERS):
        yield from _lists(member, on)
        for found in asked(_unconfirmed, member):
            yield line(f"Confirm what your agency brought to meeting {found.reference}", member.agency, found.held_at, None,
                       on, "Confirm", place("confirm_lines", member, reference=found.reference))  # fmt: skip
    for one in asked(_owed, member):
        yield line(f"Do what was undertaken at meeting {one.meeting.reference}", one.meeting.agency, one.added_at,
                   one.due_on, on, "See the meeting", f"{one.meeting.get_absolute_url()}#actions")  # fmt: skip
    for one in asked(_unkept, member, on):
        yield line(f"Say who keeps the signing-in sheet of meeting {one.reference}, and where", one.agency, one.closed_at,
                   None, on, "Say who keeps it",
                   place("hand_over_custody", member, reference=one.reference))  # fmt: skip


def ahead(member, on):
    """Those that one planned or plays a part in; for those who lead it, those to which the agency comes."""
    for one in asked(_planned, member, rules.end_of(on + SOON)):
        yield line(f"{one.name}, {one.reference}", one.agency, None, one.held_at, on, "See the meeting",
                   one.get_absolute_url())  # fmt: skip


def _lists(member, on):
    """What one's agency is asked before a meeting; of each meeting the line that is due first."""
    first: dict = {}
    for row in asked(_asked_before, member, rules.end_of(on - timedelta(days=1))):
        first.setdefault(row.item.meeting_id, row)
    for one in first.values():
        yield line(f"Say what your agency holds before meeting {one.item.meeting.reference}", one.asked_by.agency,
                   one.asked_at, one.due_on, on, "Answer",
                   place("answer_research", member, reference=one.item.meeting.reference))  # fmt: skip


def _planned(member, until):
    here = {"meeting": OuterRef("pk")}
    mine = Q(planned_by=member) | Q(Exists(MeetingPart.objects.filter(**here, member=member, until_at=None)))
    if member.has(*LEADS):
        coming = MeetingParty.objects.filter(**here, agency_id=member.agency_id)
        mine |= Q(Exists(coming.filter(Q(reply=MeetingParty.Reply.COMING) | Q(part=MeetingParty.Part.HOST))))
    found = Meeting.objects.visible_to(member).filter(mine, status=Meeting.Status.PLANNED, held_at__lte=until)
    return found.select_related("agency").order_by("held_at")[:MOST]


def _invited(member):
    seats = MeetingParty.objects.filter(
        agency_id=member.agency_id, part=MeetingParty.Part.INVITED, reply="", meeting__status=Meeting.Status.PLANNED
    )
    return seats.select_related("meeting__agency").order_by("held_at")[:MOST]


def _asked_before(member, at):
    found = Research.objects.visible_to(member).waiting().open_at(at).filter(agency_id=member.agency_id)
    return found.select_related("item__meeting", "asked_by__agency").order_by("due_on")[:MOST]


def _unconfirmed(member):
    lines = CaseLine.objects.visible_to(member).filter(agency_id=member.agency_id, confirmed_at=None)
    return Meeting.objects.visible_to(member).filter(pk__in=lines.values("case__item__meeting"))[:MOST]


def _owed(member):
    owed = MeetingAction.objects.visible_to(member).filter(agency_id=member.agency_id, done_at=None)
    owed = owed if member.has(*LEADS) else owed.filter(owner=member)
    return owed.select_related("meeting__agency").order_by("due_on")[:MOST]


def _unkept(member, on):
    """Of meetings that one's agency holds, or whose sheet one keeps: nobody by name, or no place for the paper."""
    used = Meeting.objects.visible_to(member).filter(
        status=Meeting.Status.CLOSED, sheet__in=[Meeting.Sheet.ELECTRONIC, Meeting.Sheet.PAPER]
    )
    mine = Q(custodian=member) | (Q(agency_id=member.agency_id) if member.has(*LEADS) else Q(pk=None))
    nobody = Q(custodian=None) | Q(custodian__ends_on__lt=on) | Q(sheet=Meeting.Sheet.PAPER, sheet_kept_at="")
    return used.filter(mine, nobody).select_related("agency").order_by("closed_at")[:MOST]
