"""Workers are killed in the middle of deadlines, reminders and the daily mail, and the broker is emptied: done, and once."""

import os
import signal
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from celery import Celery

from agencies import actions
from agencies.models import Digest, Membership, Notice
from agencies.notices import tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import ReviewReminder
from sharing.models import ClockTold
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.config.test_kill_worker import PATIENCE, as_owner, celery, letterbox  # noqa: F401  fixtures among them
from tests.protocols import factories as protocols
from tests.sharing import factories as sharing

# ruff: noqa: F811  a fixture is named where it is asked for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

REQUESTS = 24
PEOPLE = 40
# The database takes its time over each row of a table, so that a worker can be killed in the middle of a batch.
SLOWLY = """
create function take_time() returns trigger language plpgsql as $$ begin perform pg_sleep(0.05); return new; end $$;
create trigger take_time before insert on {table} for each row execute function take_time();
"""
AT_SPEED = "drop trigger take_time on {table}; drop function take_time;"
WRITTEN_TO = "select 1 from pg_locks where relation = '{table}'::regclass and mode = 'RowExclusiveLock'"


@pytest.fixture
def slowly():
    """Makes every insert into a table take a moment, until it is called without one or the test ends."""
    slow = []

    def change(table=""):
        while slow:
            as_owner(AT_SPEED.format(table=slow.pop()))
        if table:
            as_owner(SLOWLY.format(table=table))
            slow.append(table)

    yield change
    change()


@pytest.fixture
def workers(celery, tmp_path):
    """Wakes a sweep as the timer does, starts workers and kills them."""
    return Workers(celery, tmp_path / "said.txt")


class Workers:
    """Two processes that work at the same time, each woken by a message of its own."""

    def __init__(self, celery, said):
        self._start, self._said, self._now = celery, said, None
        self._broker = Celery(broker=celery.broker)

    def start(self):
        self._now = self._start("worker", "-c", "2", "--without-gossip", "--without-mingle")

    def kill(self):
        os.killpg(self._now.pid, signal.SIGKILL)
        self._now.wait()

    def empty_the_broker(self):
        with self._broker.connection_for_write() as connection:
            connection.default_channel.client.flushdb()

    def wake_until(self, task, true):
        """Wake it again and again, as the timer would: twice, so that two processes are at it together."""
        until = time.monotonic() + PATIENCE
        while True:
            for _ in range(2):
                self._broker.send_task(task)
            for _ in range(20):
                if true():
                    return
                time.sleep(0.05)
            assert time.monotonic() < until, self._said.read_text()


def count_as(member, model, **filters):
    with acting_as(member):
        return model.objects.filter(**filters).count()


def each_once(member, model, *columns):
    with acting_as(member):
        return set(Counter(model.objects.values_list(*columns)).values()) == {1}


def is_written_to(table):
    return lambda: bool(as_owner(WRITTEN_TO.format(table=table), fetch=True))


def test_deadlines_are_told_once_when_the_worker_is_killed_in_the_middle(slowly, workers):
    world, sweep = sharing.world(), "sharing.tasks.sweep_clocks"
    sharing.decision_maker(world, starts=NOON - timedelta(days=30))
    requests = [sharing.request(world) for _ in range(REQUESTS)]
    # By the clock on the wall they are overdue, whenever the test is run.
    with acting_as(world.registrar, "wait"):
        for one in requests:
            one.sent_at, one.due_at = (datetime.now(UTC) - timedelta(days=days) for days in (20, 6))
            one.save(update_fields=["sent_at", "due_at"])
    slowly("sharing_clocktold")
    workers.start()
    workers.wake_until(sweep, is_written_to("sharing_clocktold"))
    workers.kill()
    assert count_as(world.registrar, ClockTold) == 0, "half a batch was left behind"
    workers.empty_the_broker()
    slowly()

    workers.start()
    workers.wake_until(sweep, lambda: count_as(world.registrar, ClockTold, passed_over=False) == REQUESTS)
    workers.wake_until(sweep, lambda: True)

    assert each_once(world.registrar, ClockTold, "request", "step")
    with acting_as(world.registrar):
        told = Notice.objects.filter(kind="request_overdue").values_list("to", "context__reference")
        assert len(told) == len(set(told)) == 2 * REQUESTS  # who may decide, and the officer


def test_reminders_are_raised_once_when_the_worker_is_killed_in_the_middle(slowly, workers):
    made, sweep = protocols.board(), "protocols.tasks.sweep_review_reminders"
    signed = (made.council, made.police)
    protocols.version(made, protocols.S.SIGNING, signed=signed, effective_on=date(2013, 12, 18))
    slowly("protocols_reviewreminder")
    workers.start()
    workers.wake_until(sweep, is_written_to("protocols_reviewreminder"))
    workers.kill()
    assert count_as(made.registrar, ReviewReminder) == 0, "half a batch was left behind"
    workers.empty_the_broker()
    slowly()

    workers.start()
    workers.wake_until(sweep, lambda: count_as(made.registrar, ReviewReminder, passed_over=False) == 1)
    workers.wake_until(sweep, lambda: True)

    assert each_once(made.registrar, ReviewReminder, "step")
    assert count_as(made.registrar, Notice, kind="review_overdue") == 4


def test_the_daily_mail_goes_once_to_everybody_when_the_worker_is_killed_and_the_broker_emptied(letterbox, workers):
    registrar, sweep = agencies.partnership(), "agencies.tasks.sweep_digests"
    agency, before = agencies.agency(registrar), datetime.now(UTC) - timedelta(days=2)
    people = [agencies.member(registrar, agency, Role.OFFICER) for _ in range(PEOPLE)]
    for one in people:
        with acting_as(one):
            actions.choose_mail(one, by=one, at=before, mail="daily")
        one.mail = Membership.Mail.DAILY
    with acting_as(registrar):
        tell(people, "receipt_confirmed", at=before, reference="TS-D-2026-0001", agency="Northmere Constabulary")

    workers.start()
    workers.wake_until(sweep, lambda: len(letterbox.letters) >= PEOPLE // 4)
    workers.kill()
    assert len(letterbox.letters) < PEOPLE, "the worker had finished before it was killed"
    workers.empty_the_broker()
    workers.start()
    workers.wake_until(sweep, lambda: count_as(registrar, Notice, sent_at=None) == 0)

    letters = Counter(letterbox.letters)
    assert set(letters) == {str(digest.pk) for digest in Digest.objects.all()}
    assert Digest.objects.filter(person__in=[one.person for one in people]).count() == PEOPLE
    # Between a letter and its stamp lies a moment that no database covers: for each of the two processes at most the
    # one on the way goes again, under the same Message-ID, by which a mail server knows it.
    assert sum(letters.values()) <= PEOPLE + 2
