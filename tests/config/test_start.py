"""The one-command start, whole: from an empty directory to pages, through falls, to an end that leaves nothing."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from config.services import places
from config.services.places import CHECKOUT

pytestmark = pytest.mark.slow

# A start reads these from the environment, and a test must not hand it the servers of the test run.
SERVERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "DATABASE_APP_URL", "BROKER_URL", "SECRET_KEY")


class Start:
    """A `manage.py start` in a directory of its own."""

    def __init__(self, data: Path):
        plain = {name: value for name, value in os.environ.items() if name not in SERVERS}
        plain |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
        handle, self.log = tempfile.mkstemp(prefix="said-", dir=data)
        with open(handle, "w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "start", "--data", data],
                cwd=CHECKOUT,
                env=plain,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return Path(self.log).read_text(encoding="utf-8")

    def ready(self, within: float = 60) -> str:
        """The address, once it is announced: within twice these seconds, and longer on a machine that is busy."""
        busy = max(1, os.getloadavg()[0] / (os.cpu_count() or 1))
        found = []

        def announced():
            found[:] = re.findall(r"ready at (http://localhost:\d+)", self.said())
            return found or self.process.poll() is not None

        wait_until(announced, 2 * busy * within, self.said)
        assert found, self.said()
        return found[0]


def wait_until(true, seconds=15, why=lambda: "it did not happen in time"):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, why()
        time.sleep(0.05)


def belonging_to(place) -> dict[int, str]:
    """Every living process with the directory, its sockets or its start among what it was started with."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            continue
        if any(str(path).encode() in words for path in (place.data, place.sockets)):
            found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
    return found


def status(address):
    try:
        return urllib.request.urlopen(address, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def place():
    data = Path(tempfile.mkdtemp(prefix="concordat-test-"))
    found = places.find(data)
    yield found
    for pid in belonging_to(found):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(found.sockets, ignore_errors=True)


def test_a_start_serves_survives_falls_and_ends_without_a_trace(place):
    start = Start(place.data)
    address = start.ready(within=30)
    assert status(f"{address}/health/") < 500

    # Whoever serves pages holds no address of a stronger role, and does not know the broker.
    for pid, words in belonging_to(place).items():
        if "gunicorn" in words:
            names = {line.split("=")[0] for line in Path(f"/proc/{pid}/environ").read_text().split("\0")}
            assert not names & {"DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "BROKER_URL"}

    second = Start(place.data)
    assert second.process.wait(20) == 1
    assert f"already runs from {place.data}, at {address}" in second.said()

    wait_until(lambda: [words for words in belonging_to(place).values() if " beat " in words])
    for name in ("bin/postgres -D", "valkey-server", "gunicorn", " worker "):
        os.kill(min(pid for pid, words in belonging_to(place).items() if name in words), signal.SIGKILL)
    wait_until(lambda: "PostgreSQL has ended" in start.said() and "Valkey has ended" in start.said(), why=start.said)
    wait_until(lambda: len(re.findall(r"^(?:web|worker) .*starting it again", start.said(), re.MULTILINE)) == 2)
    time.sleep(4)
    assert status(f"{address}/health/") < 500

    asked = time.monotonic()
    start.process.send_signal(signal.SIGINT)
    assert start.process.wait(10) == 0
    assert time.monotonic() - asked < 5
    assert not belonging_to(place)


def test_killing_a_start_leaves_nothing_and_the_next_is_quick(place):
    start = Start(place.data)
    start.ready()
    wait_until(lambda: [words for words in belonging_to(place).values() if " beat " in words])

    start.process.kill()
    start.process.wait()
    wait_until(lambda: not belonging_to(place))

    again = Start(place.data)
    again.ready(within=8)
    again.process.terminate()
    assert again.process.wait(10) == 0


def test_the_first_start_says_as_whom_to_sign_in_to_the_demonstration(place):
    start = Start(place.data)
    address = start.ready()
    start.process.terminate()
    assert start.process.wait(10) == 0

    known = json.loads(place.demonstration.read_text(encoding="utf-8"))
    assert known["url"] == address
    assert place.demonstration.stat().st_mode & 0o077 == 0
    said = start.said()
    assert f"All {len(known['people'])} people and their passwords are in {place.demonstration}" in said
    shown = [person for person in known["people"] if f"{person['email']} " in said]
    assert all(person["password"] in said for person in shown)
    roles = {role for person in known["people"] for role in person["roles"]}
    assert {role for person in shown for role in person["roles"]} == roles
    assert len(shown) <= len(roles)
