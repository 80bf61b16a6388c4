"""Before a meeting: planned, agencies asked to it and answering, parts given, or called off."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from protocols.models import Version
from sharing import lifecycle
from sharing.actions.meeting_seats import LEADING, lend, seat_at_cases, unseat
from sharing.models import GuestPass, Meeting, MeetingChange, MeetingPart, MeetingParty
from sharing.rules import meetings as rules
from sharing.rules import passes
from sharing.rules.times import in_words

Part, Seat = MeetingPart.Part, MeetingParty.Part
_RUNNING = (Meeting.Status.PLANNED, Meeting.Status.OPEN)


@transaction.atomic
def plan_meeting(
    *, by: Membership, at: datetime, name: str, kind: str, held_at: datetime, place: str, personal: bool = True,
    protocol: Version | None = None, procedure: Version | None = None, no_protocol_reason: str = "",
    invited: Iterable[Agency] = (),
) -> Meeting:  # fmt: skip
    """Plan a meeting that one's agency holds; whoever plans it chairs it until another is named.

    Refused where a version is to govern a public protection meeting that its own purposes do not name (TR-10).
    """
    require(by, "plan_meeting", Meeting)
    say_verb("plan_meeting")
    for version in filter(None, (protocol, procedure)):
        if not rules.may_govern(version, kind):
            raise MoveRefused(f"{version.protocol.title} does not cover public protection meetings.")
    asked = {agency.pk: agency for agency in invited if agency.pk != by.agency_id}
    meeting = Meeting(
        partnership_id=by.partnership_id, reference=next_reference(by.partnership, "M", as_day(at).year), name=name, kind=kind,
        personal=personal, agency_id=by.agency_id, planned_by=by, planned_at=at, held_at=held_at, place=place,
        protocol=protocol, procedure=procedure, no_protocol_reason=no_protocol_reason,
        marking_scheme=rules.scheme_of_meeting(protocol, procedure, as_day(held_at)), party_ids=[by.agency_id, *asked],
    )  # fmt: skip
    meeting.save(force_insert=True)
    common = {"partnership_id": by.partnership_id, "meeting": meeting}
    MeetingParty.objects.bulk_create(
        [
            MeetingParty(**common, agency_id=by.agency_id, part=Seat.HOST, held_at=held_at, invited_at=at),
            *(_invitation(common, agency, meeting, at) for agency in asked),
        ]
    )
    chair = MeetingPart(**common, part=Part.CHAIR, member=by, given_by=by, from_at=at)
    MeetingPart.objects.bulk_create([chair])
    change = MeetingChange(**common, verb="plan_meeting", target=meeting.status, by=by, at=at)
    MeetingChange.objects.bulk_create([change])
    _tell_invited(meeting, asked, by, at)
    return meeting


@transaction.atomic
def invite(meeting: Meeting, agencies: Iterable[Agency], *, by: Membership, at: datetime) -> list[MeetingParty]:
    """Ask further agencies to a meeting; their officers are told."""
    meeting = locked(meeting)
    require(by, "invite", meeting)
    _still_to_come(meeting)
    say_verb("invite")
    lent = MeetingParty.objects.filter(meeting=meeting, part=Seat.LENDS).in_bulk(field_name="id")
    by_agency = {seat.agency_id: seat for seat in lent.values()}
    new = [one for one in agencies if one.pk not in meeting.party_ids]
    again = [by_agency[one.pk] for one in agencies if one.pk in by_agency]
    if not new and not again:
        raise MoveRefused("These agencies are already asked to it.")
    for seat in again:
        seat.part, seat.invited_at, seat.remind_at = Seat.INVITED, at, rules.next_reminder(meeting.held_at, at)
        seat.save(update_fields=["part", "invited_at", "remind_at"])
    common = {"partnership_id": by.partnership_id, "meeting": meeting}
    _widen(meeting, new)
    made = MeetingParty.objects.bulk_create(_invitation(common, agency.pk, meeting, at) for agency in new)
    trace(meeting, "invite", by=by, at=at)
    _tell_invited(meeting, [*(one.pk for one in new), *(seat.agency_id for seat in again)], by, at)
    return [*made, *again]


@transaction.atomic
def reply_invitation(
    meeting: Meeting, *, by: Membership, at: datetime, reply: str, note: str = "", held_at: datetime | None = None
) -> MeetingParty:  # fmt: skip
    """Answer for one's agency: coming, apologies with or without information sent, or that nothing is held.

    Refused where the answer was given for another moment, `held_at`, than the meeting is held at now.
    """
    meeting = locked(meeting)
    require(by, "reply_invitation", meeting)
    _still_to_come(meeting)
    if held_at is not None and held_at != meeting.held_at:
        raise MoveRefused("The meeting was moved to another time since you opened this page.")
    say_verb("reply_invitation")
    seat = MeetingParty.objects.select_for_update().get(meeting=meeting, agency_id=by.agency_id, part=Seat.INVITED)
    seat.reply, seat.reply_note, seat.replied_at, seat.replied_by = MeetingParty.Reply(reply), note, at, by
    seat.remind_at = None
    seat.save(update_fields=["reply", "reply_note", "replied_at", "replied_by", "remind_at"])
    trace(meeting, "reply_invitation", by=by, at=at)
    return seat


@transaction.atomic
def name_part(
    meeting: Meeting, *, by: Membership, at: datetime, part: str, member: Membership | None = None, name: str = "",
    body: str = "", why: str = "", undertaken: bool = False,
) -> MeetingPart:  # fmt: skip
    """Give somebody a part to play from now on: a member, or a guest by name. A new chair takes over from the old one.

    `undertaken` says that a guest has given the undertaking; a member gives it by signing in.
    """
    meeting = locked(meeting)
    require(by, "name_part", meeting)
    if meeting.status == Meeting.Status.CANCELLED or meeting.minutes_agreed_at:
        raise MoveRefused("This meeting is over, and its minutes are agreed or it did not take place.")
    held = MeetingPart.objects.filter(meeting=meeting, part=part, until_at=None)
    if member and held.filter(member=member).exists():
        raise MoveRefused(f"{member.person} plays this part already.")
    say_verb("name_part")
    before: list[Membership] = []
    if part == Part.CHAIR:
        before = [one.member for one in held.select_related("member") if one.member]
        held.update(until_at=at, ended_by=by)
    if member:
        lend(meeting, member.agency_id, at)
        if part in LEADING:
            seat_at_cases(meeting, member.agency_id, LEADING[Part(part)])
    promised = undertaken and member is None
    given = MeetingPart(
        partnership_id=by.partnership_id, meeting=meeting, part=part, member=member, name=name, body=body, why=why,
        given_by=by, from_at=at, undertaking=rules.UNDERTAKING if promised else "", undertaken_at=at if promised else None,
    )  # fmt: skip
    given.save(force_insert=True)
    trace(meeting, "name_part", by=by, at=at, reason=f"{given.said}: {given.get_part_display()}")
    if member and member != by:
        _tell(meeting, [member], "meeting_part", by, at, part=given.get_part_display())
    unseat(meeting, (one.agency_id for one in before), at)
    return given


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: Membership, at: datetime, reason: str) -> Meeting:
    """It does not take place; every agency asked to it is told. Guests with a link are told by whoever cancels it."""
    guests = len(passes.with_a_link(meeting, at))
    meeting = carry_out(lifecycle.CANCEL_MEETING, meeting, by=by, at=at, reason=reason)
    GuestPass.objects.filter(attendance__meeting=meeting).forget_addresses()
    MeetingParty.objects.filter(meeting=meeting).exclude(remind_at=None).update(remind_at=None)
    invited = MeetingParty.objects.filter(meeting=meeting, part=Seat.INVITED).values_list("agency_id", flat=True)
    _tell(meeting, _officers(invited, at), "meeting_cancelled", by, at)
    if guests:
        _tell(meeting, [by], "guests_not_to_come", by, at, guests=passes.guests_in_words(guests))
    return meeting


def _still_to_come(meeting) -> None:
    if meeting.status not in _RUNNING:
        raise MoveRefused(f"This meeting is {meeting.get_status_display().lower()}.")


def _invitation(common, agency_id, meeting, at) -> MeetingParty:
    return MeetingParty(
        **common, agency_id=agency_id, part=Seat.INVITED, held_at=meeting.held_at, invited_at=at,
        remind_at=rules.next_reminder(meeting.held_at, at),
    )  # fmt: skip


def _widen(meeting, agencies) -> None:
    if agencies:
        meeting.party_ids = [*meeting.party_ids, *(agency.pk for agency in agencies)]
        meeting.save(update_fields=["party_ids"])


def _officers(agency_ids, at) -> list[Membership]:
    return [officer for agency in agency_ids for officer in officers_of(agency, as_day(at))]


def _tell_invited(meeting, agency_ids, by, at) -> None:
    _tell(meeting, _officers(agency_ids, at), "meeting_invitation", by, at)


def _tell(meeting, members, kind, by, at, **context) -> None:
    context = {"reference": meeting.reference, "agency": str(by.agency), "when": in_words(meeting.held_at), **context}
    tell(members, kind, at=at, link=meeting.get_absolute_url(), **context)
