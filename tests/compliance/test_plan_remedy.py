"""Is a failure put right by a day that is known? (plan_remedy, P-12.1b)"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import Remedy
from tests.compliance.factories import allegation, do, failure, no_failure, world

pytestmark = pytest.mark.django_db
PLAN = {"what": "Everybody who sends lists is trained again", "due_on": date(2026, 12, 1)}


def test_it_stands_on_the_case_and_whoever_wrote_does_not_read_it():
    here = world()
    case = failure(here, allegation(here))

    remedy = do(actions.plan_remedy, case, by=here.officer, **PLAN)

    assert (remedy.due_on, remedy.done_at) == (date(2026, 12, 1), None)
    with acting_as(here.receiver):
        assert not Remedy.objects.exists()


def test_without_a_failure_there_is_nothing_to_put_right():
    here = world()
    case = no_failure(here)

    with pytest.raises(MoveRefused, match="failure was found"):
        do(actions.plan_remedy, case, by=here.officer, **PLAN)


def test_it_says_what_and_is_for_who_leads():
    here = world()
    case = failure(here)

    with pytest.raises(ValueError, match="will be done"):
        do(actions.plan_remedy, case, by=here.officer, what="", due_on=date(2026, 12, 1))
    with pytest.raises(PermissionDenied):
        do(actions.plan_remedy, case, by=here.sharer, **PLAN)
