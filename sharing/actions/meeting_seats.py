"""Which agencies does the database let near a meeting and its cases? More when somebody is named, fewer when that ends."""

from collections.abc import Iterable
from datetime import datetime

from agencies.moves import locked
from agencies.sweeps import registrar
from agencies.tenancy import acting_as, verb_said
from protocols.catalogue.clocks import as_day
from sharing.models import CaseParty, CasePresence, CaseRecord, Meeting, MeetingPart, MeetingParty
from sharing.rules.sheet import sheets_of

Part, Seat, Why = MeetingPart.Part, MeetingParty.Part, CaseParty.Why
# Whoever plays these reads every case.
LEADING = {Part.CHAIR: Why.LEADS, Part.DEPUTY: Why.LEADS, Part.CLERK: Why.CLERK}


def lend(meeting: Meeting, agency_id, at: datetime) -> None:
    """Make room for a person of an agency that is not asked itself. The meeting comes locked."""
    if agency_id in meeting.party_ids:
        return
    meeting.party_ids = [*meeting.party_ids, agency_id]
    meeting.save(update_fields=["party_ids"])
    seat = MeetingParty(
        partnership_id=meeting.partnership_id, meeting=meeting, agency_id=agency_id, part=Seat.LENDS,
        held_at=meeting.held_at, invited_at=at,
    )  # fmt: skip
    MeetingParty.objects.bulk_create([seat])


def seat_at_cases(meeting: Meeting, agency_id, why: str, cases: Iterable[CaseRecord] | None = None) -> None:
    """Let the database show an agency's people the cases of a meeting; which of them see one is `visible_to`'s to say.

    Somebody who was in the room outweighs whoever only takes the notes.
    """
    found = CaseRecord.objects.filter(item__in=meeting.items.on_the_agenda()) if cases is None else cases
    for case in found:
        seat = CaseParty.objects.filter(case=case, agency_id=agency_id).first()
        if seat is None:
            case.party_ids = [*case.party_ids, agency_id]
            case.save(update_fields=["party_ids"])
            seat = CaseParty(partnership_id=case.partnership_id, case=case, agency_id=agency_id, why=why)
            CaseParty.objects.bulk_create([seat])
        elif seat.why == CaseParty.Why.CLERK and why != seat.why:
            seat.why = why
            seat.save(update_fields=["why"])


def unseat_from_cases(meeting: Meeting, agencies: Iterable, at: datetime) -> None:
    """Show the cases of a meeting no longer to agencies that have nothing left to do with them. The meeting comes locked.

    By the registrar, since nobody can shut a row to themselves, as whoever ends their own part would.
    """
    with acting_as(registrar(as_day(at)), verb_said()):
        for agency_id in set(agencies):
            _leave_cases(meeting, agency_id)


def unseat(meeting: Meeting, agencies: Iterable, at: datetime) -> None:
    """The same for the meeting itself and its sheet, where an agency is not asked to it and nobody of it is left in it.

    Whatever else the act writes is written before: the acting member may not see the meeting afterwards.
    """
    agencies = set(agencies)
    unseat_from_cases(meeting, agencies, at)
    with acting_as(registrar(as_day(at)), verb_said()):
        for agency_id in agencies:
            _leave_sheets(meeting, agency_id)
            _leave_meeting(meeting, agency_id)


def _leave_cases(meeting: Meeting, agency_id) -> None:
    seats = CaseParty.objects.filter(case__item__meeting=meeting, agency_id=agency_id).select_related("case__item")
    led = _led_by(meeting, agency_id)
    for seat in seats:
        why = _why_still(seat, meeting, led)
        if why is None:
            case = locked(CaseRecord(pk=seat.case_id))
            seat.delete()
            case.party_ids = [one for one in case.party_ids if one != agency_id]
            case.save(update_fields=["party_ids"])
        elif why != seat.why:
            seat.why = why
            seat.save(update_fields=["why"])


def _led_by(meeting: Meeting, agency_id) -> str | None:
    """What people of an agency are near every case for: chairing outweighs taking the notes."""
    parts = MeetingPart.objects.held_now().filter(meeting=meeting, part__in=LEADING, member__agency=agency_id)
    found = {LEADING[Part(part)] for part in parts.values_list("part", flat=True)}
    return Why.LEADS if Why.LEADS in found else next(iter(found), None)


def _why_still(seat: CaseParty, meeting: Meeting, led: str | None) -> str | None:
    """Of a case that was taken off the agenda only who holds the meeting, and who brought it and is asked, keep the row."""
    if seat.agency_id == meeting.agency_id:
        return Why.HOST
    item = seat.case.item
    if item.taken_off_at:
        asked = MeetingParty.objects.exclude(part=Seat.LENDS).filter(meeting=meeting, agency_id=seat.agency_id)
        return Why.BROUGHT if seat.agency_id == item.agency_id and asked.exists() else None
    if seat.agency_id == item.agency_id:
        return Why.BROUGHT
    present = CasePresence.objects.filter(case=seat.case_id, attendance__agency=seat.agency_id)
    return Why.PRESENT if present.exists() else led


def _leave_sheets(meeting: Meeting, agency_id) -> None:
    keeper = [meeting.custodian.agency_id] if meeting.custodian else []
    if agency_id in (meeting.agency_id, *keeper) or _led_by(meeting, agency_id):
        return
    for document in sheets_of(meeting):
        if agency_id in document.party_ids:
            document.party_ids = [one for one in document.party_ids if one != agency_id]
            document.save(update_fields=["party_ids"])


def _leave_meeting(meeting: Meeting, agency_id) -> None:
    """Only lent, and nobody of it plays a part any more, came, is to do something, keeps the sheet, or brings an item."""
    seat = MeetingParty.objects.filter(meeting=meeting, agency_id=agency_id, part=Seat.LENDS).first()
    stays = (
        MeetingPart.objects.played().filter(meeting=meeting, member__agency=agency_id),
        meeting.attendances.filter(agency=agency_id),
        meeting.actions.filter(agency=agency_id),
        meeting.items.on_the_agenda().filter(agency=agency_id),
        Meeting.objects.filter(pk=meeting.pk, custodian__agency=agency_id),
    )
    if seat is None or any(found.exists() for found in stays):
        return
    seat.delete()
    meeting.party_ids = [one for one in meeting.party_ids if one != agency_id]
    meeting.save(update_fields=["party_ids"])
