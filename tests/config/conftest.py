"""A data directory of its own for each test of the servers."""

import shutil
import tempfile
from pathlib import Path

import pytest

from config.services import places


@pytest.fixture
def place():
    # Not pytest's own temporary directory: the account that PostgreSQL drops to may not pass it.
    data = Path(tempfile.mkdtemp(prefix="concordat-test-"))
    found = places.find(data)
    yield found
    shutil.rmtree(data, ignore_errors=True)
    shutil.rmtree(found.sockets, ignore_errors=True)
