"""Is an item on the agenda, with what it is about kept apart from it?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_the_agenda_says_that_there_is_a_case_and_nothing_about_it(made):
    item = meetings.case(made, opened=False)

    assert (item.number, item.title, item.is_case) == (1, "Case 14", True)
    with acting_as(made.desk):
        assert made.meeting.items.get() == item
        assert not CaseRecord.objects.exists()


def test_whoever_brings_it_reads_it_before_the_meeting_and_their_colleagues_do_not(made):
    item = do(actions.add_item, made.meeting, by=made.sergeant, title="Ours", about="P-77", agency=made.police)

    with acting_as(made.sergeant):
        assert CaseRecord.objects.visible_to(made.sergeant).get(item=item).about == "P-77"
    with acting_as(made.desk):
        assert not CaseRecord.objects.visible_to(made.desk).exists()
    with acting_as(made.chair):
        assert CaseRecord.objects.visible_to(made.chair).exists()


def test_an_item_that_is_no_case_has_no_record_of_one(made):
    do(actions.add_item, made.meeting, by=made.chair, title="Minutes of the last meeting", is_case=False)

    with acting_as(made.chair):
        assert not CaseRecord.objects.exists()


def test_nothing_is_added_to_a_meeting_that_does_not_take_place(made):
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    with pytest.raises(MoveRefused, match="cancelled"):
        do(actions.add_item, made.meeting, by=made.chair, title="Case 1")


def test_a_clerk_brings_items_for_the_meeting_and_an_observer_none(made):
    do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.clerk, why="In training")

    with pytest.raises(PermissionDenied):
        do(actions.add_item, made.meeting, by=made.clerk, title="Case 1")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DATA_PROTECTION_OFFICER])
def test_whoever_audits_or_advises_an_agency_brings_nothing_for_it(made, role):
    with pytest.raises(PermissionDenied):
        do(actions.add_item, made.meeting, by=agencies.member(made.registrar, made.police, role), title="Case 14")
