"""Is no answer in time no agreement, with a word before it, each once? (P-7.2c, CLK-ONWARD)"""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from agencies.models import Notice
from agencies.sweeps import due_rows
from agencies.tenancy import acting_as
from protocols.catalogue.clocks import LONDON, as_day
from sharing import actions
from sharing.actions.onward import watch_onward
from sharing.models import OnwardRequest
from sharing.tasks import sweep_onward
from tests.sharing import passing_on
from tests.sharing.factories import LATER
from tests.sharing.visiting import opened, text, visitor

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def watched(world, at):
    with acting_as(world.registrar):
        return watch_onward(world.registrar, at)


def told(member, kind):
    with acting_as(member):
        return Notice.objects.visible_to(member).filter(kind=kind).count()


@pytest.fixture
def owner(world):
    return passing_on.asset_owner(world)


@pytest.fixture
def asked(world, owner):
    return passing_on.ask(world)


def test_who_answers_has_a_word_before_the_day_once(world, owner, asked):
    assert watched(world, asked.remind_at - MINUTE) == 0
    assert watched(world, asked.remind_at) == 1
    assert watched(world, asked.remind_at + MINUTE) == 0

    assert [told(one, "onward_due_soon") for one in (owner, world.officer, world.receiver)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("asked_on", "last"),
    [
        (datetime(2026, 12, 18, 17, 30, tzinfo=LONDON), date(2027, 1, 6)),
        (datetime(2026, 12, 26, 9, tzinfo=LONDON), date(2027, 1, 12)),
        (datetime(2027, 3, 25, 23, 30, tzinfo=LONDON), date(2027, 4, 12)),
    ],
    ids=["before Christmas", "on Boxing Day", "on the evening before Good Friday"],
)
def test_bank_holidays_and_weekends_are_no_days_for_answering(world, owner, asked_on, last):
    made = passing_on.ask(world, at=asked_on)

    assert as_day(made.due_at) == last
    assert made.sent_at < made.remind_at < made.due_at


def test_when_the_time_has_run_out_it_lapses_and_whoever_asked_is_told_once(world, owner, asked):
    assert watched(world, asked.due_at - MINUTE) == 1  # the word that was missed
    assert watched(world, asked.due_at) == 1
    assert watched(world, asked.due_at + MINUTE) == 0

    with acting_as(world.receiver):
        lapsed = OnwardRequest.objects.get()
        assert lapsed.changes.filter(verb="lapse_onward").count() == 1
    assert (lapsed.status, lapsed.answered_at) == ("lapsed", None)
    assert [told(one, "onward_lapsed") for one in (world.receiver, owner, world.officer)] == [1, 0, 0]


def test_a_word_that_comes_too_late_is_not_said(world, owner, asked):
    assert watched(world, asked.due_at + timedelta(days=30)) == 1

    assert told(owner, "onward_due_soon") == 0
    with acting_as(world.receiver):
        assert OnwardRequest.objects.get().status == "lapsed"


def test_what_was_answered_or_withdrawn_is_left_alone(world, owner, asked):
    other = passing_on.ask(world, asked.disclosure)
    passing_on.answer(asked, owner)
    with acting_as(world.receiver):
        actions.withdraw_onward(other, by=world.receiver, at=LATER)

    assert watched(world, asked.due_at + MINUTE) == 0


def test_pages_say_that_it_is_no_agreement_and_that_an_answer_still_counts(world, owner, asked):
    watched(world, asked.due_at)

    assert "That is not agreement" in text(opened(world.receiver, asked, "onward_request"))
    assert "You can still answer" in text(opened(owner, asked, "onward_request"))
    home = text(visitor(world.receiver).get(f"/{world.receiver.partnership.slug}/"))
    assert f"Answer to {asked.reference}" in home


def test_nobody_but_the_clock_lets_it_lapse(world, owner, asked):
    for one in (world.receiver, world.head, owner, world.officer):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.lapse_onward(asked, by=one, at=asked.due_at)


def test_the_database_finds_what_is_due_by_itself(world, asked):
    with acting_as(world.registrar):
        assert not due_rows(OnwardRequest, "onward_clocks", LATER).exists()
        assert due_rows(OnwardRequest, "onward_clocks", asked.due_at).exists()


@pytest.mark.django_db(transaction=True)
def test_the_sweep_can_be_woken_twice(world, owner):
    made = passing_on.ask(world)
    with acting_as(world.registrar, "wait"):
        made.sent_at, made.remind_at, made.due_at = (LATER - timedelta(days=days) for days in (4000, 3991, 3990))
        made.save(update_fields=["sent_at", "remind_at", "due_at"])

    sweep_onward()
    sweep_onward()

    assert told(world.receiver, "onward_lapsed") == 1
    connection.close()
