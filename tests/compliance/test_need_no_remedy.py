"""Can a failure stay without a remedy, for a reason that is kept? (need_no_remedy, P-12.1b)"""

from datetime import date

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions, rules
from tests.compliance.factories import do, failure, world

pytestmark = pytest.mark.django_db


def test_the_reason_stands_in_place_of_a_remedy():
    here = world()
    case = failure(here)
    with acting_as(here.officer):
        assert any("No remedy" in gap for gap in rules.closing_gaps(case))

    do(actions.need_no_remedy, case, by=here.officer, reason="The folder no longer exists")

    with acting_as(here.officer):
        assert not any("remedy" in gap for gap in rules.closing_gaps(case))


def test_it_needs_a_reason_and_no_remedy_planned():
    here = world()
    case = failure(here)
    with pytest.raises(ValueError, match="no remedy"):
        do(actions.need_no_remedy, case, by=here.officer, reason="")

    do(actions.plan_remedy, case, by=here.officer, what="Train", due_on=date(2026, 12, 1))
    with pytest.raises(MoveRefused, match="planned already"):
        do(actions.need_no_remedy, case, by=here.officer, reason="Changed my mind")
