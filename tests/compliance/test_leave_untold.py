"""Can somebody be left untold for a reason, which they never read? (leave_untold, P-12.1c)"""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions, rules
from compliance.models import Untold
from tests.compliance.factories import NOTICE, allegation, do, failure, world

pytestmark = pytest.mark.django_db
REASON = "It would lead him to her"


def test_the_reason_stands_in_place_of_a_notice_and_stays_inside():
    here = world()
    case = failure(here, allegation(here))

    do(actions.leave_untold, case, by=here.officer, to_agency=here.theirs, reason=REASON)
    do(actions.leave_untold, case, by=here.officer, people="The third tenant", reason=REASON)

    with acting_as(here.officer):
        assert rules.not_told(case) == []
        assert not rules.people_not_told(case)
    with acting_as(here.receiver):
        assert not Untold.objects.exists()


def test_it_needs_a_reason_and_whom():
    here = world()
    case = failure(here)

    with pytest.raises(ValueError, match="why"):
        do(actions.leave_untold, case, by=here.officer, people="Both", reason=" ")
    with pytest.raises(ValueError, match="which"):
        do(actions.leave_untold, case, by=here.officer, reason=REASON)


def test_who_has_a_notice_is_not_left_untold():
    here = world()
    case = failure(here)
    do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)

    with pytest.raises(MoveRefused, match="has a notice"):
        do(actions.leave_untold, case, by=here.officer, to_agency=here.theirs, reason=REASON)
