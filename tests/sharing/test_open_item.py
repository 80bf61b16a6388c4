"""Is whoever is in the room present for the item, and is one opened without a level a gap?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CasePresence
from sharing.rules import meetings as rules
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_the_item_before_is_closed_and_presence_ends_with_it(made):
    meetings.begun(made, made.chair, made.sergeant)
    first = meetings.case(made)

    second = meetings.case(made, title="Case 15")

    first = meetings.see(made, first)
    assert (first.closed_at, second.closed_at) == (meetings.THE_DAY, None)
    with acting_as(made.chair):
        assert not CasePresence.objects.filter(case__item=first, left_at=None).exists()
        assert CasePresence.objects.filter(case__item=second, left_at=None).count() == 2


def test_without_a_level_it_opens_and_the_gap_is_said(made):
    do(actions.open_meeting, made.meeting, by=made.chair)
    meetings.came(made, made.chair)

    meetings.case(made)
    do(actions.set_level, made.meeting, by=made.chair, level="OFFICIAL", at=meetings.HELD_AT)

    with acting_as(made.chair):
        found = meetings.see(made, made.meeting)
        assert "Item 1 was opened before a level was set." in rules.meeting_gaps(found)


def test_with_a_level_there_is_no_such_gap(made):
    meetings.begun(made, made.chair)
    meetings.case(made)

    with acting_as(made.chair):
        assert not [gap for gap in rules.meeting_gaps(meetings.see(made, made.meeting)) if "Item 1" in gap]


def test_items_open_once_and_in_an_open_meeting(made):
    item = meetings.case(made, opened=False)
    with pytest.raises(MoveRefused, match="planned"):
        do(actions.open_item, item, by=made.chair)
    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.open_item, item, by=made.chair)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.open_item, item, by=made.chair)
    with pytest.raises(PermissionDenied):
        do(actions.open_item, item, by=made.desk)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_opens_it():
    made = meetings.table()
    leads = [agencies.member(made.registrar, made.host, Role.OFFICER) for _ in range(6)]
    meetings.begun(made, made.chair)
    item = meetings.case(made, opened=False)

    fared = race(leads, lambda member: actions.open_item(item, by=member, at=meetings.THE_DAY))

    assert fared == ONE_DONE_FIVE_REFUSED
