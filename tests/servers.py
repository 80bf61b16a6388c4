"""Servers for the tests, up before Django reads its settings: a PostgreSQL that does not fear for its disk, a Valkey.

Loaded by `-p tests.servers`. With DATABASE_URL and DATABASE_OWNER_URL set, those servers are used and none is started.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.services import assets, database, environment, libraries, places, secrets, shape
from config.services.errors import ServiceError
from config.services.postgres import PostgreSQL
from config.services.valkey import Valkey

# Nothing of a test run outlives it, so nothing waits for the disk.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
# An empty, migrated cluster, kept from run to run while nothing changes that its tables are made from.
MIGRATED = places.CHECKOUT / "build" / "test-clusters" / shape.digest()
KEPT_FOR = 600  # seconds that another run may still be copying an older one


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Comes before pytest-django's own, which loads the settings."""
    asked = early_config.known_args_namespace
    # The workers of a parallel run inherit the environment of the process that started them.
    if "PYTEST_XDIST_WORKER" not in os.environ and not asked.help and not asked.version:
        # A run starts some hundred processes of ours: each would compile the whole house anew.
        sys.dont_write_bytecode = False
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        try:
            early_config.add_cleanup(servers().close)
        except ServiceError as error:
            pytest.exit(str(error), returncode=4)
    return (yield)


def servers() -> ExitStack:
    """What the tests need of the machine, running; closing it stops what was started."""
    for need in (libraries.PANGO, libraries.CHROMIUM):
        libraries.ensure(need)
    assets.build()
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            data = Path(tempfile.mkdtemp(prefix="concordat-tests-"))
            stack.callback(shutil.rmtree, data, ignore_errors=True)
            _start(stack, places.find(data))
        else:
            os.environ.setdefault("SECRET_KEY", "signs nothing that outlives the tests")
        return stack.pop_all()


def _start(stack: ExitStack, place: places.Place) -> None:
    stack.callback(shutil.rmtree, place.sockets, ignore_errors=True)
    _migrated()
    _copy(MIGRATED, place.data)
    server, broker = PostgreSQL(place, **HASTY), Valkey(place)
    stack.callback(server.stop)
    environment.fill(server)
    server.start()
    stack.callback(broker.stop)
    broker.start()
    os.environ["BROKER_URL"] = broker.url


def _migrated() -> None:
    """See that there is the cluster that each worker of a parallel run copies (TEST["TEMPLATE"] in tests/settings.py).

    It is made anew when anything changes that tables are made from, and the older ones go. Of several runs at once one
    makes it and the others wait.
    """
    MIGRATED.parent.mkdir(parents=True, exist_ok=True)
    with places.locked(MIGRATED.parent / ".lock"), ExitStack() as stack:
        if MIGRATED.exists():
            return
        data = Path(tempfile.mkdtemp(prefix="concordat-tests-"))
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        place = places.find(data)
        stack.callback(shutil.rmtree, place.sockets, ignore_errors=True)
        server = PostgreSQL(place, **HASTY)
        stack.callback(server.stop)
        server.start()
        known = secrets.load(place)
        database.prepare(server.url("postgres", "postgres"), known["owner"], known["app"])
        with pytest.MonkeyPatch.context() as during:
            for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "SECRET_KEY"):
                during.delenv(name, raising=False)
            environment.fill(server)
            subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=places.CHECKOUT, check=True)
        server.stop()
        half = Path(tempfile.mkdtemp(dir=MIGRATED.parent))
        _copy(place.data, half)
        half.rename(MIGRATED)
        for old in MIGRATED.parent.glob("*/"):
            if old != MIGRATED and old.stat().st_mtime < time.time() - KEPT_FOR:
                shutil.rmtree(old, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """The cluster and its passwords, owners and modes as they are."""
    for name in ("postgresql", "secrets.json"):
        subprocess.run(["cp", "-a", str(source / name), str(target)], check=True)
