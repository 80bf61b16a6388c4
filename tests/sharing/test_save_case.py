"""Are the reasons of a case given once, by whoever brings it or runs the meeting?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from sharing import actions
from sharing.rules import meetings as rules
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_answers_are_added_to_those_there_are(made):
    item = meetings.case(made, opened=False, justification={"1b": {"helps": ["harmed"]}})

    case = do(actions.save_case, item, by=made.chair, about="HO-1", revision=0,
              justification={"3": {"judgement": "The least."}})  # fmt: skip

    assert case.about == "HO-1"
    assert sorted(case.justification) == ["1b", "3"]
    assert rules.case_gaps(case) == ["1a", "3d", "3f", "6a", "6d"]


def test_somebody_who_was_only_present_changes_nothing_of_it(made):
    meetings.begun(made, made.sergeant)
    item = meetings.case(made)

    with pytest.raises(PermissionDenied):
        do(actions.save_case, item, by=made.sergeant, about="", justification={}, revision=0)


def test_nothing_is_changed_after_the_minutes(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    do(actions.agree_minutes, made.meeting, by=made.chair)

    with pytest.raises(MoveRefused, match="minutes"):
        do(actions.save_case, item, by=made.chair, about="", justification={}, revision=0)


def test_of_two_at_once_the_second_is_refused(made):
    item = meetings.case(made, opened=False, about="HO-0")
    do(actions.save_case, item, by=made.chair, about="HO-1", justification={}, revision=0)

    with pytest.raises(MoveRefused, match="after you opened"):
        do(actions.save_case, item, by=made.chair, about="HO-2", justification={}, revision=0)

    kept = meetings.record_of(made, item)
    assert (kept.about, kept.revision) == ("HO-1", 1)
