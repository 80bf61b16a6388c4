"""The real timer and real workers: one is killed, the broker loses everything, the timer was away for three days."""

import shelve
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from agencies.models import Notice
from agencies.notices import tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from config.celery import app
from protocols.models import Document
from tests.agencies import factories
from tests.faults.workers import owner, wait_until
from tests.protocols import factories as protocols

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MANY = 40
# The database itself writes down each time a notice is said to have been sent.
WATCH = """
create table sendings (notice uuid);
create function note_sending() returns trigger language plpgsql security definer as $$
begin insert into sendings values (new.id); return null; end $$;
create trigger note_sending after update of sent_at on agencies_notice for each row
when (old.sent_at is distinct from new.sent_at) execute function note_sending();
"""
FORGET = "drop trigger note_sending on agencies_notice; drop function note_sending; drop table sendings;"


@pytest.fixture
def sendings(workers):
    """How often each notice was stamped as sent, as the database counted."""
    with owner() as database:
        database.execute(WATCH)
        yield lambda: Counter(key for (key,) in database.execute("select notice from sendings").fetchall())
        database.execute(FORGET)


@pytest.fixture
def officer():
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)


def told(officer, number=MANY):
    """So many notices wait to be sent; their keys."""
    known = {"reference": "TS-D-2026-0001", "agency": "Northmere Constabulary"}
    with acting_as(officer):
        return {tell([officer], "receipt_confirmed", at=datetime.now(UTC), **known)[0].pk for _ in range(number)}


def waiting(officer):
    with acting_as(officer):
        return Notice.objects.filter(sent_at=None).count()


def test_what_a_killed_worker_had_claimed_is_delivered_and_no_letter_but_the_last_twice(
    officer, letterbox, workers, sendings
):
    keys = told(officer)
    workers.start_timer()
    workers.start()
    wait_until(lambda: len(letterbox.letters) >= MANY // 4, workers.said)
    workers.kill()
    assert len(letterbox.letters) < MANY, "the worker had finished before it was killed"

    workers.start()

    wait_until(lambda: waiting(officer) == 0, workers.said)
    assert sendings() == dict.fromkeys(keys, 1)
    letters = Counter(letterbox.letters)
    assert set(letters) == {str(key) for key in keys}
    # Between a letter and its stamp lies a moment that no database covers: at most the one on the way goes again,
    # under the same Message-ID, by which a mail server knows it.
    assert sum(letters.values()) <= MANY + 1


def test_a_broker_that_loses_everything_while_all_are_at_work_loses_nothing_that_is_due(officer, letterbox, workers):
    keys = told(officer)
    workers.start_timer()
    workers.start()
    wait_until(lambda: len(letterbox.letters) >= MANY // 4, workers.said)

    workers.empty_the_broker()

    wait_until(lambda: waiting(officer) == 0, workers.said)
    # Nobody was started again: what falls due later is done by the same worker, woken by the same timer.
    keys |= told(officer, 1)
    wait_until(lambda: waiting(officer) == 0, workers.said)
    assert Counter(letterbox.letters) == dict.fromkeys(map(str, keys), 1)


def test_a_document_whose_worker_was_killed_while_drawing_it_is_made_by_another_and_once(officer, workers):
    people = [{"name": f"Person {n}", "representing": "Agency", "signed": "", "note": ""} for n in range(300)]
    asked = protocols.document(officer, officer.agency, parties=[officer.agency_id], rows=people, kind="sheet")

    def now() -> Document:
        with acting_as(officer):
            return Document.objects.get(pk=asked.pk)

    workers.start_timer()
    workers.start()
    wait_until(lambda: now().attempts == 1, workers.said)
    workers.kill()
    assert now().made_at is None, "the worker had finished before it was killed"

    workers.start()

    wait_until(lambda: now().made_at is not None, workers.said)
    with acting_as(officer):
        made = now()
        stamped = Document.history.filter(id=asked.pk, made_at__isnull=False)
        assert [one.sha256 for one in stamped] == [made.sha256]
        assert made.attempts > 1
        assert Notice.objects.filter(to=officer, kind="document_ready").count() == 1


def test_a_timer_that_was_away_for_three_days_wakes_every_sweep_at_once_and_once(workers):
    often = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    rare = {task for task, seconds in often.items() if float(seconds) >= 30}
    workers.kill()  # nobody takes the messages
    workers.start_timer()
    wait_until(lambda: workers.messages(), workers.said)
    workers.stop_timer()
    with shelve.open(str(workers.schedule), writeback=True) as kept:
        for entry in kept["entries"].values():
            entry.last_run_at -= timedelta(days=3)
    workers.empty_the_broker()

    workers.start_timer()

    wait_until(lambda: set(workers.messages()) == set(often), workers.said)
    time.sleep(2)  # what is woken every two seconds comes again, the rest does not
    found = workers.messages()
    assert {task: found[task] for task in rare} == dict.fromkeys(rare, 1)
