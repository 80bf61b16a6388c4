"""May somebody who lacks the role, or what must hold besides, do it under a grant on the record?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies import access
from agencies.access import Who, may
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing.models import Disclosure
from tests.sharing import factories

pytestmark = pytest.mark.django_db
OFFICERS = frozenset({Role.OFFICER})


@pytest.fixture
def world():
    return factories.world()


@pytest.fixture
def record(world):
    return factories.disclosure(world)


@pytest.fixture
def rule(monkeypatch):
    def declare(*parts, **words):
        monkeypatch.setitem(access._TABLE, ("sharing", "look"), Who(*parts, **words))

    return declare


def let_in(record, member, by, days=7):
    at = timezone.now() - timedelta(days=30)
    with acting_as(by, "let_in"):
        access.grant(
            record, member, "view_disclosure", by=by, at=at, reason="She takes over the case",
            ends_on=timezone.localdate() + timedelta(days=days),
        )  # fmt: skip


def look(member, record):
    with acting_as(member):
        return may(member, "look", record)


def never(member, record):
    return record is None


@pytest.mark.parametrize("roles", [OFFICERS, frozenset({Role.PRACTITIONER})], ids=["other role", "role, but not so"])
def test_a_grant_stands_in_for_the_role_and_for_the_condition(world, record, rule, roles):
    rule(roles, never, or_granted="view_disclosure")
    assert not look(world.colleague, record)

    let_in(record, world.colleague, world.officer)

    assert look(world.colleague, record)
    assert not look(world.sharer, record)


def test_a_grant_that_has_ended_stands_in_for_nothing(world, record, rule):
    rule(OFFICERS, or_granted="view_disclosure")

    let_in(record, world.colleague, world.officer, days=-1)

    assert not look(world.colleague, record)


def test_where_no_grant_is_named_none_is_asked_for(world, record, rule):
    rule(frozenset({Role.PRACTITIONER}), never)

    let_in(record, world.colleague, world.officer)

    assert not look(world.colleague, record)


def test_a_grant_is_on_a_record_and_never_on_a_kind_of_record(world, record, rule):
    rule(OFFICERS, or_granted="view_disclosure")

    let_in(record, world.colleague, world.officer)

    assert not look(world.colleague, Disclosure)


def test_nobody_may_and_a_verb_that_is_not_declared_is_a_mistake(record):
    assert not may(None, "let_in", record)
    with pytest.raises(KeyError):
        may(None, "gossip", record)
