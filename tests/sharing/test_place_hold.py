"""Does a hold stop every change and disposal of what it covers, and are the other holders invited? (TR-23)"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.models import Checklist, Hold, Holding
from tests.compliance import copies
from tests.compliance.copies import CLOSED_AT, NOW, copy_of, hold
from tests.sharing import factories

pytestmark = pytest.mark.django_db
S = Holding.Status


@pytest.fixture
def world():
    return copies.world()


def notices(member, kind):
    with acting_as(member):
        return list(Notice.objects.visible_to(member).filter(kind=kind))


def test_one_record_is_held_for_the_agency_that_holds_it_alone(world):
    record = copies.closed(world)

    placed = hold(world, disclosure=record, note="For S. Ample", reason="access")

    assert placed.reference.split("-")[1] == "H" and placed.review_on == date(2033, 5, 21)
    assert copy_of(world.officer, record).status == S.ON_HOLD
    assert copy_of(world.receiver, record).status == S.ACTIVE
    copies.fall_due(world)
    assert copy_of(world.officer, record).status == S.ON_HOLD
    assert copy_of(world.receiver, record).status == S.DUE


def test_the_other_holders_are_invited_and_not_told_why(world):
    record = copies.closed(world)

    hold(world, disclosure=record, note="For S. Ample")

    (notice,) = notices(world.receiver, "hold_placed")
    assert notice.context == {"reference": record.reference, "agency": world.ours.name}
    with acting_as(world.receiver):
        assert record.changes.get(verb="place_hold").reason == ""
        assert not Hold.objects.exists()


def test_a_topic_holds_what_it_covers_now_and_what_comes_later(world):
    before, other = factories.disclosure(world), factories.disclosure(world)
    with acting_as(world.officer, "test"):
        type(other).objects.filter(pk=other.pk).update(purpose="council_tax")

    hold(world, topic="The inquiry", purpose=before.purpose, reason="inquiry")
    later = factories.disclosure(world)

    assert copy_of(world.officer, before).status == S.ON_HOLD
    assert copy_of(world.officer, other).status == S.ACTIVE
    assert copy_of(world.officer, later).status == S.ON_HOLD
    assert len(notices(world.receiver, "topic_hold_placed")) == 1


@pytest.mark.parametrize(
    ("narrowed", "covered"),
    [
        ({"about_a_child": True}, False),
        ({"shared_from": date(2026, 11, 18)}, True),
        ({"shared_from": date(2026, 11, 19)}, False),
        ({"shared_until": date(2026, 11, 17)}, False),
        ({"shared_until": date(2026, 11, 18), "shared_from": date(2026, 11, 1)}, True),
    ],
)
def test_what_narrows_a_topic(world, narrowed, covered):
    record = factories.disclosure(world)

    hold(world, topic="The inquiry", **narrowed)

    assert (copy_of(world.officer, record).status == S.ON_HOLD) is covered


def test_a_topic_about_another_agency(world):
    record = factories.disclosure(world)
    hold(world, topic="Nothing with them", other_agency=world.strangers)
    assert copy_of(world.officer, record).status == S.ACTIVE

    hold(world, topic="Everything with them", other_agency=world.theirs)

    assert copy_of(world.officer, record).status == S.ON_HOLD
    with acting_as(world.officer):
        assert [one.topic for one in rules.holds_over(copy_of(world.officer, record))] == ["Everything with them"]


def test_a_held_record_is_not_changed_by_its_giver(world):
    record = factories.owed(world)
    hold(world, disclosure=record, at=CLOSED_AT)
    with acting_as(world.sharer):
        checklist = Checklist.objects.get(disclosure=record)
        with pytest.raises(MoveRefused, match="on hold"):
            actions.save_owed(
                record, "1a", factories.ANSWERS["1a"], by=world.sharer, at=CLOSED_AT, revision=checklist.revision
            )
        with pytest.raises(MoveRefused, match="on hold"):
            actions.complete(record, by=world.sharer, at=CLOSED_AT, reason="It cannot be had")


@pytest.mark.parametrize(
    "wrong",
    [{"reason": "because", "topic": "A", "about_a_child": True}, {"topic": "A"}, {"topic": " ", "about_a_child": True}],
)
def test_a_hold_needs_a_listed_reason_and_something_that_it_covers(world, wrong):
    with pytest.raises(ValueError, match="A hold"):
        hold(world, **wrong)


def test_what_the_agency_does_not_hold_it_cannot_put_on_hold(world):
    record = factories.disclosure(world)

    with pytest.raises(MoveRefused, match="confirm receipt"):
        hold(world, by=world.receiver, disclosure=record)


def test_a_practitioner_places_none(world):
    record = factories.disclosure(world)

    with pytest.raises(PermissionDenied):
        hold(world, by=world.sharer, disclosure=record)


def test_the_database_holds_one_copy_or_a_topic_and_never_neither(world):
    placed = hold(world, topic="The inquiry", about_a_child=True)

    with acting_as(world.officer, "test"), pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=placed.pk).update(topic="")


def test_six_holds_on_one_copy_all_have_to_go_before_it_is_free(world):
    record = copies.closed(world)
    second = copies.second(world)
    six = [hold(world, disclosure=record, at=NOW + timedelta(minutes=step)) for step in range(6)]

    for one in six[:-1]:
        copies.lift(one, world.officer, second)
        assert copy_of(world.officer, record).status == S.ON_HOLD
    copies.lift(six[-1], world.officer, second)
    assert copy_of(world.officer, record).status == S.DUE
