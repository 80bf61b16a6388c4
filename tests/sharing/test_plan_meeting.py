"""Is a meeting planned with its host, its invitations, its chair, and what may govern it?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions as protocol_actions
from sharing import actions
from sharing.models import Meeting
from sharing.rules import meetings as rules
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.protocols import factories as protocols
from tests.sharing import meetings
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def test_it_has_a_reference_its_agencies_and_whoever_planned_it_in_the_chair(made):
    with acting_as(made.chair):
        seats = {seat.agency: seat.part for seat in made.meeting.parties.select_related("agency")}
        (part,) = made.meeting.parts.select_related("member")
    assert made.meeting.reference.split("-")[1] == "M"
    assert made.meeting.status == Meeting.Status.PLANNED
    assert seats == {made.host: "host", made.police: "invited", made.housing: "invited"}
    assert (part.part, part.member) == ("chair", made.chair)


def test_the_officers_of_the_agencies_asked_are_told_without_content(made):
    with acting_as(made.desk):
        (notice,) = Notice.objects.visible_to(made.desk)
    assert notice.kind == "meeting_invitation"
    assert made.meeting.name not in str(notice.context)


@pytest.mark.parametrize(("purpose", "may"), [("Preventing crime", False), ("MAPPA meetings", True)])
def test_a_public_protection_meeting_is_governed_by_what_names_it_alone(purpose, may):
    board = protocols.board()
    version = protocols.draft(board)
    facts = {"purposes": [purpose], "data_items": [], "provisions": []}
    protocols.do(protocol_actions.name_facts, version, by=board.author, **facts)
    chair = board.officer(board.council)
    plan = {"name": "Public protection", "kind": "mappa", "held_at": meetings.HELD_AT, "place": "Room 1"}

    if may:
        made = do(actions.plan_meeting, by=chair, at=NOON, protocol=version, **plan)
        assert made.protocol == version
    else:
        with pytest.raises(MoveRefused, match="does not cover public protection"):
            do(actions.plan_meeting, by=chair, at=NOON, protocol=version, **plan)


def test_without_a_protocol_it_is_valid_and_says_so_when_no_reason_is_given(made):
    bare = meetings.planned(made.chair, [], no_protocol_reason="")

    with acting_as(made.chair):
        assert rules.meeting_gaps(made.meeting) == []
        assert rules.meeting_gaps(bare) == ["No protocol governs it, and nobody has said why."]


def test_an_auditor_plans_nothing(made):
    auditor = agencies.member(made.registrar, made.host, Role.AUDITOR)

    with pytest.raises(PermissionDenied):
        meetings.planned(auditor, [])
