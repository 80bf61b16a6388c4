"""Sending a draft for approval."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Version
from tests.protocols.factories import board, do, draft, empty, version

pytestmark = pytest.mark.django_db


def test_those_who_may_approve_are_told_and_the_author_is_not():
    made = board()

    submitted = do(actions.submit, draft(made), by=made.author)

    assert submitted.submitted_by_id == made.author.pk
    with acting_as(made.approver):
        assert Notice.objects.get().kind == "protocol_submitted"
    with acting_as(made.author):
        assert not Notice.objects.exists()


def test_what_makes_it_impossible_is_said_all_at_once():
    made = board()

    with pytest.raises(MoveRefused) as refused:
        do(actions.submit, empty(made), by=made.author)

    assert str(refused.value) == (
        "There is no text yet. Add a section. Agree the common date on which it takes effect."
        " It needs 2 signatures and no agencies are asked to sign."
    )


def test_a_consultation_is_ended_early_with_a_reason_and_at_its_end_without():
    made = board()
    early, late = version(made, Version.Status.CONSULTATION), version(made, Version.Status.CONSULTATION)

    with pytest.raises(MoveRefused, match="asked for until 2 December 2026"):
        do(actions.submit, early, by=made.author)
    do(actions.submit, early, by=made.author, note="Everyone has answered.")
    do(actions.submit, late, by=made.author, at=datetime(2026, 12, 3, 9, 0, tzinfo=UTC))


def test_a_head_of_agency_does_not_submit():
    made = board()

    with pytest.raises(PermissionDenied):
        do(actions.submit, draft(made), by=made.head(made.council))
