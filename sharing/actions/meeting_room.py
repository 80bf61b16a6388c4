"""People in the room: signed in, let in, willing or not to agree to the terms, gone; and present for which case."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.tenancy import say_verb
from sharing.actions.meeting_seats import lend, seat_at_cases
from sharing.models import (
    AgendaItem,
    Attendance,
    CaseParty,
    CasePresence,
    CaseRecord,
    Interest,
    Meeting,
    MeetingPart,
)  # fmt: skip
from sharing.rules import meetings as rules

Status, Signed = Attendance.Status, Attendance.Signed


@transaction.atomic
def sign_in(meeting: Meeting, *, by: Membership, at: datetime) -> Attendance | None:
    """Put one's own name to the sheet, with one's own sign-in. The chair or the clerk then lets one in.

    Whoever plays a part gives its undertaking by this. One who was given a part after they had signed, or after the
    meeting, gives the undertaking alone: the sheet stays as it is.
    """
    meeting = locked(meeting)
    require(by, "sign_in", meeting)
    row = Attendance.objects.filter(meeting=meeting, member=by).first()
    parts = list(rules.undertakings_owed(meeting, by))
    if not rules.gives_undertaking(meeting, by):
        if not rules.may_sign_in_on(meeting, at):
            raise MoveRefused("People sign in on the day of the meeting, until it is closed.")
        if row and row.signed_at:
            raise MoveRefused("You have signed in already.")
        row = row or _row(meeting, member=by)
        say_verb("sign_in")
        sign(row, Signed.OWN, at)
        use_sheet(meeting, Meeting.Sheet.ELECTRONIC)
    say_verb("sign_in")
    MeetingPart.objects.filter(pk__in=[part.pk for part in parts]).update(undertaking=rules.UNDERTAKING, undertaken_at=at)
    trace(meeting, "sign_in", by=by, at=at)
    return row


@transaction.atomic
def admit(
    meeting: Meeting, *, by: Membership, at: datetime, attendance: Attendance | None = None,
    member: Membership | None = None, name: str = "", body: str = "", status: str = Status.NON_SIGNATORY,
) -> Attendance:  # fmt: skip
    """Somebody is in the room: a row of the sheet, a member, or a guest by name with the body they come from.

    Nobody is present for an item without this. Somebody who comes back is let in again.
    """
    meeting = locked(meeting)
    require(by, "admit", meeting)
    not_over(meeting)
    say_verb("admit")
    known = Attendance.objects.filter(meeting=meeting)
    known = known.filter(pk=attendance.pk) if attendance else known.filter(member=member) if member else known.none()
    row = known.first()
    if row:
        _not_struck(row)
    if row is None and member is None and not name.strip():
        raise ValueError("Say who it is.")
    if row is None:
        if member:
            lend(meeting, member.agency_id, at)
        else:
            not_twice(meeting, name, body)
        row = _row(meeting, member=member, name=name, body=body, status=status)
    if row.arrived_at and row.left_at is None:
        raise MoveRefused(f"{row.name} is in the room already.")
    row.arrived_at, row.left_at, row.left_before, row.declined_at = row.arrived_at or at, None, None, None
    row.save()
    trace(meeting, "admit", by=by, at=at)
    for item in AgendaItem.objects.filter(meeting=meeting, opened_at__isnull=False, closed_at=None, is_case=True):
        be_present(item, [row], at)
    return row


@transaction.atomic
def take_declaration(attendance: Attendance, *, by: Membership, at: datetime, how: str) -> Attendance:
    """Somebody agrees to the terms before the chair or the clerk: on the chair's device, or on the paper sheet."""
    meeting, row = of_sheet(attendance, "take_declaration", by)
    not_over(meeting)
    if row.signed_at and not row.declined_at:
        raise MoveRefused(f"{row.name} has signed already.")
    say_verb("take_declaration")
    sign(row, Signed(how), at)
    use_sheet(meeting, Meeting.Sheet.PAPER if how == Signed.PAPER else Meeting.Sheet.ELECTRONIC)
    trace(meeting, "take_declaration", by=by, at=at)
    return row


@transaction.atomic
def decline_sheet(attendance: Attendance, *, by: Membership, at: datetime) -> Attendance:
    """Somebody does not agree to the terms: they leave, and read nothing."""
    meeting, row = of_sheet(attendance, "decline_sheet", by)
    not_over(meeting)
    if row.declined_at:
        raise MoveRefused(f"{row.name} has declined already.")
    say_verb("decline_sheet")
    row.declined_at, row.declaration, row.declared_at, row.signed, row.signed_at = at, "", None, Signed.NO, None
    gone(row, meeting, at)
    trace(meeting, "decline_sheet", by=by, at=at)
    return row


