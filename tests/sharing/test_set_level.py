"""Does the chair set the level by set A, with what set B says kept beside it?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Meeting
from sharing.rules import meetings as rules
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def old():
    """A meeting under the scheme of an agreement of 2013."""
    made = meetings.table()
    with acting_as(made.registrar, "plan_meeting"):
        Meeting.objects.update(marking_scheme="GPMS-2013")
    return made


def test_a_list_that_names_one_victim_points_two_ways_and_the_reason_is_kept():
    made = old()
    words = {"level": "PROTECT", "points_to_a": "PROTECT", "points_to_b": "RESTRICTED", "instruction": "Locked away"}
    assert rules.two_levels("PROTECT", "RESTRICTED") == (
        "Section 6.4 suggests PROTECT, the sheet's note suggests RESTRICTED."
    )
    with pytest.raises(ValueError, match="Say why"):
        do(actions.set_level, made.meeting, by=made.chair, **words)

    found = do(actions.set_level, made.meeting, by=made.chair, reason="Nobody would be badly hurt.", **words)

    assert (found.marking, found.points_to_b) == ("PROTECT", "RESTRICTED")
    assert found.definition_a.startswith("Release would distress people")
    assert found.definition_b == "May distress individuals."
    assert found.level_reason == "Nobody would be badly hurt."


def test_a_level_without_handling_rules_needs_an_instruction():
    made = old()

    with pytest.raises(ValueError, match="no handling rules"):
        do(actions.set_level, made.meeting, by=made.chair, level="PROTECT")
    do(actions.set_level, made.meeting, by=made.chair, level="RESTRICTED")


def test_a_change_needs_a_reason_and_both_levels_stand_in_the_timeline(made):
    do(actions.set_level, made.meeting, by=made.chair, level="OFFICIAL")
    with pytest.raises(ValueError, match="Say why"):
        do(actions.set_level, made.meeting, by=made.chair, level="OFFICIAL-SENSITIVE")

    do(actions.set_level, made.meeting, by=made.chair, level="OFFICIAL-SENSITIVE", reason="Health will be spoken of.")

    with acting_as(made.chair):
        change = made.meeting.changes.filter(verb="set_level").first()
    assert (change.source, change.target) == ("OFFICIAL", "OFFICIAL-SENSITIVE")


@pytest.mark.parametrize("level", ["SECRET", "TOP SECRET"])
def test_nothing_above_what_the_service_holds(made, level):
    with pytest.raises(MoveRefused, match="does not belong in this service"):
        do(actions.set_level, made.meeting, by=made.chair, level=level)


def test_a_level_of_another_scheme_is_none(made):
    with pytest.raises(ValueError, match="not a level of"):
        do(actions.set_level, made.meeting, by=made.chair, level="RESTRICTED")


def test_the_clerk_sets_no_level(made):
    meetings.clerk(made)

    with pytest.raises(PermissionDenied):
        do(actions.set_level, made.meeting, by=made.clerk, level="OFFICIAL")
