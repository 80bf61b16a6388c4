"""The daily sweep: versions whose common date has come."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine

from agencies.tenancy import acting_as
from protocols import tasks
from protocols.models import Version
from tests.protocols.factories import ON_THE_DAY, board, race, see, version

S = Version.Status


def swept(at=ON_THE_DAY):
    with time_machine.travel(at, tick=False):
        tasks.sweep_commencements()


@pytest.mark.django_db
def test_it_brings_into_force_what_is_due_in_every_partnership_and_nothing_else():
    one, other = board(), board()
    due = version(one, S.SIGNING, signed=(one.council, one.police))
    also_due = version(other, S.SIGNING, signed=(other.council, other.police))
    too_few = version(one, S.SIGNING, signed=(one.council,))
    not_yet = version(one, S.SIGNING, signed=(one.council, one.police), effective_on=date(2026, 12, 2))

    swept()

    assert [see(one, due).status, see(other, also_due).status] == [S.IN_FORCE, S.IN_FORCE]
    assert [see(one, too_few).status, see(one, not_yet).status] == [S.SIGNING, S.SIGNING]
    with acting_as(one.registrar):
        change = due.changes.get(verb="bring_into_force")
        assert (change.by_id, change.reason) == (one.registrar.pk, "The common date, 1 December 2026, has come.")


@pytest.mark.django_db
def test_the_day_begins_at_midnight_in_london():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police), effective_on=date(2027, 6, 1))

    swept(datetime(2027, 5, 31, 22, 59, tzinfo=UTC))
    assert see(made, out).status == S.SIGNING
    swept(datetime(2027, 5, 31, 23, 1, tzinfo=UTC))
    assert see(made, out).status == S.IN_FORCE


@pytest.mark.django_db
def test_run_twice_it_does_it_once():
    made = board()
    out = version(made, S.SIGNING, signed=(made.council, made.police))

    swept()
    swept()

    with acting_as(made.registrar):
        assert out.changes.filter(verb="bring_into_force").count() == 1


@pytest.mark.django_db(transaction=True)
def test_run_by_four_workers_at_once_it_does_it_once():
    made = board()
    found = [version(made, S.SIGNING, signed=(made.council, made.police)) for _ in range(3)]

    with time_machine.travel(ON_THE_DAY, tick=False):
        told = race(4, tasks.sweep_commencements)

    assert told == {"moved": 4}
    with acting_as(made.registrar):
        verbs = Counter(change.version_id for one in found for change in one.changes.filter(verb="bring_into_force"))
    assert verbs == {one.pk: 1 for one in found}
