"""Does somebody who leaves hear no further item, and keep what they heard?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_left_before_item_two_and_present_for_item_one_alone(made):
    _, row = meetings.begun(made, made.chair, made.sergeant)
    first = meetings.case(made)
    meetings.case(made, title="Case 15", opened=False)

    row = do(actions.mark_left, row, by=made.chair)
    with acting_as(made.chair):
        second = made.meeting.items.get(number=2)
    do(actions.open_item, second, by=made.chair)

    assert row.left_before == 2
    with acting_as(made.sergeant):
        assert [case.item for case in CaseRecord.objects.visible_to(made.sergeant)] == [first]
    with acting_as(made.desk):
        assert not CaseRecord.objects.filter(item=second).exists()


def test_somebody_who_is_not_there_cannot_leave(made):
    row = do(actions.sign_in, made.meeting, by=made.sergeant)

    with pytest.raises(MoveRefused, match="not in the room"):
        do(actions.mark_left, row, by=made.chair)
    with pytest.raises(PermissionDenied):
        do(actions.mark_left, row, by=made.officer)
