"""Guests without an account: expected, given a pass for their own telephone, and agreeing to the terms by it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership, Reading
from agencies.moves import MoveRefused, locked, trace
from agencies.tenancy import say_verb
from sharing.actions.meeting_room import gone, not_over, not_twice, of_sheet, sign, use_sheet
from sharing.models import Attendance, GuestPass, Meeting
from sharing.rules import meetings as rules
from sharing.rules import passes

Signed = Attendance.Signed
NOTED_EACH = timedelta(hours=1)


@transaction.atomic
def expect_guest(
    meeting: Meeting, *, by: Membership, at: datetime, name: str, body: str = "",
    status: str = Attendance.Status.NON_SIGNATORY,
) -> Attendance:  # fmt: skip
    """Put somebody without an account on the sheet before they come. They are let in like everybody else."""
    meeting = locked(meeting)
    require(by, "expect_guest", meeting)
    not_over(meeting)
    if not name.strip():
        raise ValueError("Say who it is.")
    not_twice(meeting, name, body)
    say_verb("expect_guest")
    row = Attendance(partnership_id=meeting.partnership_id, meeting=meeting, name=name, body=body, status=status)
    row.save(force_insert=True)
    trace(meeting, "expect_guest", by=by, at=at, reason=row.name)
    return row


@transaction.atomic
def give_pass(attendance: Attendance, *, by: Membership, at: datetime, email: str = "") -> GuestPass:
    """Make a link for one guest; one made before stops working. It is shown to whoever makes it, or sent by e-mail.

    Refused for somebody who signs in with an account of their own.
    """
    meeting, row = of_sheet(attendance, "give_pass", by)
    not_over(meeting)
    if row.member_id:
        raise MoveRefused(f"{row.name} signs in here with an account of their own.")
    say_verb("give_pass")
    GuestPass.objects.filter(attendance=row, taken_back_at=None).update(
        taken_back_at=at, taken_back_by=by, email=""
    )
    made = GuestPass(
        partnership_id=by.partnership_id, attendance=row, made_by=by, made_at=at, email=email,
        ends_at=passes.pass_ends_at(meeting, at),
    )  # fmt: skip
    made.token_digest = passes.digest_of(made)
    made.save(force_insert=True)
    trace(meeting, "give_pass", by=by, at=at, reason=row.name)
    return made


@transaction.atomic
def take_back_pass(given: GuestPass, *, by: Membership, at: datetime) -> GuestPass:
    """The link stops working at once."""
    meeting = locked(Meeting(pk=given.attendance.meeting_id))
    require(by, "take_back_pass", meeting)
    given = locked(given)
    if given.taken_back_at:
        raise MoveRefused("This link has been taken back already.")
    say_verb("take_back_pass")
    given.taken_back_at, given.taken_back_by, given.email = at, by, ""
    given.save(update_fields=["taken_back_at", "taken_back_by", "email"])
    trace(meeting, "take_back_pass", by=by, at=at, reason=given.attendance.name)
    return given


@transaction.atomic
def tell_guests(meeting: Meeting, guests: Iterable[Attendance], *, by: Membership, at: datetime) -> list[Attendance]:
    """One has told these guests, whom nothing else reaches, that the meeting was moved; who knows already is passed over."""
    meeting = locked(meeting)
    require(by, "tell_guests", meeting)
    keys = {one.pk for one in guests}
    told = [one for one in passes.untold_of_move(meeting, at) if one.pk in keys]
    if not told:
        raise MoveRefused("These guests have been told already, or the meeting has begun.")
    say_verb("tell_guests")
    GuestPass.objects.standing(at).filter(attendance__in=told).update(told_at=at)
    trace(meeting, "tell_guests", by=by, at=at, reason="; ".join(one.name for one in told)[:500])
    return told


@transaction.atomic
def sign_by_pass(given: GuestPass, *, by: Membership, at: datetime) -> Attendance:
    """Somebody without an account agrees to the terms themselves, on their own telephone. The registrar writes it down."""
    meeting, row = _standing(given, by, at, "sign_by_pass")
    if not rules.may_sign_in_on(meeting, at):
        raise MoveRefused("People sign in on the day of the meeting, until it is closed.")
    if row.signed_at and not row.declined_at:
        raise MoveRefused("You have agreed to the terms already.")
    say_verb("sign_by_pass")
    sign(row, Signed.OWN, at)
    use_sheet(meeting, Meeting.Sheet.ELECTRONIC)
    trace(meeting, "sign_by_pass", by=by, at=at, reason=row.name)
    return row


@transaction.atomic
def decline_by_pass(given: GuestPass, *, by: Membership, at: datetime) -> Attendance:
    """Somebody without an account does not agree to the terms: they leave, and read nothing."""
    meeting, row = _standing(given, by, at, "decline_by_pass")
    if not rules.may_sign_in_on(meeting, at):
        raise MoveRefused("People answer on the day of the meeting, until it is closed.")
    if row.declined_at or row.signed_at:
        raise MoveRefused("You have answered this already. Talk to the chair.")
    say_verb("decline_by_pass")
    row.declined_at = at
    gone(row, meeting, at)
    trace(meeting, "decline_by_pass", by=by, at=at, reason=row.name)
    return row


def log_guest_reading(given: GuestPass, host: Agency, *, since: datetime, by: Membership, at: datetime) -> None:
    """Note that the guest of a pass had a case on their screen; the note lies with the agency that holds the meeting.

    Once an hour for each item, which is open `since` then: who turns the page over and over fills no log.
    """
    meeting = given.attendance.meeting
    noted = Reading.objects.filter(agency=host, record_id=given.pk, at__gte=max(since, at - NOTED_EACH), at__lte=at)
    if noted.exists():
        return
    read = Reading(
        partnership_id=given.partnership_id, agency=host, member=by, record=given._meta.label_lower, record_id=given.pk,
        reference=meeting.reference, at=at,
    )  # fmt: skip
    Reading.objects.bulk_create([read])


def _standing(given: GuestPass, by: Membership, at: datetime, verb: str) -> tuple[Meeting, Attendance]:
    """The meeting and the row of a pass, both locked. Refused once the pass is over."""
    meeting, row = of_sheet(given.attendance, verb, by)
    if not GuestPass.objects.standing(at).filter(pk=given.pk).exists():
        raise MoveRefused("This link no longer works. Ask the chair.")
    return meeting, row
