"""Does each agency answer for itself, once and again if it changes its mind?"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from tests.sharing.meetings import HELD_AT, do
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
BEFORE = HELD_AT - timedelta(days=4)


@pytest.mark.parametrize("reply", ["coming", "sent", "nothing", "apologies"])
def test_an_answer_is_kept_and_ends_the_reminders(made, reply):
    seat = do(actions.reply_invitation, made.meeting, by=made.desk, reply=reply, note="We looked.")

    assert (seat.reply, seat.replied_by, seat.remind_at) == (reply, made.desk, None)


def test_an_agency_that_is_not_asked_does_not_answer(made):
    with pytest.raises(PermissionDenied):
        do(actions.reply_invitation, made.meeting, by=made.chair, reply="coming")


def test_nobody_answers_an_invitation_to_what_does_not_take_place(made):
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    with pytest.raises(MoveRefused, match="cancelled"):
        do(actions.reply_invitation, made.meeting, by=made.desk, reply="coming")


def test_an_answer_for_another_time_does_not_count_for_the_one_it_was_moved_to(made):
    with time_machine.travel(BEFORE, tick=False):
        page = opened(made.desk, made.meeting, "reply_invitation").content.decode()
        read = re.search(r'name="held_at" value="([^"]+)"', page)[1]
        do(actions.move_meeting, made.meeting, by=made.chair, at=BEFORE, held_at=HELD_AT + timedelta(days=1),
           place="Room 2", reason="Flooded")  # fmt: skip

        late = sent(made.desk, made.meeting, "reply_invitation", reply="coming", note="Two of us", held_at=read)
        assert late.status_code == 409
        assert "was moved to another time" in text(late)
        with acting_as(made.desk):
            assert made.meeting.parties.get(agency=made.police).reply == ""

        page = opened(made.desk, made.meeting, "reply_invitation").content.decode()
        read = re.search(r'name="held_at" value="([^"]+)"', page)[1]
        assert sent(made.desk, made.meeting, "reply_invitation", reply="coming", held_at=read).status_code == 302
