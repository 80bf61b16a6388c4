"""Is an action done by the agency that owes it, once?"""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.roles import Role
from sharing import actions
from tests.agencies import factories as agencies
from tests.sharing import meetings
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


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DATA_PROTECTION_OFFICER])
def test_whoever_audits_or_advises_the_agency_does_not_do_its_work_unless_they_owe_it(made, role):
    action, reader = owed(made), agencies.member(made.registrar, made.police, role)
    with pytest.raises(PermissionDenied):
        do(actions.finish_action, action, by=reader)

    meetings.came(made, reader)
    own = do(actions.add_action, made.meeting, by=made.chair, words="Advise", agency=made.police, owner=reader,
             due_on=date(2026, 12, 9))  # fmt: skip
    assert do(actions.finish_action, own, by=reader).done_by == reader
