"""Does the sheet pass on by a logged act, and is one that nobody keeps found?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.actions import end_membership
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, queue
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


WHAT = "Say who keeps the signing-in sheet"
THAT_DAY = meetings.THE_DAY.date()


def waits(member, on=THAT_DAY):
    with acting_as(member):
        return [item.what for item in queue.waiting_for(member, on) if item.what.startswith(WHAT)]


def closed(made, sheet="electronic"):
    do(actions.open_meeting, made.meeting, by=made.chair)
    return do(actions.close_meeting, made.meeting, by=made.chair, sheet=sheet)


def test_it_passes_to_somebody_else_who_is_told(made):
    closed(made, "paper")

    found = do(actions.hand_over_custody, made.meeting, by=made.chair, to=made.sergeant, kept_at="Safe 3", reason="New job")

    assert (found.custodian, found.sheet_kept_at) == (made.sergeant, "Safe 3")
    with acting_as(made.sergeant):
        assert Notice.objects.visible_to(made.sergeant).filter(kind="sheet_handed_over").exists()
        assert made.meeting.changes.filter(verb="hand_over_custody", reason="New job").exists()


def test_when_the_chair_leaves_the_hosts_officer_finds_a_sheet_that_nobody_keeps(made):
    lead = agencies.member(made.registrar, made.host, Role.OFFICER)
    closed(made)
    assert waits(lead) == []

    do(end_membership, made.chair, by=made.registrar)

    assert len(waits(lead, THAT_DAY + timedelta(days=1))) == 1


def test_the_keeper_hands_it_on_themselves_and_others_do_not(made):
    closed(made)
    do(actions.hand_over_custody, made.meeting, by=made.chair, to=made.sergeant)
    with pytest.raises(PermissionDenied):
        do(actions.hand_over_custody, made.meeting, by=made.officer)

    assert do(actions.hand_over_custody, made.meeting, by=made.sergeant).custodian is None


def test_there_is_nothing_to_keep_before_the_end_or_without_a_sheet(made):
    with pytest.raises(MoveRefused, match="no sheet"):
        do(actions.hand_over_custody, made.meeting, by=made.chair)
