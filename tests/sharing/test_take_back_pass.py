"""Does a link that was taken back stop at once, whoever has it?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.actions.meeting_door import behind_pass
from tests.sharing import guests
from tests.sharing.meetings import THE_DAY, do

pytestmark = pytest.mark.django_db


def test_it_opens_nothing_any_more_and_the_record_says_who_took_it_back(made):
    given = guests.given(made)

    found = do(actions.take_back_pass, given, by=made.chair)

    assert (found.taken_back_at, found.taken_back_by) == (THE_DAY, made.chair)
    with behind_pass(given.token_digest, THE_DAY) as visit:
        assert visit is None
    with acting_as(made.chair):
        assert made.meeting.changes.get(verb="take_back_pass").reason == "Shelter Manager"


def test_what_they_agreed_to_stands(made):
    given = guests.given(made)
    guests.by_pass(actions.sign_by_pass, given)

    do(actions.take_back_pass, given, by=made.chair)

    assert guests.row_of(made, given).signed == "own"


def test_it_is_taken_back_once_and_by_those_who_run_the_meeting(made):
    given = guests.given(made)
    with pytest.raises(PermissionDenied):
        do(actions.take_back_pass, given, by=made.sergeant)
    do(actions.take_back_pass, given, by=made.chair)

    with pytest.raises(MoveRefused, match="already"):
        do(actions.take_back_pass, given, by=made.chair)
