"""Does a meeting begin once?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import Version
from sharing import actions
from sharing.rules import meetings as rules
from tests.agencies import factories as agencies
from tests.protocols import factories as protocols
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_it_is_open_from_then_on(made):
    found = do(actions.open_meeting, made.meeting, by=made.chair)

    assert (found.status, found.opened_at) == ("open", meetings.THE_DAY)


def test_the_clerk_may_open_it_and_an_agency_asked_may_not(made):
    with pytest.raises(PermissionDenied):
        do(actions.open_meeting, made.meeting, by=made.desk)
    meetings.clerk(made)

    assert do(actions.open_meeting, made.meeting, by=made.clerk).status == "open"


def under_a_protocol(**words):
    """A meeting planned under a version that another follows before the day of the meeting."""
    board = protocols.board()
    old = protocols.version(board, Version.Status.IN_FORCE)
    chair = board.officer(board.council)
    new_on = protocols.ON_THE_DAY + timedelta(days=30)
    meeting = meetings.planned(chair, [board.police], at=protocols.ON_THE_DAY, held_at=new_on + DAY, protocol=old, **words)
    return board, chair, meeting, old, new_on


def test_it_is_held_under_the_version_that_is_in_force_on_its_day():
    board, chair, meeting, old, new_on = under_a_protocol()
    with acting_as(chair):
        assert rules.followed(meeting, new_on.date()) == {}
    new = protocols.replace(board, old, on=new_on)

    found = do(actions.open_meeting, meeting, by=chair, at=new_on + DAY)

    assert (found.protocol_id, found.procedure_id, found.marking_scheme) == (new.pk, None, new.marking_scheme)
    with acting_as(chair):
        assert f"Held under {new}" in found.changes.get(verb="open_meeting").reason


def test_it_keeps_its_version_while_no_other_is_in_force():
    _, chair, meeting, old, new_on = under_a_protocol()

    found = do(actions.open_meeting, meeting, by=chair, at=new_on + DAY)

    assert found.protocol_id == old.pk
    with acting_as(chair):
        assert found.changes.get(verb="open_meeting").reason == ""


def test_a_level_that_was_set_before_keeps_its_scheme():
    board, chair, meeting, old, new_on = under_a_protocol()
    before = do(actions.set_level, meeting, by=chair, level="OFFICIAL-SENSITIVE", instruction="RECIPIENTS ONLY")
    protocols.replace(board, old, on=new_on)

    found = do(actions.open_meeting, meeting, by=chair, at=new_on + DAY)

    assert (found.marking, found.marking_scheme) == (before.marking, before.marking_scheme)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_opens_it():
    made = meetings.table()
    leads = [agencies.member(made.registrar, made.host, Role.OFFICER) for _ in range(6)]

    fared = race(leads, lambda member: actions.open_meeting(made.meeting, by=member, at=meetings.THE_DAY))

    assert fared == ONE_DONE_FIVE_REFUSED
