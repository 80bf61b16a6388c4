"""Does a meeting move with a reason, is everybody told and asked again, and do reminders and links follow?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, tasks
from sharing.models import GuestPass, Meeting
from sharing.rules.times import in_words
from tests.agencies.factories import NOON
from tests.sharing import guests, meetings
from tests.sharing.meetings import HELD_AT, THE_DAY, do
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
LATER = HELD_AT + timedelta(days=7)
BEFORE = HELD_AT - timedelta(days=4)


@pytest.fixture
def made():
    return meetings.table()


def move(made, *, by=None, at=BEFORE, **words):
    told = {"held_at": LATER, "place": "Room 2", "reason": "The room is flooded"}
    return do(actions.move_meeting, made.meeting, by=by or made.chair, at=at, **{**told, **words})


def kinds(member):
    with acting_as(member):
        return list(Notice.objects.visible_to(member).values_list("kind", flat=True))


def seat_of(made, agency):
    with acting_as(made.chair):
        return made.meeting.parties.get(agency=agency)


def test_answers_are_asked_again_and_reminders_follow_the_new_time(made):
    do(actions.reply_invitation, made.meeting, by=made.desk, at=NOON, reply="coming", note="Two of us")

    found = move(made)

    assert (found.held_at, found.status) == (LATER, Meeting.Status.PLANNED)
    seat = seat_of(made, made.police)
    assert (seat.reply, seat.reply_note, seat.replied_by, seat.held_at) == ("", "", None, LATER)
    assert seat.remind_at == LATER - timedelta(days=7)
    assert kinds(made.desk).count("meeting_moved") == 1
    with time_machine.travel(LATER - timedelta(days=7), tick=False):
        tasks.sweep_meeting_reminders()
    assert "meeting_reminder" in kinds(made.desk)


def test_a_new_place_alone_is_told_and_the_answers_stand(made):
    do(actions.reply_invitation, made.meeting, by=made.desk, at=NOON, reply="coming")

    move(made, held_at=HELD_AT, place="Video call")

    assert seat_of(made, made.police).reply == "coming"
    assert "meeting_elsewhere" in kinds(made.desk)
    assert "meeting_moved" not in kinds(made.desk)


def test_the_record_says_from_when_and_why_and_whoever_plays_a_part_is_told(made):
    meetings.clerk(made)

    move(made)

    with acting_as(made.chair):
        change = made.meeting.changes.get(verb="move_meeting")
        assert change.reason == f"From {in_words(HELD_AT)}, Room 2: The room is flooded"
        assert Meeting.history.filter(id=made.meeting.pk).first().history_verb == "move_meeting"
    assert "meeting_moved" in kinds(made.clerk)
    assert "meeting_moved" not in kinds(made.chair)


def test_the_link_of_a_guest_works_on_the_new_day(made):
    given = guests.given(made, at=BEFORE)

    move(made)

    with acting_as(made.chair):
        assert GuestPass.objects.get(pk=given.pk).ends_at > LATER


def test_one_that_has_begun_or_is_over_stays_where_it_is(made):
    do(actions.open_meeting, made.meeting, by=made.chair)

    with pytest.raises(MoveRefused, match="only one that has not begun"):
        move(made, at=THE_DAY)


@pytest.mark.parametrize(
    ("words", "why"),
    [({"reason": " "}, "why"), ({"held_at": BEFORE}, "still to come"), ({"held_at": HELD_AT}, "already")],
)
def test_it_needs_a_reason_and_a_moment_that_is_another_and_to_come(made, words, why):
    with pytest.raises(ValueError, match=why):
        move(made, **words)


def test_whoever_is_asked_moves_nothing(made):
    with pytest.raises(PermissionDenied):
        move(made, by=made.desk)


def test_the_page_says_what_follows_and_keeps_what_was_typed(made):
    day = {"held_on_day": "2", "held_on_month": "12", "held_on_year": "2026"}
    with time_machine.travel(BEFORE, tick=False):
        page = text(opened(made.chair, made.meeting, "move_meeting"))
        same = text(sent(made.chair, made.meeting, "move_meeting", **day, held_at="10:00", place="Room 2", reason="Because"))
        past = text(sent(made.chair, made.meeting, "move_meeting", **{**day, "held_on_month": "11"}, held_at="9am",
                         place="Room 2", reason="Because"))  # fmt: skip
        answer = sent(made.chair, made.meeting, "move_meeting", **{**day, "held_on_day": "9"}, held_at="10:00",
                      place="Room 2", reason="Flooded")  # fmt: skip

        assert "every agency is asked again" in page
        assert "This is when and where it is held already" in same
        assert "Because" in same
        assert "There is a problem" in past
        assert answer.status_code == 302
        assert "9 December 2026, 10:00am" in text(opened(made.desk, made.meeting, "meeting"))


def guest(made, name, email="", at=BEFORE - timedelta(days=1)):
    """Somebody without an account, with a link made some days before."""
    return guests.given(made, at=at, email=email, name=name)


def test_whoever_moves_it_is_told_how_many_guests_to_tell_and_the_page_names_them(made):
    guest(made, "Shelter Manager")
    sent_by_mail = guest(made, "Street Pastor", "pastor@church.example")
    guest(made, "Warden", "warden@shelter.example")  # their e-mail goes after the move, and tells them
    with acting_as(made.registrar, "deliver_pass"):
        GuestPass.objects.filter(pk=sent_by_mail.pk).update(sent_at=BEFORE - timedelta(hours=1), email="")
    taken = guest(made, "Volunteer")
    do(actions.take_back_pass, taken, by=made.chair, at=BEFORE)
    guests.expected(made, name="Teacher")
    with time_machine.travel(BEFORE, tick=False):
        page = text(opened(made.chair, made.meeting, "move_meeting"))
        assert "Tell these guests that" not in text(opened(made.chair, made.meeting, "meeting"))

    move(made)

    with acting_as(made.registrar, "deliver_pass"):
        GuestPass.objects.exclude(email="").update(sent_at=BEFORE + timedelta(minutes=1), email="")
    with time_machine.travel(BEFORE + timedelta(hours=1), tick=False):
        after = opened(made.chair, made.meeting, "meeting")
    assert "no address of theirs is kept: Shelter Manager; Street Pastor." in page
    told = text(after).split("Tell these guests that it was moved")[1].split("When")[0]
    assert "Shelter Manager, Night Shelter" in told
    assert "Street Pastor" in told
    assert not [name for name in ("Warden", "Volunteer", "Teacher") if name in told]
    with acting_as(made.chair):
        notice = Notice.objects.visible_to(made.chair).get(kind="guests_to_tell")
        assert notice.context == {"reference": made.meeting.reference, "guests": "2 guests"}
    assert "guests_to_tell" not in kinds(made.desk)


def test_a_new_link_takes_a_guest_from_the_list_and_nobody_else_reads_it(made):
    given = guest(made, "Shelter Manager")
    move(made)
    at = BEFORE + timedelta(hours=1)

    with time_machine.travel(at, tick=False):
        here = opened(made.chair, made.meeting, "meeting").content.decode()
        assert f"/people/{given.attendance_id}/give_pass/" in here
        assert "Tell these guests" not in text(opened(made.desk, made.meeting, "meeting"))
    do(actions.give_pass, guests.row_of(made, given), by=made.chair, at=at)
    with time_machine.travel(at, tick=False):
        assert "Tell these guests" not in text(opened(made.chair, made.meeting, "meeting"))


def test_without_guests_nothing_is_said_of_any(made):
    move(made)

    with time_machine.travel(BEFORE + timedelta(hours=1), tick=False):
        assert "guests" not in text(opened(made.chair, made.meeting, "meeting")).split("People")[0]
    assert "guests_to_tell" not in kinds(made.chair)
