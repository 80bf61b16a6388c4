"""The sweeps: copies whose day has come, and holds to look at again. Nothing is disposed of by a clock."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions, tasks
from compliance.models import CopyReview
from sharing.models import Holding
from tests.compliance import copies
from tests.compliance.copies import NOW, PAPER, copy_of
from tests.sharing import factories as sharing
from tests.tries import tries

S = Holding.Status


def swept(at=NOW, sweep=tasks.sweep_retention):
    with time_machine.travel(at, tick=False):
        sweep()


def told(member, kind):
    with acting_as(member):
        return list(Notice.objects.visible_to(member).filter(kind=kind))


@pytest.mark.django_db
def test_what_has_reached_its_day_is_due_and_nothing_else_is():
    world, other = copies.world(), copies.world()
    due, also_due, held = copies.closed(world), copies.closed(other), copies.closed(world)
    copies.hold(world, disclosure=held, at=copies.CLOSED_AT)
    with acting_as(world.officer):
        kept = copies.closed(world)
        actions.keep_copy(
            copy_of(world.officer, kept),
            by=world.officer,
            at=copies.CLOSED_AT,
            until=NOW.date() + timedelta(1),
            reason="A claim",
        )

    swept(NOW - timedelta(days=2))
    assert copy_of(world.officer, due).status == S.ACTIVE
    swept()

    assert copy_of(world.officer, due).status == copy_of(other.officer, also_due).status == S.DUE
    assert (copy_of(world.officer, held).status, copy_of(world.officer, kept).status) == (S.ON_HOLD, S.RETAINED)
    with acting_as(world.registrar):
        assert not CopyReview.objects.filter(status__in=["proposed", "approved", "disposed"]).exists()
        version = Holding.history.filter(id=copy_of(world.officer, due).pk).latest("history_id")
    assert (version.history_verb, version.history_member_id) == ("fall_due", world.registrar.pk)


@pytest.mark.django_db
def test_officers_are_told_once_how_many():
    world = copies.world()
    copies.closed(world)
    copies.closed(world)

    swept()
    swept()

    (notice,) = told(world.officer, "copies_due")
    assert notice.context == {"count": "2"}


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_holds_is_skipped_and_found_by_the_next(monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    world = copies.world()
    records = [copies.closed(world) for _ in range(3)]
    locked, done = threading.Event(), threading.Event()

    def hold_one():
        with acting_as(world.registrar):
            Holding.objects.select_for_update().get(disclosure=records[0], agency=world.ours)
            locked.set()
            done.wait(timeout=30)
        connection.close()

    other = threading.Thread(target=hold_one)
    other.start()
    locked.wait(timeout=10)
    swept()  # a worker that was killed leaves as little: its batch is rolled back
    assert [copy_of(world.officer, record).status for record in records] == [S.ACTIVE, S.DUE, S.DUE]
    done.set()
    other.join(timeout=30)
    swept()
    assert copy_of(world.officer, records[0]).status == S.DUE


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_and_do_nothing_twice(monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 2)
    world = copies.world()
    for _ in range(5):
        copies.closed(world)

    def work():
        tasks.sweep_retention()
        connection.close()

    with time_machine.travel(NOW, tick=False):
        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(timeout=60)

    with acting_as(world.registrar):
        assert Holding.objects.filter(status=S.DUE).count() == 10
        assert Holding.history.filter(history_verb="fall_due").count() == 10


@pytest.mark.django_db
def test_a_hold_is_asked_about_once_in_six_months_and_again_after_it_was_looked_at():
    world = copies.world()
    placed = copies.hold(world, topic="The inquiry", about_a_child=True)
    six_months = NOW + timedelta(days=182)

    swept(NOW + timedelta(days=100), tasks.sweep_hold_reviews)
    assert told(world.officer, "hold_review_due") == []
    swept(six_months, tasks.sweep_hold_reviews)
    swept(six_months, tasks.sweep_hold_reviews)
    assert len(told(world.officer, "hold_review_due")) == 1
    with acting_as(world.officer):
        copies.sharing_actions.review_hold(placed, by=world.officer, at=six_months)
    swept(six_months + timedelta(days=190), tasks.sweep_hold_reviews)

    assert len(told(world.officer, "hold_review_due")) == 2


ACTS = (
    "fall_due",
    "propose",
    "approve",
    "approve_own",
    "dispose",
    "hold",
    "topic",
    "lift",
    "send_back",
    "keep",
    "close",
)


@pytest.mark.django_db
@settings(
    max_examples=tries(8), deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@example(acts=["fall_due", "propose", "approve", "dispose"])
@example(acts=["fall_due", "propose", "approve", "hold", "dispose", "lift", "dispose", "approve", "dispose"])
@given(acts=st.lists(st.sampled_from(ACTS), min_size=4, max_size=12))
def test_whatever_people_do_nothing_on_hold_or_without_approval_is_ever_disposed_of(acts):
    world = copies.world()
    record = copies.closed(world)
    standing: list = []
    for act in acts:
        before = copy_of(world.officer, record).status
        try:
            _do(act, world, record, standing)
        except (MoveRefused, ValueError, PermissionDenied, CopyReview.DoesNotExist):
            continue
        after = copy_of(world.officer, record)
        if after.status == S.DISPOSED and before != S.DISPOSED:
            assert not standing
            with acting_as(world.officer):
                review = CopyReview.objects.get(certificate=after.certificate)
            assert review.approved_by_id and review.approved_by_id != review.proposed_by_id
        if standing:
            assert after.status in (S.ON_HOLD, S.DISPOSED)


def _do(act, world, record, standing):
    officer, head, copy = world.officer, world.head, copy_of(world.officer, record)
    if act == "fall_due":
        copies.fall_due(world)
    elif act == "hold" or act == "topic":
        narrowed = {"disclosure": record} if act == "hold" else {"topic": "Inquiry", "purpose": record.purpose}
        standing.append(copies.hold(world, **narrowed))
    elif act == "lift" and standing:
        copies.lift(standing.pop(), officer, head)
    elif act == "keep":
        with acting_as(officer):
            actions.keep_copy(copy, by=officer, at=NOW, until=NOW.date() + timedelta(1), reason="A claim")
    elif act == "close":
        with acting_as(officer):
            copies.sharing_actions.close_matter(record, by=officer, at=NOW, on=copies.CLOSED)
    elif act == "propose":
        with acting_as(officer):
            actions.propose_disposal(copy, by=officer, at=NOW, answers=copies.ANSWERS, **PAPER)
    elif act in ("approve", "approve_own", "dispose", "send_back"):
        with acting_as(officer):
            review = CopyReview.objects.under_way().get(holding=copy)
        by = officer if act == "approve_own" else head
        with acting_as(by):
            if act == "send_back":
                actions.send_back_disposal(review, by=by, at=NOW, reason="Not yet")
            elif act == "dispose":
                actions.dispose(review, by=by, at=NOW)
            else:
                actions.approve_disposal(review, by=by, at=NOW)


@pytest.mark.django_db
def test_the_queue_is_found_by_an_index_and_not_by_reading_every_copy():
    world = copies.world()
    sharing.disclosure(world)
    with acting_as(world.registrar), connection.cursor() as cursor:
        # One row sorts as cheaply as it is found in order, whatever the statistics say; a million do not.
        cursor.execute("set local enable_seqscan to off; set local enable_sort to off")
        cursor.execute(
            "explain select id from sharing_holding where partnership_id = %s and status in ('active', 'retained')"
            " and retain_until_on <= '2032-01-01' order by retain_until_on limit 1000", [world.registrar.partnership_id],
        )  # fmt: skip
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "holding_coming" in plan and "Sort" not in plan
