"""Real workers and the real timer against the test's own database and broker: started, woken, held and killed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import psycopg
from celery import Celery
from django.db import connection
from django.utils import timezone

from agencies.models import SweepRun
from config.services.places import CHECKOUT
from config.services.processes import end_session, spawn
from config.services.urls import with_database

LEASE = 4  # seconds for which a killed worker's claims are left alone
PATIENCE = 90  # seconds: a start of a worker, a lease, and a machine that may be doing other tests beside


def wait_until(true: Callable[[], object], why: Callable[[], str]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, why()
        time.sleep(0.02)


class Workers:
    """A worker of two processes, which work at the same time, and a timer where one is asked for."""

    def __init__(self, letterbox, directory: Path):
        room = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])  # a numbered database of the broker for each
        broker = re.sub(r"(virtual_host=)\d+", rf"\g<1>{room}", os.environ["BROKER_URL"])
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings", "BROKER_URL": broker, "CONCORDAT_AS_OWNER": "0",
            "DATABASE_URL": with_database(os.environ["DATABASE_URL"], connection.settings_dict["NAME"]),
            "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.server_address[1]}", "SWEEP_LEASE_SECONDS": str(LEASE),
        }  # fmt: skip
        self._directory, self._broker = directory, Celery(broker=broker)
        self._started: list[subprocess.Popen] = []
        self._worker: subprocess.Popen | None = None
        self._timer: subprocess.Popen | None = None
        self.schedule = directory / "beat"

    def said(self) -> str:
        """What the worker and the timer wrote."""
        return (self._directory / "said.txt").read_text()

    def start(self) -> None:
        """The worker, unless there is one."""
        if self._worker is None:
            self._worker = self._spawn("worker", "-c", "2", "--without-gossip", "--without-mingle")

    def start_timer(self) -> None:
        """The timer, unless there is one; it remembers in a file when it last woke what."""
        if self._timer is None:
            self._timer = self._spawn("beat", "--schedule", str(self.schedule))

    def stop_timer(self) -> None:
        if self._timer is not None:
            end_session(self._timer)
            self._timer = None

    def kill(self) -> None:
        """The worker, if there is one, with its two processes, at once: nothing of them has time to say goodbye."""
        if self._worker is not None:
            os.killpg(self._worker.pid, signal.SIGKILL)
            self._worker.wait()
            self._worker = None

    def kill_processes(self) -> None:
        """Only the two that do the work, as a machine short of memory would; the worker they belong to lives."""
        assert self._worker is not None
        for pid in _children_of(self._worker.pid):
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """Whatever still lives is killed."""
        for process in self._started:
            end_session(process)
        self.empty_the_broker()
        self._broker.close()

    def empty_the_broker(self) -> None:
        """Everything in it is lost: messages that wait, and those that somebody is at."""
        with self._broker.connection_for_write() as broker:
            broker.default_channel.client.flushdb()

    def messages(self) -> Counter:
        """Which sweeps the messages wake that nobody has taken yet."""
        with self._broker.connection_for_read() as broker:
            kept = broker.default_channel.client.lrange(self._broker.conf.task_default_queue, 0, -1)
        return Counter(json.loads(one)["headers"]["task"] for one in kept)

    def wake_until(self, task: str, true: Callable[[], object]) -> None:
        """Wake it again and again, as the timer would: twice, so that two processes are at it together."""
        until = time.monotonic() + PATIENCE
        while True:
            for _ in range(2):
                self._broker.send_task(task, expires=PATIENCE)
            for _ in range(20):
                if true():
                    return
                time.sleep(0.05)
            assert time.monotonic() < until, self.said()

    def run_once_more(self, task: str) -> None:
        """Wake it after all is done, and wait until it has looked."""
        asked = timezone.now()
        self.wake_until(task, lambda: _last_run(task) > asked)

    def _spawn(self, *words: str) -> subprocess.Popen:
        with open(self._directory / "said.txt", "a") as log:
            command = [sys.executable, "-m", "celery", "-A", "config.celery", "-q", *words]
            self._started.append(
                spawn(command, farewell=signal.SIGKILL, cwd=CHECKOUT, env=self._environment, stdout=log, stderr=log)
            )
        return self._started[-1]


def _children_of(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            found += [int(stat.parent.name)] if int(stat.read_text().rpartition(")")[2].split()[1]) == parent else []
    return found


def _last_run(task: str) -> datetime:
    """When its last finished run began."""
    run = SweepRun.objects.filter(task=task, finished_at__isnull=False).first()
    return run.started_at if run else timezone.make_aware(datetime.min.replace(year=2000))


HELD = """
create sequence writes;
create function hold_back() returns trigger language plpgsql security definer as $$ begin
if nextval('writes') = 2 then perform pg_advisory_xact_lock(24); end if; return coalesce(new, old); end $$;
create trigger hold_back before {write} for each row when ({row}.partnership_id = '{partnership}')
execute function hold_back();
"""
SOMEBODY_WAITS = """
select 1 from pg_locks join pg_database d on d.oid = database
where locktype = 'advisory' and not granted and d.datname = current_database()
"""
LET_GO = "drop trigger hold_back on {table}; drop function hold_back; drop sequence writes;"


def owner() -> psycopg.Connection:
    """A connection of its own as the one who made the tables, for what the app may not do."""
    url = with_database(os.environ["DATABASE_OWNER_URL"], connection.settings_dict["NAME"])
    return psycopg.connect(url, autocommit=True)


class Gate:
    """The second row of its kind that is written in a partnership stands at it, in the middle of the transaction.

    `write` is what a trigger listens to: "insert on sharing_clocktold", "update of sent_at on agencies_notice".
    """

    def __init__(self, write: str, partnership):
        self._owner, self._write, self._partnership = owner(), write, partnership

    def __enter__(self):
        row = "old" if self._write.startswith("delete") else "new"
        self._owner.execute("select pg_advisory_lock(24)")
        self._owner.execute(HELD.format(write=self._write, row=row, partnership=self._partnership))
        return self

    def __exit__(self, *failure):
        self._owner.execute("select pg_advisory_unlock(24)")
        # Waits until the database has undone what the killed worker had begun.
        self._owner.execute(LET_GO.format(table=self._write.split(" on ")[1]))
        self._owner.close()

    def is_reached(self) -> bool:
        return self._owner.execute(SOMEBODY_WAITS).fetchone() is not None
