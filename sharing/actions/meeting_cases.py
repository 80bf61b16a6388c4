"""What each agency brought to each case: one line, confirmed by the agency, and then a record of its own sharing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, locked
from agencies.tenancy import say_verb
from sharing.actions.meeting_records import record_case
from sharing.models import (
    Attendance,
    CaseLine,
    CasePresence,
    CaseRecord,
    Disclosure,
    DisclosureReader,
    Interest,
    Meeting,
)  # fmt: skip
from sharing.rules.meetings import case_answers, lines_as_read

HEARD = "Heard it in the meeting; was given no papers"
Brought = CaseLine.Brought


@transaction.atomic
def write_line(
    case: CaseRecord, *, by: Membership, at: datetime, agency: Agency, brought: str, kinds: Sequence[str] = (),
    reason: str = "", limits: Sequence[str] = (), on_paper: bool = False, read: str | None = None,
) -> CaseLine:  # fmt: skip
    """Write down what one agency brought to a case: its own, or any agency's by whoever clerks or chairs.

    It can be written again until the agency confirms it; where `read` says which line was read, only while nobody
    else has. Raises ValueError for an agency with nobody in the room.
    """
    case = locked(case)
    require(by, "write_line", case)
    if agency.pk != by.agency_id:
        require(by, "admit", case.item.meeting)
    if not CasePresence.objects.filter(case=case, attendance__agency=agency).exists():
        raise ValueError(f"{agency} had nobody in the room for this case.")
    if case.item.meeting.minutes_agreed_at:
        raise MoveRefused("The minutes are agreed.")
    line = CaseLine.objects.filter(case=case, agency=agency).first()
    if line and line.confirmed_at:
        raise MoveRefused(f"{agency} has confirmed this line.")
    if read is not None and read != lines_as_read([line] if line else []):
        raise MoveRefused(f"What {agency} brought was written by somebody else. Open its line, and read that first.")
    say_verb("write_line")
    line = line or CaseLine(partnership_id=by.partnership_id, case=case, agency=agency)
    line.brought, line.entered_by, line.entered_at = Brought(brought), by, at
    # What was ticked before somebody chose "nothing held" would be told as if it had been held.
    told = line.brought == Brought.SHARED
    line.kinds, line.limits, line.on_paper = list(kinds) if told else [], list(limits) if told else [], told and on_paper
    line.reason = reason if line.brought == Brought.KEPT_BACK else ""
    line.save()
    return line


@transaction.atomic
def confirm_lines(meeting: Meeting, *, by: Membership, at: datetime, read: str = "") -> list[CaseLine]:
    """One's agency says, once for its whole list, that this is what it brought; what it shared becomes its records.

    The lines are those that the member may see. Nobody can confirm, or share, for another (TR-03): where
    `read` says which lines were read, and one was written anew since, nothing is confirmed.
    """
    meeting = locked(meeting)
    require(by, "confirm_lines", meeting)
    seen = CaseLine.objects.visible_to(by).filter(case__item__meeting=meeting, agency_id=by.agency_id, confirmed_at=None)
    lines = list(seen.select_for_update(of=("self",)).select_related("case__item"))
    if not lines:
        raise MoveRefused("Every line of your agency is confirmed.")
    if read and read != lines_as_read(lines):
        raise MoveRefused("A line of your agency was written anew since you opened this page. Read the list again.")
    say_verb("confirm_lines")
    CaseLine.objects.filter(pk__in=[line.pk for line in lines]).update(confirmed_by=by, confirmed_at=at)
    for line in lines:
        line.confirmed_by, line.confirmed_at = by, at
        if line.brought == Brought.SHARED and _recipients(line):
            line.disclosure = record_in_meeting(line, by=by, at=at)
    return lines


@transaction.atomic
def record_in_meeting(line: CaseLine, *, by: Membership, at: datetime) -> Disclosure:
    """A confirmed line becomes the giver's record of sharing with the agencies present for the case.

    The reasons are those of the case, given once. Somebody of no agency heard it, and is recorded as told by word of
    mouth (TR-08).
    """
    line = locked(line)
    require(by, "record_in_meeting", line)
    recipients = _recipients(line)
    if line.confirmed_at is None or line.brought != Brought.SHARED or line.disclosure_id or not recipients:
        raise MoveRefused("This line is not confirmed, shares nothing, or is recorded already.")
    say_verb("record_in_meeting")
    meeting = line.case.item.meeting
    manner = {"manner": Disclosure.Manner.GIVEN} if line.on_paper else {}
    disclosure = record_case(
        case_answers(line.case, line, meeting, recipients, _heard(line)), meeting, by=by, at=at,
        shared_at=line.case.item.opened_at or at, verb="record_in_meeting", **manner,
    )  # fmt: skip
    _read_by_those_present(line, disclosure, by, at)
    line.disclosure = disclosure
    line.save(update_fields=["disclosure"])
    return disclosure


def _present(line: CaseLine):
    """Everybody who was there for the case, but for whoever declared an interest in it."""
    apart = Attendance.objects.filter(Interest.of_rows(line.case.item_id))
    here = CasePresence.objects.filter(case=line.case_id).exclude(attendance__in=apart)
    return here.select_related("attendance__agency", "attendance__member").order_by("came_at", "id")


def _only_hears(line: CaseLine):
    """The observers and helpers at the meeting, to whom nothing is given (practice 22)."""
    return Attendance.objects.filter(Attendance.only_hears(), meeting=line.case.item.meeting_id)


def _heard(line: CaseLine) -> list[str]:
    """Who heard it and received nothing, for the record to say so."""
    here = _present(line).filter(attendance__in=_only_hears(line))
    return [f"{one.attendance.name}, {one.attendance.represents}" for one in here]


def _recipients(line: CaseLine) -> list[dict]:
    """The rows of "Who needs it": each other agency with its people, and each guest as somebody outside."""
    people: dict[Agency, list[str]] = {}
    outside = []
    for one in _present(line).exclude(attendance__in=_only_hears(line)):
        row = one.attendance
        if row.agency is None:
            who = {"agency": row.body, "role": row.name} if row.body else {"agency": row.name, "role": ""}
            outside.append({**who, "use": HEARD, "outside": True})
        elif row.agency_id != line.agency_id:
            people.setdefault(row.agency, []).append(row.name)
    return [{"agency": one.name, "role": "; ".join(names)[:200], "use": ""} for one, names in people.items()] + outside


def _read_by_those_present(line: CaseLine, disclosure: Disclosure, by: Membership, at: datetime) -> None:
    """Who heard it may read the record: their own agency received it."""
    readers = Attendance.objects.filter(meeting=line.case.item.meeting_id).read_papers()
    here = {one.attendance.member_id for one in _present(line).filter(attendance__in=readers)} - {None, by.pk}
    common = {"partnership_id": by.partnership_id, "disclosure": disclosure, "created_at": at}
    DisclosureReader.objects.bulk_create(
        DisclosureReader(**common, member_id=key, why=DisclosureReader.Why.SENT) for key in sorted(here)
    )
