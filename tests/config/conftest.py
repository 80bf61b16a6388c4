"""A data directory of its own for each test of the servers; the demonstration once for the tests of a file."""

import shutil
import tempfile
from pathlib import Path

import pytest
from django.db import connection, transaction

from config.services import places
from tests.config.demonstrated import clock_of, load
from tests.once import made_once


@pytest.fixture
def place():
    # Not pytest's own temporary directory: the account that PostgreSQL drops to may not pass it.
    data = Path(tempfile.mkdtemp(prefix="concordat-test-"))
    found = places.find(data)
    yield found
    shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(found.sockets, ignore_errors=True)


@pytest.fixture(scope="module")
def file(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration as the start command loads it, for all tests of a file; the people are written here."""
    def loaded():
        path = tmp_path_factory.mktemp("data") / "demo.json"
        load(path)
        return path

    with made_once(django_db_blocker, loaded) as path:
        yield path
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(autouse=True)
def undone(request):
    """What one test of the demonstration changes, no other sees."""
    if "file" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("file")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def clock(file):
    return clock_of("northmere")
