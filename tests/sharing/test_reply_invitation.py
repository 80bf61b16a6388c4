"""Does each agency answer for itself, once and again if it changes its mind?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from sharing import actions
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


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
