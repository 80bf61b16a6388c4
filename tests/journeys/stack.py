"""The real stack for the journeys: `manage.py start` in a directory of its own, shared by all workers of one test run."""

import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.services import places
from config.services.places import CHECKOUT
from config.services.ports import free_port
from config.services.postgres import DATABASE, PostgreSQL
from config.services.processes import spawn, stop

# A start reads these from the environment, and it must not be handed the servers of the test run.
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "DATABASE_APP_URL", "BROKER_URL", "SECRET_KEY")
READY_WITHIN = 180  # seconds; usually about fifteen, but another worker of the run may hold the processor
FIRST_PORT = 8300  # beside whatever runs on the usual port
# What no journey may leave in the log of the whole stack: a page that failed, or something the content policy refused
# (but where it is tried out whether the journeys would notice).
DISGRACES = re.compile(
    r"^.*(?:\[(?:error|critical) *\]|content policy refused(?!.*on-purpose)| 50\d \d+ ms).*$", re.MULTILINE
)


@dataclass(frozen=True)
class Stack:
    """Where the running product is, and who can sign in to it."""

    data: Path
    url: str
    passwords: dict[str, str]

    def calendar_reaches(self, reference: str, number: str) -> None:
        """The agreed day of a version has come: its date is made today's, as the administrator of the cluster would.

        Nothing of the product can do this, and the journeys cannot wait for tomorrow.
        """
        server = PostgreSQL(places.find(self.data))
        with psycopg.connect(server.url("postgres", DATABASE)) as connection:
            connection.execute("set session_replication_role = replica")  # the triggers that keep frozen text frozen
            done = connection.execute(
                "update protocols_version v set effective_on = (now() at time zone 'Europe/London')::date"
                " from protocols_protocol p where p.id = v.protocol_id and p.reference = %s and v.number = %s",
                [reference, number],
            )
            assert done.rowcount == 1


@contextlib.contextmanager
def running(run: str) -> Iterator[Stack]:
    """The stack of this test run: whoever comes first starts it, and stays until the last of the others has gone."""
    if "JOURNEYS_DATA" in os.environ:  # against one that runs already, while a journey is being written
        yield _opened(Path(os.environ["JOURNEYS_DATA"]))
        return
    data = Path(tempfile.gettempdir()) / f"concordat-journeys-{run}"
    ready = data.with_suffix(".ready")
    process = None
    # Held in common while somebody is on the way; the kernel lets go for a worker that was killed.
    with open(data.with_suffix(".users"), "w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            with places.locked(data.with_suffix(".start")):
                if not ready.exists():
                    process = _start(data)
                    ready.touch()
            yield _opened(data)
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            if process is not None:
                fcntl.flock(users, fcntl.LOCK_EX)
                ready.unlink(missing_ok=True)
                said = _end(process, data)
    if process is not None:
        for suffix in (".users", ".start", ".log"):
            data.with_suffix(suffix).unlink(missing_ok=True)
        if found := DISGRACES.search(said):
            raise AssertionError(f"The log of the stack:\n{said[max(0, found.start() - 2000) : found.end() + 6000]}")


def _start(data: Path) -> subprocess.Popen:
    data.mkdir()
    plain = {name: value for name, value in os.environ.items() if name not in SERVERS}
    plain |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONWARNINGS": "default"}
    port = str(free_port_from(FIRST_PORT))
    log = data.with_suffix(".log")
    with open(log, "w") as output:
        process = spawn(
            [sys.executable, "manage.py", "start", "--data", data, "--port", port],
            farewell=signal.SIGTERM, cwd=CHECKOUT, env=plain, stdout=output, stderr=output,
        )  # fmt: skip
    until = time.monotonic() + READY_WITHIN
    while "Concordat is ready at" not in log.read_text(encoding="utf-8"):
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"The stack did not start.\n{_end(process, data)}")
        time.sleep(0.1)
    return process


def free_port_from(first: int) -> int:
    """The first free port from one on; more than one test run may be going on."""
    for port in range(first, first + 100):
        with contextlib.suppress(Exception):
            return free_port(port)
    raise AssertionError("No port is free.")


def _end(process: subprocess.Popen, data: Path) -> str:
    """Stop it, take its directory away, and return what it said."""
    stop(process, (signal.SIGTERM, 10))
    said = data.with_suffix(".log").read_text(encoding="utf-8")
    shutil.rmtree(places.find(data).sockets, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
    return said


def _opened(data: Path) -> Stack:
    known = json.loads((data / "demo.json").read_text(encoding="utf-8"))
    return Stack(data, known["url"], {person["email"]: person["password"] for person in known["people"]})
