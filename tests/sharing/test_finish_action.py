"""Is an action done by the agency that owes it, once?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from sharing import actions
from tests.sharing.meetings import do

pytestmark = pytest.mark.django_db


def owed(made):
    words = {"words": "Visit", "agency": made.police, "due_on": date(2026, 12, 9)}
    return do(actions.add_action, made.meeting, by=made.chair, **words)


def test_the_agency_says_that_it_is_done_and_what_came_of_it(made):
    done = do(actions.finish_action, owed(made), by=made.desk, outcome="Nobody there.")

    assert (done.done_by, done.outcome) == (made.desk, "Nobody there.")


def test_it_is_done_once_and_not_by_another_agency(made):
    action = owed(made)
    with pytest.raises(PermissionDenied):
        do(actions.finish_action, action, by=made.officer)
    do(actions.finish_action, action, by=made.desk)
    with pytest.raises(MoveRefused, match="already"):
        do(actions.finish_action, action, by=made.chair)
