"""Does whoever told a guest of a moved meeting say so, and does the guest then leave the list?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import GuestPass
from tests.sharing import guests, meetings
from tests.sharing.meetings import HELD_AT, do
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
BEFORE = HELD_AT - timedelta(days=4)
AFTER = BEFORE + timedelta(hours=1)


def given(made, name):
    return guests.given(made, at=BEFORE - timedelta(days=1), name=name)


def move(made, days, at=BEFORE):
    do(actions.move_meeting, made.meeting, by=made.chair, at=at, held_at=HELD_AT + timedelta(days=days), place="Room 2",
       reason="The room is flooded")  # fmt: skip


def tell(made, *passes, by=None, at=AFTER):
    rows = [guests.row_of(made, one) for one in passes]
    return do(actions.tell_guests, made.meeting, rows, by=by or made.chair, at=at)


def test_who_was_told_leaves_the_list_and_the_link_still_works(made):
    manager, _warden = given(made, "Shelter Manager"), given(made, "Warden")
    move(made, 7)

    tell(made, manager)

    with time_machine.travel(AFTER, tick=False):
        listed = text(opened(made.chair, made.meeting, "meeting")).split("Tell these guests")[1].split("When")[0]
    assert "Warden" in listed
    assert "Shelter Manager" not in listed
    with acting_as(made.chair):
        assert GuestPass.objects.standing(AFTER).filter(pk=manager.pk).exists()


def test_the_record_says_who_told_whom_and_when(made):
    manager = given(made, "Shelter Manager")
    move(made, 7)

    tell(made, manager)

    with acting_as(made.chair):
        change = made.meeting.changes.get(verb="tell_guests")
        kept = GuestPass.history.filter(id=manager.pk).order_by("history_id").last()
    assert (change.by_id, change.at, change.reason) == (made.chair.pk, AFTER, "Shelter Manager")
    assert (kept.told_at, kept.history_verb) == (AFTER, "tell_guests")


def test_whoever_moves_it_again_tells_them_again(made):
    manager = given(made, "Shelter Manager")
    move(made, 7)
    tell(made, manager)
    later = AFTER + timedelta(hours=1)

    move(made, 8, at=later)

    assert tell(made, manager, at=later + timedelta(hours=1)) == [guests.row_of(made, manager)]


def test_nobody_is_told_twice_or_without_a_move(made):
    manager = given(made, "Shelter Manager")
    with pytest.raises(MoveRefused):
        tell(made, manager)
    move(made, 7)
    tell(made, manager)
    with pytest.raises(MoveRefused, match="told already"):
        tell(made, manager)


def test_the_clerk_may_say_so_and_an_agency_that_is_asked_may_not(made):
    meetings.clerk(made)
    manager = given(made, "Shelter Manager")
    move(made, 7)
    with pytest.raises(PermissionDenied):
        tell(made, manager, by=made.desk)

    assert tell(made, manager, by=made.clerk)


def test_the_page_leads_there_asks_whom_and_then_has_nothing_to_ask(made):
    manager = given(made, "Shelter Manager")
    move(made, 7)
    with time_machine.travel(AFTER, tick=False):
        assert "Tell 1 guest that it was moved" in text(opened(made.chair, made.meeting, "meeting"))
        assert "Shelter Manager, Night Shelter" in text(opened(made.chair, made.meeting, "tell_guests"))
        assert "Tick the guests that you have told" in text(sent(made.chair, made.meeting, "tell_guests"))
        done = sent(made.chair, made.meeting, "tell_guests", guests=str(manager.attendance_id))
        assert done.status_code == 302
        assert "Tell these guests" not in text(opened(made.chair, made.meeting, "meeting"))
        assert opened(made.chair, made.meeting, "tell_guests").status_code == 409
        assert opened(made.desk, made.meeting, "tell_guests").status_code == 403
