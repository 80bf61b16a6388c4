"""Who takes an opening back, how often, and who is told?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from tests.agencies.auditing import close_to_audit, open_to_audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening(world, auditor):
    return open_to_audit(world.head, auditor)


def test_head_or_officer_takes_it_back_once_and_both_are_told(world, opening):
    closed = close_to_audit(world.officer, opening)

    assert (closed.closed_by_id, closed.status_on(closed.starts_on)) == (world.officer.pk, "taken_back")
    for member in (opening.member, world.head):
        with acting_as(member):
            assert Notice.objects.visible_to(member).filter(kind="closed_to_audit").count() == 1
    with pytest.raises(MoveRefused, match="ended already"):
        close_to_audit(world.head, opening)
    with acting_as(world.officer):
        assert opening.history.order_by("-history_id").first().history_verb == "close_to_audit"


@pytest.mark.parametrize("who", ["sharer", "receiver", "stranger", "registrar"])
def test_nobody_else_does(world, opening, who):
    with pytest.raises(PermissionDenied):
        close_to_audit(getattr(world, who), opening)
    with pytest.raises(PermissionDenied):
        close_to_audit(opening.member, opening)
