"""Is a guest who was expected by mistake struck off before they come, and their link with them?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.actions.meeting_door import behind_pass
from sharing.models import Attendance, GuestPass
from sharing.rules.sheet import sheet_context
from tests.sharing import guests, meetings
from tests.sharing.meetings import THE_DAY, do

pytestmark = pytest.mark.django_db


def strike(made, row, by=None, reason="Cannot come"):
    return do(actions.strike_guest, row, by=by or made.chair, reason=reason)


def test_their_link_stops_at_once_and_no_e_mail_goes_any_more(made):
    given = guests.given(made, email="shelter@example.org")

    strike(made, given.attendance)

    with behind_pass(given.token_digest, THE_DAY) as visit:
        assert visit is None
    with acting_as(made.chair):
        kept = GuestPass.objects.get()
        assert (kept.taken_back_at, kept.taken_back_by, kept.email) == (THE_DAY, made.chair, "")


def test_they_stand_on_no_sheet_and_the_record_says_who_struck_them_and_why(made):
    row = guests.expected(made)

    strike(made, row)

    with acting_as(made.chair):
        assert sheet_context(made.meeting)["rows"] == []
        assert made.meeting.changes.get(verb="strike_guest").reason == "Shelter Manager. Cannot come"


def test_nothing_more_is_done_with_the_row_and_they_can_be_added_again(made):
    row = guests.expected(made)
    strike(made, row)

    attempts = (
        lambda: do(actions.admit, made.meeting, by=made.chair, attendance=row),
        lambda: do(actions.give_pass, row, by=made.chair),
        lambda: do(actions.take_declaration, row, by=made.chair, how="chairs_device"),
        lambda: do(actions.decline_sheet, row, by=made.chair),
    )
    for attempt in attempts:
        with pytest.raises(MoveRefused, match="struck off"):
            attempt()
    again = do(actions.admit, made.meeting, by=made.chair, name="Shelter Manager", body="Night Shelter")
    assert again.pk != row.pk


def test_in_an_item_that_opens_they_are_not_present(made):
    row = guests.expected(made)
    strike(made, row)
    meetings.begun(made, made.chair)

    item = meetings.case(made)

    with acting_as(made.chair):
        there = Attendance.objects.filter(presences__case__item=item)
        assert row.pk not in there.values_list("pk", flat=True)


def test_whoever_has_answered_or_come_is_not_struck_off(made):
    signed, declined = guests.given(made), guests.given(made, name="Trader", body="")
    guests.by_pass(actions.sign_by_pass, signed)
    guests.by_pass(actions.decline_by_pass, declined)
    here = do(actions.admit, made.meeting, by=made.chair, name="Youth Worker")

    for row, why in ((signed.attendance, "answered"), (declined.attendance, "answered"), (here, "in the room")):
        with pytest.raises(MoveRefused, match=why):
            strike(made, row)


def test_somebody_with_an_account_is_not_a_guest(made):
    row = do(actions.sign_in, made.meeting, by=made.sergeant)

    with pytest.raises(MoveRefused, match="account of their own"):
        strike(made, row)


def test_it_is_done_once_for_a_reason_before_the_end_by_those_who_run_it(made):
    row, other = guests.expected(made), guests.expected(made, name="Trader")
    with pytest.raises(PermissionDenied):
        strike(made, row, by=made.sergeant)
    with pytest.raises(ValueError, match="why"):
        strike(made, row, reason="")
    meetings.clerk(made)
    strike(made, row, by=made.clerk)
    with pytest.raises(MoveRefused, match="already"):
        strike(made, row)
    meetings.begun(made, made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with pytest.raises(MoveRefused, match="closed"):
        strike(made, other)
