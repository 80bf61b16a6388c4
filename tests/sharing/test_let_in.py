"""Can one colleague be let in to one record, for a reason, and only until a day?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Disclosure, DisclosureGrant
from tests.sharing import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(world):
    return factories.disclosure(world)


def let_in(record, member, by, reason="She takes over the case", days=7, at=None):
    at = at or timezone.now()
    with acting_as(by):
        return actions.let_in(
            record, member, by=by, at=at, reason=reason, ends_on=timezone.localdate(at) + timedelta(days=days)
        )


def sees(member):
    with acting_as(member):
        return Disclosure.objects.visible_to(member).count()


def test_a_colleague_reads_it_after_being_let_in_and_is_told(world, record):
    assert sees(world.colleague) == 0

    let_in(record, world.colleague, world.officer)

    assert sees(world.colleague) == 1
    with acting_as(world.colleague):
        assert Notice.objects.visible_to(world.colleague).filter(kind="let_in").count() == 1


def test_it_ends_on_its_day(world, record):
    long_ago = timezone.now() - timedelta(days=30)

    let_in(record, world.colleague, world.officer, at=long_ago)

    assert sees(world.colleague) == 0


def test_two_who_are_let_in_do_not_make_two_rows_of_it(world, record):
    let_in(record, world.colleague, world.officer)
    let_in(record, world.head, world.officer)
    let_in(record, world.sharer, world.officer)

    assert sees(world.sharer) == 1


def test_another_time_after_it_has_ended(world, record):
    let_in(record, world.colleague, world.officer, at=timezone.now() - timedelta(days=30))
    let_in(record, world.colleague, world.officer)

    with acting_as(world.officer):
        assert DisclosureGrant.objects.count() == 2
    assert sees(world.colleague) == 1


def test_each_agency_lets_in_its_own_people(world, record):
    with pytest.raises(MoveRefused, match="its own people"):
        let_in(record, world.asker, world.officer)


@pytest.mark.parametrize(("reason", "days"), [("", 7), ("A reason", -1)])
def test_it_needs_a_reason_and_an_end_to_come(world, record, reason, days):
    with pytest.raises(MoveRefused, match=r"needs a reason|end today"):
        let_in(record, world.colleague, world.officer, reason=reason, days=days)


def test_a_practitioner_lets_nobody_in(world, record):
    with pytest.raises(PermissionDenied):
        let_in(record, world.colleague, world.sharer)
