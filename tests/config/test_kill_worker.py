"""A worker is killed in the middle of its work: what it had claimed is delivered by another, and nothing twice."""

import os
import re
import signal
import smtplib
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection

from agencies.models import Notice
from agencies.notices import tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from config.services.places import CHECKOUT
from config.services.processes import end_session, spawn
from config.services.urls import with_database
from protocols.models import Document
from tests.agencies import factories
from tests.conftest import become
from tests.protocols import factories as protocols

MANY = 60
LEASE = 2  # seconds for which a killed worker's claims are left alone
PATIENCE = 60  # seconds: two starts of a worker, a lease, and a machine that may be doing other tests beside
# The database itself writes down each time a notice is said to have been sent.
WATCH = """
create table sendings (notice uuid);
grant insert on sendings to concordat_app;
create function note_sending() returns trigger language plpgsql as $$
begin insert into sendings values (new.id); return null; end $$;
create trigger note_sending after update of sent_at on agencies_notice for each row
when (old.sent_at is distinct from new.sent_at) execute function note_sending();
"""
FORGET = "drop trigger note_sending on agencies_notice; drop function note_sending; drop table sendings;"


class Letterbox(socketserver.ThreadingTCPServer):
    """A mail server that takes its time over each letter and remembers its Message-ID."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Postman)
        self.letters: list[str] = []


class _Postman(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 letterbox")
        for line in self.rfile:
            word = line[:4].strip().upper()
            if word == b"DATA":
                self.say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                time.sleep(0.03)
                self.server.letters += re.findall(r"(?i)^Message-ID: *<(?:notice|digest)-([0-9a-f-]+)@", letter, re.MULTILINE)
            self.say("221 bye" if word == b"QUIT" else "250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def letterbox():
    with Letterbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with smtplib.SMTP(*server.server_address) as known:
            known.noop()
        yield server
        server.shutdown()


@pytest.fixture
def sendings(transactional_db):
    """How often each notice was stamped as sent, as the database counted."""
    as_owner(WATCH)
    yield lambda: Counter(key for (key,) in as_owner("select notice from sendings", fetch=True))
    as_owner(FORGET)


def as_owner(statement, fetch=False):
    become("DATABASE_OWNER_URL")
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = cursor.fetchall() if fetch else None
    become("DATABASE_URL")
    return found


@pytest.fixture
def celery(letterbox, tmp_path):
    """Starts a worker or beat against the test's own database and broker; whatever still lives at the end is killed."""
    name = connection.settings_dict["NAME"]
    room = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])  # a numbered database of the broker for each
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": with_database(os.environ["DATABASE_URL"], name),
        "BROKER_URL": re.sub(r"(virtual_host=)\d+", rf"\g<1>{room}", os.environ["BROKER_URL"]),
        "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.server_address[1]}", "SWEEP_LEASE_SECONDS": str(LEASE), "CONCORDAT_AS_OWNER": "0",
    }  # fmt: skip
    started = []

    def start(*words: str) -> subprocess.Popen:
        with open(tmp_path / "said.txt", "a") as log:
            command = [sys.executable, "-m", "celery", "-A", "config.celery", "-q", *words]
            started.append(
                spawn(command, farewell=signal.SIGKILL, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
            )
        return started[-1]

    start.broker = environment["BROKER_URL"]
    yield start
    for process in started:
        end_session(process)


def wait_until(true, why):
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, why()
        time.sleep(0.02)


def test_what_a_killed_worker_had_claimed_is_delivered_and_no_notice_twice(letterbox, sendings, celery, tmp_path):
    registrar = factories.partnership()
    officer = factories.member(registrar, factories.agency(registrar))
    known = {"reference": "TS-D-2026-0001", "agency": "Northmere Constabulary"}
    with acting_as(registrar):
        told = [tell([officer], "receipt_confirmed", at=datetime.now(UTC), **known)[0] for _ in range(MANY)]
    said = (tmp_path / "said.txt").read_text

    celery("beat", "--schedule", str(tmp_path / "beat"))
    worker = celery("worker", "-c", "2", "--without-gossip", "--without-mingle")
    wait_until(lambda: len(letterbox.letters) >= MANY // 4, said)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    before = len(letterbox.letters)
    assert before < MANY, "the worker had finished before it was killed"

    celery("worker", "-c", "2", "--without-gossip", "--without-mingle")

    def waiting():
        with acting_as(registrar):
            return Notice.objects.filter(sent_at=None).count()

    wait_until(lambda: waiting() == 0, lambda: f"{waiting()} were never sent.\n{said()}")
    keys = {notice.pk for notice in told}
    assert sendings() == dict.fromkeys(keys, 1), "each is stamped as sent once"
    letters = Counter(letterbox.letters)
    assert set(letters) == {str(key) for key in keys}
    # Between a letter and its stamp lies a moment that no database covers: at most the one on the way goes again,
    # under the same Message-ID, by which a mail server knows it.
    assert sum(letters.values()) <= MANY + 1


@pytest.mark.slow
def test_a_document_whose_worker_was_killed_while_drawing_it_is_made_by_another_and_once(
    letterbox, transactional_db, celery, tmp_path
):
    registrar = factories.partnership()
    agency = factories.agency(registrar)
    officer = factories.member(registrar, agency, Role.OFFICER)
    people = [{"name": f"Person {n}", "representing": "Agency", "signed": "", "note": ""} for n in range(300)]
    asked = protocols.document(officer, agency, parties=[agency.pk], rows=people)
    said = (tmp_path / "said.txt").read_text

    def now() -> Document:
        with acting_as(registrar):
            return Document.objects.get(pk=asked.pk)

    celery("beat", "--schedule", str(tmp_path / "beat"))
    worker = celery("worker", "-c", "2", "--without-gossip", "--without-mingle")
    wait_until(lambda: now().attempts == 1, said)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert now().made_at is None, "the worker had finished before it was killed"

    celery("worker", "-c", "2", "--without-gossip", "--without-mingle")

    wait_until(lambda: now().made_at is not None, said)
    with acting_as(registrar):
        made = now()
        stamped = Document.history.filter(id=asked.pk, made_at__isnull=False)
        assert [one.sha256 for one in stamped] == [made.sha256]
        assert made.attempts > 1
        assert Notice.objects.filter(to=officer, kind="document_ready").count() == 1
