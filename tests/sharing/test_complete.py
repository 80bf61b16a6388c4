"""When is a record complete, and can it be closed although something cannot be had?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.models import Checklist, Disclosure
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, LATER

pytestmark = pytest.mark.django_db


def complete(record, member, **more):
    with acting_as(member):
        return actions.complete(record, by=member, at=LATER, **more)


def answer_everything(record, member):
    with acting_as(member):
        for code, data in ANSWERS.items():
            owed = Checklist.objects.get(disclosure=record)
            actions.save_owed(record, code, data, by=member, at=LATER, revision=owed.revision)


def test_a_record_is_complete_when_nothing_is_owed_any_more(world):
    record = factories.owed(world)
    answer_everything(record, world.sharer)

    record = complete(record, world.sharer)

    assert (record.status, record.completed_at) == (Disclosure.Status.COMPLETE, LATER)
    with acting_as(world.sharer):
        assert Checklist.objects.get(disclosure=record).status == Checklist.Status.FINISHED
        assert record.changes.filter(verb="complete", by=world.sharer).exists()


def test_with_something_owed_it_says_what(world):
    record = factories.owed(world)

    with pytest.raises(MoveRefused, match="is not answered yet"):
        complete(record, world.sharer)


def test_it_is_closed_with_a_reason_why_the_rest_cannot_be_had(world):
    record = factories.emergency(world)

    record = complete(record, world.officer, reason="Whoever took the call has left and wrote nothing down.")

    assert record.status == Disclosure.Status.COMPLETE
    with acting_as(world.officer):
        assert record.changes.get(verb="complete").reason.startswith("Whoever took the call")
        assert rules.gaps(record, record.reasoning)


@pytest.mark.parametrize("who", ["colleague", "receiver"])
def test_it_is_not_completed_by_another_job_or_the_recipient(world, who):
    record = factories.owed(world)

    with pytest.raises(PermissionDenied):
        complete(record, getattr(world, who), reason="Because")


def test_the_database_keeps_status_and_time_together(world):
    record = factories.owed(world)

    with acting_as(world.sharer), pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=record.pk).update(status=Disclosure.Status.COMPLETE)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_completes_it():
    world = factories.world()
    record = factories.emergency(world)
    colleagues = [world.sharer, *(agencies.member(world.registrar, world.ours) for _ in range(5))]

    fared = factories.race(colleagues, lambda member: actions.complete(record, by=member, at=LATER, reason="Not known"))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
