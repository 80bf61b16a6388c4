"""Does a case of non-compliance move along the table of its life and no other way?"""

import pytest

from agencies.moves import MoveRefused, carry_out
from agencies.tenancy import acting_as
from compliance import actions, lifecycle
from compliance.models import NonComplianceCase
from tests.compliance.factories import LATER, NOON, concern, do, no_failure, taken_up, world

pytestmark = pytest.mark.django_db
S = NonComplianceCase.Status
MOVES = [move for move in lifecycle.MOVES if set(move.sources) <= set(S.values)]
FACTS = {
    "make_finding": {"finding": "failure", "found_at": LATER},
    "close_case": {"closed_at": LATER},
    "set_aside": {"closed_at": LATER},
}


def in_status(here, status):
    case = concern(here)
    if status == S.SET_ASIDE:
        return do(actions.set_aside, case, by=here.officer, reason="Nothing went wrong")
    if status == S.OPEN:
        return taken_up(here, case)
    if status in (S.FOUND, S.CLOSED):
        case = no_failure(here, case)
    return do(actions.close_case, case, by=here.officer) if status == S.CLOSED else case


@pytest.mark.parametrize("status", S.values)
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.verb)
def test_a_case_moves_only_along_the_table(move, status):
    here = world()
    case = in_status(here, status)

    with acting_as(here.officer):
        if status in move.sources:
            moved = carry_out(move, case, by=here.officer, at=LATER, **FACTS.get(move.verb, {}))
            assert moved.status == move.target
        else:
            with pytest.raises(MoveRefused):
                carry_out(move, case, by=here.officer, at=LATER, **FACTS.get(move.verb, {}))


def test_every_move_names_who_did_it_in_the_timeline_and_in_the_history():
    here = world()
    case = taken_up(here, concern(here))

    with acting_as(here.officer):
        change = case.changes.get(verb="take_up")
        row = case.history.filter(status=S.OPEN).order_by("history_id").first()
        told = (row.history_member_id, row.history_agency_id, row.history_verb)
    assert (change.by_id, change.source, change.at > NOON) == (here.officer.pk, S.REPORTED, True)
    assert told == (here.officer.pk, here.ours.pk, "take_up")