@transaction.atomic
def mark_left(attendance: Attendance, *, by: Membership, at: datetime) -> Attendance:
    """Somebody has left the room; what they were present for stays so, and they hear no further item."""
    meeting, row = of_sheet(attendance, "mark_left", by)
    not_over(meeting)
    if row.left_at or row.arrived_at is None:
        raise MoveRefused(f"{row.name} is not in the room.")
    say_verb("mark_left")
    gone(row, meeting, at)
    trace(meeting, "mark_left", by=by, at=at)
    return row


def be_present(item: AgendaItem, rows: Sequence[Attendance], at: datetime) -> None:
    """These are present for a case from now on, less whoever declared an interest in it."""
    case = CaseRecord.objects.get(item=item)
    away = Attendance.objects.filter(Interest.of_rows(item), meeting=item.meeting_id)
    apart = set(away.values_list("pk", flat=True))
    there = set(CasePresence.objects.filter(case=case).values_list("attendance", flat=True))
    rows = [row for row in rows if row.pk not in apart]
    for agency_id in dict.fromkeys(row.agency_id for row in rows if row.agency_id):
        seat_at_cases(item.meeting, agency_id, CaseParty.Why.PRESENT, [case])
    CasePresence.objects.bulk_create(
        CasePresence(partnership_id=item.partnership_id, case=case, attendance=row, came_at=at)
        for row in rows
        if row.pk not in there
    )
    back = [row.pk for row in rows if row.pk in there]
    CasePresence.objects.filter(case=case, attendance__in=back).update(left_at=None)


def not_over(meeting: Meeting) -> None:
    """Raises MoveRefused for a meeting that is closed or cancelled."""
    if meeting.status not in (Meeting.Status.PLANNED, Meeting.Status.OPEN):
        raise MoveRefused(f"This meeting is {meeting.get_status_display().lower()}.")


def not_twice(meeting: Meeting, name: str, body: str) -> None:
    """Raises MoveRefused for a guest who stands on the sheet: a form sent twice makes one row."""
    sheet = Attendance.objects.on_the_sheet().filter(meeting=meeting)
    same = sheet.filter(member=None, name__iexact=name.strip(), body__iexact=body.strip())
    if same.exists():
        raise MoveRefused(f"{name} is on the sheet already. Somebody else of that name needs a word more, such as a role.")


def _row(meeting, member=None, name="", body="", status="") -> Attendance:
    common = {"partnership_id": meeting.partnership_id, "meeting": meeting}
    if member is None:
        return Attendance(**common, name=name, body=body, status=status)
    return Attendance(
        **common, member=member, agency_id=member.agency_id, name=member.named[:120],
        status=rules.status_of(meeting, member),
    )  # fmt: skip


def sign(row: Attendance, how: str, at) -> None:
    """The name is on the sheet, under the terms as they read now."""
    row.declaration, row.declared_at, row.signed, row.signed_at = rules.DECLARATION, at, how, at
    row.declined_at = None
    row.save()


def gone(row: Attendance, meeting: Meeting, at) -> None:
    """They are no longer in the room, and hear nothing further."""
    ahead = AgendaItem.objects.filter(meeting=meeting).ahead().first()
    row.left_at, row.left_before = at, ahead.number if ahead else None
    row.save()
    CasePresence.objects.filter(attendance=row, left_at=None).update(left_at=at)


def leave_before_another(item: AgendaItem) -> None:
    """Whoever had left before an item that is taken off the agenda left before the next one that was still to come."""
    for row in Attendance.objects.filter(meeting=item.meeting_id, left_before=item.number):
        later = models.Q(opened_at=None) | models.Q(opened_at__gt=row.left_at)
        ahead = AgendaItem.objects.filter(later, meeting=item.meeting_id).on_the_agenda().order_by("number").first()
        row.left_before = ahead.number if ahead else None
        row.save(update_fields=["left_before"])


def use_sheet(meeting: Meeting, how: str) -> None:
    """The first signature says which kind of sheet is used."""
    if meeting.sheet == Meeting.Sheet.UNDECIDED:
        meeting.sheet = how
        meeting.save(update_fields=["sheet"])


def of_sheet(attendance: Attendance, verb: str, by: Membership) -> tuple[Meeting, Attendance]:
    """The meeting and a row of its sheet, both locked, for whoever may do that there. Refused for who was struck off it."""
    meeting = locked(Meeting(pk=attendance.meeting_id))
    require(by, verb, meeting)
    row = locked(attendance)
    _not_struck(row)
    return meeting, row


def _not_struck(row: Attendance) -> None:
    if row.struck_at:
        raise MoveRefused(f"{row.name} was struck off and is not expected. Whoever comes after all is added again by name.")
