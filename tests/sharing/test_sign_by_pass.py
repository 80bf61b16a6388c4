"""Does a guest agree to the terms themselves, on the day, and does the record say that they did?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Attendance, Meeting
from sharing.rules.passes import paper_for
from tests.agencies.factories import NOON
from tests.sharing import guests, meetings
from tests.sharing.meetings import THE_DAY, do

pytestmark = pytest.mark.django_db


def paper(made, given):
    """What the guest reads now."""
    with acting_as(made.registrar):
        row = Attendance.objects.select_related("meeting").get(pk=given.attendance_id)
        return paper_for(row)


def test_it_is_their_own_signature_with_the_text_and_the_time(made):
    row = guests.by_pass(actions.sign_by_pass, guests.given(made))

    assert (row.signed, row.signed_at, row.declaration, row.declared_at) == ("own", THE_DAY, "SHEET-2026-1", THE_DAY)
    assert row.arrived_at is None
    assert meetings.see(made, made.meeting).sheet == Meeting.Sheet.ELECTRONIC


def test_the_history_names_their_row_and_the_timeline_their_name(made):
    given = guests.given(made)

    guests.by_pass(actions.sign_by_pass, given)

    with acting_as(made.chair):
        version = Attendance.history.filter(id=given.attendance_id).first()
        assert (version.history_verb, version.history_member_id) == ("sign_by_pass", made.registrar.pk)
        change = made.meeting.changes.get(verb="sign_by_pass")
        assert (change.by_id, change.reason) == (made.registrar.pk, "Shelter Manager")


def test_nobody_agrees_before_the_day_or_twice_or_by_a_link_that_is_over(made):
    given = guests.given(made, at=NOON)
    with pytest.raises(MoveRefused, match="on the day"):
        guests.by_pass(actions.sign_by_pass, given, at=NOON)
    guests.by_pass(actions.sign_by_pass, given)
    with pytest.raises(MoveRefused, match="already"):
        guests.by_pass(actions.sign_by_pass, given)
    with pytest.raises(MoveRefused, match="no longer works"):
        do(actions.sign_by_pass, given, by=made.registrar, at=given.ends_at + timedelta(minutes=1))


def test_no_member_signs_in_their_place(made):
    given = guests.given(made)

    with pytest.raises(PermissionDenied):
        do(actions.sign_by_pass, given, by=made.chair)


def test_a_case_is_read_while_they_are_present_for_it_and_not_afterwards(made):
    given = guests.given(made)
    meetings.begun(made, made.chair, made.sergeant)
    guests.let_in(made, given)
    assert paper(made, given) is None
    item = meetings.case(made)
    meetings.line(made, item, made.police, limits=["source", "in_the_room"])

    read = paper(made, given)

    assert (read.title, read.about, read.open_to_them) == ("Case 14", "HO-3382, T.W.", True)
    (brought,) = read.brought
    assert (brought.agency, brought.limits) == (str(made.police), ("not to leave the room",))
    do(
        actions.open_item,
        do(actions.add_item, made.meeting, by=made.chair, title="Roads", is_case=False),
        by=made.chair,
    )
    assert (paper(made, given).title, paper(made, given).about) == ("Roads", "")
    do(actions.mark_left, given.attendance, by=made.chair)
    assert paper(made, given) is None


def test_why_an_agency_kept_something_back_is_not_told_to_them(made):
    given = guests.given(made)
    meetings.begun(made, made.chair, made.sergeant)
    guests.let_in(made, given)
    meetings.line(made, meetings.case(made), made.police, brought="kept_back", kinds=[], reason="An informant")

    assert "An informant" not in str(paper(made, given))
    assert "Held and kept back" in str(paper(made, given))


@pytest.mark.parametrize("status", ["observer", "apart", "waiting"])
def test_who_observes_stays_apart_or_was_not_let_in_reads_no_case(made, status):
    given = guests.given(made, **({"status": "observer"} if status == "observer" else {}))
    meetings.begun(made, made.chair, made.sergeant)
    if status == "waiting":
        guests.by_pass(actions.sign_by_pass, given)
    else:
        guests.let_in(made, given)
    item = meetings.case(made)
    if status == "apart":
        do(actions.declare_interest, item, by=made.chair, attendance=guests.row_of(made, given))

    read = paper(made, given)

    assert (read is None) == (status == "waiting")
    assert read is None or (read.about, read.brought, read.open_to_them) == ("", (), False)
