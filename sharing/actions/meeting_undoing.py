"""Somebody was named by mistake, or does not come after all: a part is ended, an invitation withdrawn, a guest struck off.

So is an item that is not to be spoken of: it is taken off the agenda.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.notices import officers_of, tell
from agencies.sweeps import registrar
from agencies.tenancy import acting_as, say_verb
from protocols.catalogue.clocks import as_day
from sharing.actions.meeting_room import leave_before_another
from sharing.actions.meeting_seats import unseat
from sharing.models import (
    AgendaItem,
    Attendance,
    CaseParty,
    CaseRecord,
    GuestPass,
    Meeting,
    MeetingPart,
    MeetingParty,
    Research,
)  # fmt: skip
from sharing.rules import meeting_undoing as rules
from sharing.rules.times import in_words


@transaction.atomic
def end_part(part: MeetingPart, *, by: Membership, at: datetime, reason: str) -> MeetingPart:
    """From this moment they read nothing by it. What they did stays theirs, and the part stays on the record (TR-35)."""
    meeting, part = _undone(part, "end_part", by, reason, rules.against_ending)
    part.until_at, part.ended_by = at, by
    part.save(update_fields=["until_at", "ended_by"])
    _trace(meeting, "end_part", by, at, f"{part.said}: {part.get_part_display()}", reason)
    if part.member:
        unseat(meeting, [part.member.agency_id], at)
        if part.member != by:
            _tell(meeting, [part.member], "meeting_part_ended", by, at, part=part.get_part_display())
    return part


@transaction.atomic
def withdraw_invitation(seat: MeetingParty, *, by: Membership, at: datetime, reason: str) -> MeetingParty:
    """An agency is no longer asked: its officers are told, and what it was asked to look for ends where it has not answered.

    Whoever of it plays a part goes on playing it, and the agency gains nothing by that. It can be asked again.
    """
    meeting, seat = _undone(seat, "withdraw_invitation", by, reason, rules.against_withdrawing)
    told = officers_of(seat.agency_id, as_day(at))
    seat.part, seat.remind_at = MeetingParty.Part.LENDS, None
    seat.reply, seat.reply_note, seat.replied_at, seat.replied_by = MeetingParty.Reply.NONE, "", None, None
    seat.save(update_fields=["part", "remind_at", "reply", "reply_note", "replied_at", "replied_by"])
    _trace(meeting, "withdraw_invitation", by, at, seat.agency.name, reason)
    _end_lists(meeting, at, "withdraw_invitation", agency=seat.agency_id)
    unseat(meeting, [seat.agency_id], at)
    _tell(meeting, told, "meeting_invitation_withdrawn", by, at)
    return seat


@transaction.atomic
def strike_guest(attendance: Attendance, *, by: Membership, at: datetime, reason: str) -> Attendance:
    """A guest is no longer expected: their link stops at once, and they stand on no sheet."""
    meeting, row = _undone(attendance, "strike_guest", by, reason, rules.against_striking)
    row.struck_at = at
    row.save(update_fields=["struck_at"])
    GuestPass.objects.filter(attendance=row, taken_back_at=None).update(taken_back_at=at, taken_back_by=by, email="")
    _trace(meeting, "strike_guest", by, at, row.name, reason)
    return row


@transaction.atomic
def take_off_item(item: AgendaItem, *, by: Membership, at: datetime, reason: str) -> AgendaItem:
    """An item is not spoken of after all. It stays on the record under its number; a case opens for nobody any more, and
    what agencies were asked to look for ends where they have not answered.

    The agency that brings it is told, and so is whoever was still looking. It can be put on again, as a new item.
    """
    meeting, item = _undone(item, "take_off_item", by, reason, rules.against_taking_off, record=item)
    item.taken_off_at, item.taken_off_by, item.taken_off_reason = at, by, reason
    item.save(update_fields=["taken_off_at", "taken_off_by", "taken_off_reason"])
    leave_before_another(item)
    _trace(meeting, "take_off_item", by, at, f"Item {item.number}", reason)
    brought = _who_brought(item, at) if item.agency_id != by.agency_id else []
    ended = _end_lists(meeting, at, "take_off_item", item=item.pk)
    looking = [one for one in officers_of(ended, as_day(at)) if one != by]
    seats = CaseParty.objects.filter(case__item=item).values_list("agency", flat=True)
    unseat(meeting, {*seats, item.agency_id} - {None}, at)
    _tell(meeting, brought, "item_taken_off", by, at, number=str(item.number))
    _tell(meeting, looking, "research_not_needed", by, at)
    return item


def _who_brought(item: AgendaItem, at: datetime) -> list[Membership]:
    """The officers of the agency that brings it, and whoever of them put it on."""
    case = CaseRecord.objects.filter(item=item, brought_by__agency=item.agency_id).select_related("brought_by").first()
    officers = officers_of(item.agency_id, as_day(at)) if item.agency_id else []
    return list(dict.fromkeys([*officers, *([case.brought_by] if case else [])]))


def _undone(
    row: Any, verb: str, by: Membership, reason: str, against: Callable[[Meeting, Any], str], record: Any = None
) -> tuple[Meeting, Any]:
    """The meeting and what was named in it, both locked, for whoever may undo that: in the meeting, or in `record` where it
    is asked of that. Raises ValueError without a reason."""
    meeting = locked(Meeting(pk=row.meeting_id))
    require(by, verb, record or meeting)
    if not reason.strip():
        raise ValueError("Say why.")
    rows = type(row)._base_manager.select_for_update(of=("self",)).filter(pk=row.pk, meeting=meeting)
    found = rows.order_by("pk").first()
    if found is None:
        raise MoveRefused("Somebody has undone this already.")
    if objection := against(meeting, found):
        raise MoveRefused(objection)
    say_verb(verb)
    return meeting, found


def _trace(meeting: Meeting, verb: str, by: Membership, at: datetime, whom: str, reason: str) -> None:
    trace(meeting, verb, by=by, at=at, reason=f"{whom}. {reason}"[:500])


def _end_lists(meeting: Meeting, at: datetime, verb: str, **whose: Any) -> list:
    """The agencies whose lists end. By the registrar: whoever leads the meeting may come from an agency that does not see
    what the others are asked."""
    ended = []
    with acting_as(registrar(as_day(at)), verb):
        waiting = Research.objects.select_for_update(of=("self",)).filter(item__meeting=meeting, **whose)
        for one in waiting.filter(reply="", ended_at=None).select_related("item__meeting", "asked_by"):
            one.ended_at, one.remind_at = at, None
            one.party_ids = list(dict.fromkeys([one.asked_by.agency_id, meeting.agency_id]))
            one.save(update_fields=["ended_at", "remind_at", "party_ids"])
            ended.append(one.agency_id)
    return ended


def _tell(meeting: Meeting, members: list[Membership], kind: str, by: Membership, at: datetime, **words: Any) -> None:
    """Without the address of a meeting that they do not find any more."""
    for member in members:
        still = Meeting.objects.visible_to(member).filter(pk=meeting.pk)
        tell([member], kind, at=at, link=meeting.get_absolute_url() if still.exists() else "",
             reference=meeting.reference, agency=str(by.agency), when=in_words(meeting.held_at), **words)  # fmt: skip
