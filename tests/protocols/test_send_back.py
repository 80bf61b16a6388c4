"""Sending a version back to draft."""

import pytest

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Version
from tests.protocols.factories import board, do, place, see, sign_as, version

pytestmark = pytest.mark.django_db
S = Version.Status
WHY = "Clause 1.2 is unclear."


def test_the_author_is_told_and_the_timeline_has_the_reason():
    made = board()
    submitted = version(made, S.APPROVAL)

    back = do(actions.send_back, submitted, by=made.approver, reason=WHY)

    assert (back.status, back.submitted_by_id) == (S.DRAFT, None)
    with acting_as(made.author):
        assert Notice.objects.get().kind == "protocol_sent_back"
        assert back.changes.get(verb="send_back").reason == WHY


def test_it_takes_a_reason():
    made = board()
    submitted = version(made, S.APPROVAL)

    with pytest.raises(MoveRefused, match="what has to change"):
        do(actions.send_back, submitted, by=made.approver, reason=" ")


def test_a_text_that_an_agency_refused_can_be_opened_again():
    made = board()
    out = version(made, S.SIGNING)
    do(actions.refuse, place(made, out, made.fire), by=made.head(made.fire), reason="It says nothing of fire.")

    back = do(actions.send_back, out, by=made.approver, reason=WHY)
    do(actions.add_section, back, by=made.author, heading="Fire")

    now = see(made, out)
    assert (now.frozen_at, now.content_sha256, now.approved_by_id) == (None, "", None)
    assert place(made, now, made.fire).refused_at is None
    with acting_as(made.head(made.fire)):
        assert now.changes.get(verb="refuse").reason == "It says nothing of fire."


def test_a_text_that_an_agency_signed_is_never_opened_again():
    made = board()
    out = version(made, S.SIGNING)
    sign_as(made, out, made.police)

    with pytest.raises(MoveRefused, match="An agency has signed this text"):
        do(actions.send_back, out, by=made.approver, reason=WHY)
    assert see(made, out).frozen_at is not None
