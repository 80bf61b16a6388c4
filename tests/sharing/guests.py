"""Guests for tests: expected, given a pass, in the room."""

from agencies.tenancy import acting_as
from sharing import actions
from sharing.actions.meeting_door import behind_pass
from sharing.models import Attendance, GuestPass
from tests.sharing.meetings import THE_DAY, Table, do


def expected(made: Table, **words) -> Attendance:
    """The shelter manager, on the sheet before they come."""
    told = {"name": "Shelter Manager", "body": "Night Shelter"}
    return do(actions.expect_guest, made.meeting, by=made.chair, **{**told, **words})


def given(made: Table, *, at=THE_DAY, email: str = "", **words) -> GuestPass:
    """A pass for them."""
    return do(actions.give_pass, expected(made, **words), by=made.chair, at=at, email=email)


def by_pass(action, one: GuestPass, *, at=THE_DAY):
    """What the guest does behind the door of their own pass."""
    with behind_pass(one.token_digest, at) as visit:
        assert visit is not None
        return action(visit.given, by=visit.registrar, at=at)


def let_in(made: Table, one: GuestPass) -> Attendance:
    """They agreed on their own telephone, and the chair lets them in."""
    by_pass(actions.sign_by_pass, one)
    return do(actions.admit, made.meeting, by=made.chair, attendance=one.attendance)


def row_of(made: Table, one: GuestPass) -> Attendance:
    with acting_as(made.registrar):
        return Attendance.objects.get(pk=one.attendance_id)
