"""Does a guest's pass open one page to whoever has the link, while it stands, and nothing to anybody else?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.actions.meeting_door import behind_pass
from sharing.models import Attendance, GuestPass
from sharing.rules import passes
from tests.agencies.factories import NOON
from tests.sharing import guests, meetings
from tests.sharing.meetings import THE_DAY, do

pytestmark = pytest.mark.django_db


def opens(given, at=THE_DAY):
    with behind_pass(passes.digest_of(given), at) as visit:
        return visit is not None


def test_the_secret_is_kept_nowhere_and_is_long_enough(made):
    given = guests.given(made)

    secret = passes.secret_of(given)
    assert len(secret) >= 43  # 256 bits
    with acting_as(made.registrar):
        versions = str([*GuestPass.history.values()])
        assert secret not in str([*GuestPass.objects.values()])
    assert "Shelter" not in versions
    assert given.token_digest not in versions
    assert passes.link_of(given).endswith(f"/account/guest/?key={secret}")


def test_a_new_link_ends_the_one_before(made):
    first = guests.given(made)
    second = do(actions.give_pass, first.attendance, by=made.chair)

    assert (opens(first), opens(second)) == (False, True)


def test_it_ends_with_the_day_or_with_the_meeting(made):
    given = guests.given(made)
    assert opens(given, given.ends_at - timedelta(minutes=1))
    assert not opens(given, given.ends_at)

    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="not_used", sheet_reason="Figures only")
    assert not opens(given)


def test_it_ends_when_the_meeting_is_cancelled(made):
    given = guests.given(made, at=NOON)

    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    assert not opens(given)


def test_whoever_signs_in_with_an_account_needs_none(made):
    (row,) = meetings.came(made, made.sergeant)

    with pytest.raises(MoveRefused, match="account"):
        do(actions.give_pass, row, by=made.chair)


def test_only_those_who_run_the_meeting_make_one(made):
    row = guests.expected(made)

    with pytest.raises(PermissionDenied):
        do(actions.give_pass, row, by=made.sergeant)


def test_the_history_says_who_made_it_and_for_whom(made):
    given = guests.given(made)

    with acting_as(made.chair):
        version = GuestPass.history.get(id=given.pk)
        assert (version.history_verb, version.history_member_id) == ("give_pass", made.chair.pk)
        assert made.meeting.changes.get(verb="give_pass").reason == "Shelter Manager"


def test_behind_the_door_of_a_pass_the_database_shows_the_hosts_rows_and_nobody_elses(made):
    given = guests.given(made)
    elsewhere = meetings.planned(made.sergeant, [made.housing])
    theirs = do(actions.expect_guest, elsewhere, by=made.sergeant, name="Interpreter")

    with behind_pass(given.token_digest, THE_DAY):
        assert Attendance.objects.filter(pk=given.attendance_id).exists()
        assert not Attendance.objects.filter(pk=theirs.pk).exists()
        assert not type(elsewhere).objects.filter(pk=elsewhere.pk).exists()


def test_a_stranger_reads_no_pass_and_no_version_of_one(made):
    guests.given(made)

    with acting_as(made.stranger):
        assert GuestPass.objects.count() == GuestPass.history.count() == 0
    with acting_as(made.sergeant):
        assert not GuestPass.objects.visible_to(made.sergeant).exists()
    with acting_as(made.chair):
        assert GuestPass.objects.visible_to(made.chair).count() == 1
