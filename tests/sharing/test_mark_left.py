"""Does somebody who leaves hear no further item, and keep what they heard?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord
from tests.sharing import meetings
from tests.sharing.meetings import do
from tests.sharing.visiting import at, text, visitor

pytestmark = pytest.mark.django_db
LATER = meetings.THE_DAY + timedelta(minutes=20)


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


def test_nobody_leaves_a_meeting_that_is_over(made):
    (row,) = meetings.begun(made, made.sergeant)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with pytest.raises(MoveRefused, match="closed"):
        do(actions.mark_left, row, by=made.chair)

    kept = meetings.see(made, row)
    assert (kept.signed, kept.declined_at, kept.left_at) == ("own", None, None)


def test_items_may_be_opened_in_another_order_and_nobody_left_before_what_they_heard(made):
    _, row = meetings.begun(made, made.chair, made.sergeant)
    first = meetings.case(made, opened=False)
    meetings.case(made, title="Case 15")  # the second is opened first

    do(actions.mark_left, row, by=made.chair, at=LATER)
    do(actions.open_item, first, by=made.chair, at=LATER + timedelta(minutes=1))

    heard, missed = (
        text(visitor(made.chair).get(at(made.chair, "case", reference=made.meeting.reference, number=number)))
        for number in (2, 1)
    )
    assert "Left before this item" not in heard
    assert f"Left before this item: {row.name}" in missed
