"""Does a meeting begin once?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.roles import Role
from sharing import actions
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_it_is_open_from_then_on(made):
    found = do(actions.open_meeting, made.meeting, by=made.chair)

    assert (found.status, found.opened_at) == ("open", meetings.THE_DAY)


def test_the_clerk_may_open_it_and_an_agency_asked_may_not(made):
    with pytest.raises(PermissionDenied):
        do(actions.open_meeting, made.meeting, by=made.desk)
    meetings.clerk(made)

    assert do(actions.open_meeting, made.meeting, by=made.clerk).status == "open"


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_opens_it():
    made = meetings.table()
    leads = [agencies.member(made.registrar, made.host, Role.OFFICER) for _ in range(6)]

    fared = race(leads, lambda member: actions.open_meeting(made.meeting, by=member, at=meetings.THE_DAY))

    assert fared == ONE_DONE_FIVE_REFUSED
