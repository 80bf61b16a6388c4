"""The end of a meeting: what people will do, the sheet and who keeps it, and the minutes agreed."""

from datetime import date, datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from protocols.actions import ask_for_document
from protocols.catalogue.clocks import as_day
from protocols.models import Document
from sharing import lifecycle
from sharing.actions.meeting_items import close_items
from sharing.actions.meeting_seats import unseat_from_cases
from sharing.actions.meeting_sheets import open_sheets_to_keeper
from sharing.models import (
    AgendaItem,
    Attendance,
    CaseLine,
    GuestPass,
    Meeting,
    MeetingAction,
    MeetingPart,
    MeetingParty,
)  # fmt: skip
from sharing.rules import in_words
from sharing.rules import meetings as rules
from sharing.rules.sheet import SHEET, sheet_context

Sheet = Meeting.Sheet


@transaction.atomic
def add_action(
    meeting: Meeting, *, by: Membership, at: datetime, words: str, agency: Agency, due_on: date,
    owner: Membership | None = None, item: AgendaItem | None = None,
) -> MeetingAction:  # fmt: skip
    """Write down what an agency, or one of its people, undertook to do and by when. Whoever owes it is told.

    Raises ValueError for an agency that is not of the meeting, an owner who is not of the agency, and for an agency that
    only lends somebody without naming them: its other people are not of the meeting.
    """
    meeting = locked(meeting)
    require(by, "add_action", meeting)
    if meeting.status == Meeting.Status.CANCELLED or meeting.minutes_agreed_at:
        raise MoveRefused("The minutes are agreed, or the meeting did not take place.")
    if agency.pk not in meeting.party_ids or (owner and owner.agency_id != agency.pk):
        raise ValueError("An action is for an agency of the meeting, or one of its people.")
    if owner is None and agency.pk in rules.lending(meeting):
        raise ValueError(f"{agency} was not asked to the meeting: name the person of it who does it.")
    say_verb("add_action")
    made = MeetingAction(
        partnership_id=by.partnership_id, meeting=meeting, item=item, words=words, agency=agency, owner=owner, added_by=by,
        added_at=at, due_on=due_on,
    )  # fmt: skip
    made.save(force_insert=True)
    owners = [owner] if owner else officers_of(agency.pk, as_day(at))
    due = f"{due_on.day} {due_on:%B %Y}"
    tell(owners, "meeting_action", at=at, link=meeting.get_absolute_url(), reference=meeting.reference, due=due)
    return made


@transaction.atomic
def finish_action(action: MeetingAction, *, by: Membership, at: datetime, outcome: str = "") -> MeetingAction:
    """It is done, in a few words if they help; those who run the meeting see it."""
    action = locked(action)
    require(by, "finish_action", action)
    if action.done_at:
        raise MoveRefused("This is done already.")
    say_verb("finish_action")
    action.done_at, action.done_by, action.outcome = at, by, outcome
    action.save(update_fields=["done_at", "done_by", "outcome"])
    return action


@transaction.atomic
def ask_for_sheet(meeting: Meeting, *, by: Membership, at: datetime, sign_url: str, qr_svg: str) -> Document:
    """Have the signing-in sheet made as a document, with the rows as they are now and blank ones for who walks in.

    `sign_url` is where a telephone signs in, `qr_svg` the same as a picture.
    """
    meeting = locked(meeting)
    require(by, "ask_for_sheet", meeting)
    if meeting.status == Meeting.Status.CANCELLED:
        raise MoveRefused("This meeting did not take place.")
    say_verb("ask_for_sheet")
    document = _sheet(meeting, by, at, sign_url=sign_url, qr_svg=qr_svg)
    trace(meeting, "ask_for_sheet", by=by, at=at)
    return document


