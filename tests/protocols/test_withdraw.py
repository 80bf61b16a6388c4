"""Ending a version."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Version
from tests.protocols.factories import board, do, draft, version

pytestmark = pytest.mark.django_db
S = Version.Status
WHY = "The law behind it was repealed."


def test_one_in_force_stops_governing_from_that_day_and_everyone_concerned_is_told():
    made = board()
    live = version(made, S.IN_FORCE)

    gone = do(actions.withdraw, live, by=made.author, at=datetime(2027, 3, 1, 12, 0, tzinfo=UTC), reason=WHY)

    assert (gone.status, gone.ended_on) == (S.WITHDRAWN, date(2027, 3, 1))
    with acting_as(made.stranger):
        assert Version.objects.in_force_on(date(2027, 2, 28)).exists()
        assert not Version.objects.in_force_on(date(2027, 3, 1)).exists()
    with acting_as(made.head(made.fire)):
        assert Notice.objects.get(kind="protocol_withdrawn").context["number"] == "1.0"
        assert gone.changes.get(verb="withdraw").reason == WHY


def test_a_draft_that_nobody_was_asked_about_is_given_up_quietly():
    made = board()

    do(actions.withdraw, draft(made), by=made.author, reason=WHY)

    with acting_as(made.head(made.fire)):
        assert not Notice.objects.exists()
    with acting_as(made.approver):
        assert Notice.objects.get().kind == "protocol_withdrawn"


def test_it_takes_a_reason():
    made = board()

    with pytest.raises(MoveRefused, match="Say why"):
        do(actions.withdraw, draft(made), by=made.author, reason="")


def test_a_head_of_agency_withdraws_nothing():
    made = board()
    live = version(made, S.IN_FORCE)

    with pytest.raises(PermissionDenied):
        do(actions.withdraw, live, by=made.head(made.council), reason=WHY)
