"""Are parts played for the meeting: chair, deputy, clerk, observer, helper, by anybody?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Meeting
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_a_new_chair_takes_over_from_the_old_one(made):
    do(actions.name_part, made.meeting, by=made.chair, part="chair", member=made.sergeant)

    with acting_as(made.chair):
        chairs = {part.member: part.until_at for part in made.meeting.parts.filter(part="chair")}
    assert chairs[made.sergeant] is None
    assert chairs[made.chair] is not None
    do(actions.set_level, made.meeting, by=made.sergeant, level="OFFICIAL")


def test_a_clerk_of_another_agency_finds_the_meeting_and_her_agency_does_not(made):
    meetings.clerk(made)

    with acting_as(made.clerk):
        assert Meeting.objects.visible_to(made.clerk).exists()
    with acting_as(made.stranger):
        assert not Meeting.objects.visible_to(made.stranger).exists()


def test_an_independent_chair_without_an_account_gives_an_undertaking(made):
    given = do(actions.name_part, made.meeting, by=made.chair, part="chair", name="J. Hale", body="independent",
               undertaken=True)  # fmt: skip

    assert given.said == "J. Hale, independent"
    assert given.undertaken_at == meetings.THE_DAY


def test_a_member_gives_the_undertaking_by_signing_in(made):
    given = meetings.clerk(made)
    assert given.undertaken_at is None

    do(actions.sign_in, made.meeting, by=made.clerk)

    assert meetings.see(made, given).undertaken_at == meetings.THE_DAY


def test_nobody_plays_the_same_part_twice_at_once(made):
    meetings.clerk(made)

    with pytest.raises(MoveRefused, match="already"):
        meetings.clerk(made)


def test_whoever_is_only_asked_gives_no_part(made):
    with pytest.raises(PermissionDenied):
        do(actions.name_part, made.meeting, by=made.desk, part="chair", member=made.desk)