def _sheet(meeting: Meeting, by: Membership, at: datetime, *, sign_url: str = "", qr_svg: str = "") -> Document:
    readers = [meeting.agency_id, by.agency_id, *([meeting.custodian.agency_id] if meeting.custodian else [])]
    return ask_for_document(
        SHEET, record=meeting, title=f"Signing-in sheet of {meeting.reference}", party_ids=readers, by=by, at=at,
        context={**sheet_context(meeting), "sign_url": sign_url, "qr_svg": qr_svg},
    )  # fmt: skip


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, by: Membership, at: datetime, sheet: str, sheet_reason: str = "", sheet_kept_at: str = ""
) -> Meeting:
    """The meeting is over. One without a sheet is valid and says why; of one with a sheet the chair keeps it (TR-09): what
    people signed in this service is made into a document as it stands now (P-6.1c).

    Agencies with lines to confirm are told. Raises ValueError for no sheet without a reason.
    """
    if sheet == Sheet.NOT_USED and not sheet_reason.strip():
        raise ValueError("Say why no signing-in sheet was used.")
    signed = Attendance.objects.filter(meeting=meeting, signed_at__isnull=False).exists()
    if sheet == Sheet.NOT_USED and signed:
        raise MoveRefused("Somebody has signed the sheet, so it was used.")
    chair = MeetingPart.objects.filter(meeting=meeting, part=MeetingPart.Part.CHAIR, until_at=None).first()
    used = sheet != Sheet.NOT_USED
    meeting = carry_out(
        lifecycle.CLOSE_MEETING, meeting, by=by, at=at, reason=sheet_reason, closed_at=at, sheet=Sheet(sheet),
        sheet_reason=sheet_reason, sheet_kept_at=sheet_kept_at, custodian=chair.member if chair and used else None,
    )  # fmt: skip
    close_items(meeting, at)
    GuestPass.objects.filter(attendance__meeting=meeting).forget_addresses()
    MeetingParty.objects.filter(meeting=meeting).exclude(remind_at=None).update(remind_at=None)
    if signed and sheet == Sheet.ELECTRONIC:
        _sheet(meeting, by, at)
    for agency_id, members in _unconfirmed(meeting).items():
        told = members or officers_of(agency_id, as_day(at))
        tell(told, "lines_to_confirm", at=at, link=meeting.get_absolute_url(), reference=meeting.reference)
    return meeting


@transaction.atomic
def agree_minutes(meeting: Meeting, *, by: Membership, at: datetime) -> Meeting:
    """The minutes are agreed: nothing is added to them, and the clerk's access ends, in the database too."""
    meeting = locked(meeting)
    require(by, "agree_minutes", meeting)
    if meeting.status != Meeting.Status.CLOSED or meeting.minutes_agreed_at:
        raise MoveRefused("Minutes are agreed once, of a meeting that is closed.")
    say_verb("agree_minutes")
    meeting.minutes_agreed_at = at
    meeting.save(update_fields=["minutes_agreed_at"])
    clerks = MeetingPart.objects.held_now().filter(meeting=meeting, part=MeetingPart.Part.CLERK)
    agencies = list(clerks.filter(member__isnull=False).values_list("member__agency", flat=True))
    clerks.update(until_at=at)
    unseat_from_cases(meeting, agencies, at)
    trace(meeting, "agree_minutes", by=by, at=at)
    return meeting


@transaction.atomic
def hand_over_custody(
    meeting: Meeting, *, by: Membership, at: datetime, to: Membership | None = None, kept_at: str = "", reason: str = ""
) -> Meeting:
    """The sheet passes to another keeper, or to the host agency where nobody is named; or lies in another place."""
    meeting = locked(meeting)
    require(by, "hand_over_custody", meeting)
    if meeting.status != Meeting.Status.CLOSED or meeting.sheet not in (Sheet.ELECTRONIC, Sheet.PAPER):
        raise MoveRefused("There is no sheet to keep: the meeting is not closed, or none was used.")
    say_verb("hand_over_custody")
    meeting.custodian, meeting.sheet_kept_at = to, kept_at or meeting.sheet_kept_at
    meeting.save(update_fields=["custodian", "sheet_kept_at"])
    open_sheets_to_keeper(meeting, by)
    trace(meeting, "hand_over_custody", by=by, at=at, reason=reason)
    if to and to != by:
        when = in_words(meeting.held_at)
        tell([to], "sheet_handed_over", at=at, link=meeting.get_absolute_url(), reference=meeting.reference, when=when)
    return meeting


def _unconfirmed(meeting: Meeting) -> dict:
    """Each agency with a line that it has not confirmed, and those of its people who were in the room for it."""
    lines = CaseLine.objects.filter(case__item__meeting=meeting, confirmed_at=None).values_list("agency", "case").distinct()
    found: dict = {}
    for agency_id, case_id in lines:
        here = Attendance.objects.filter(presences__case=case_id, agency_id=agency_id, member__isnull=False)
        found.setdefault(agency_id, []).extend(row.member for row in here.select_related("member"))
    return found
