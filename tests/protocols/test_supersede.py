"""What coming into force does to the version before."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Version
from tests.protocols.factories import board, do, replace, see, sign_as, supersede, version

pytestmark = pytest.mark.django_db
S = Version.Status


def test_a_version_that_was_replaced_stays_readable_and_takes_no_more_signatures():
    made = board()
    old = version(made, S.IN_FORCE)
    replace(made, old)

    with pytest.raises(MoveRefused, match="superseded"):
        sign_as(made, old, made.fire)
    with acting_as(made.stranger):
        assert see(made, old).status == S.SUPERSEDED
        assert Version.objects.visible_to(made.stranger).filter(pk=old.pk).exists()
    with pytest.raises(MoveRefused, match="Amend the version that is in force"):
        do(actions.amend, old, by=made.author, number="1.1", change_summary="Back to the old words.")


def test_no_person_supersedes_a_version():
    made = board()
    live = version(made, S.IN_FORCE)

    with pytest.raises(PermissionDenied):
        do(supersede, live, by=made.author)
