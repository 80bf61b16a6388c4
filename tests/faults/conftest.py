"""One letterbox and one set of workers for all the tests of a file: a killed one's successor serves the next."""

import pytest

from tests.faults import letterbox as letterboxes
from tests.faults import workers as real


@pytest.fixture(scope="module")
def _letterbox():
    with letterboxes.standing() as server:
        yield server


@pytest.fixture(scope="module")
def _workers(_letterbox, django_db_setup, tmp_path_factory):
    made = real.Workers(_letterbox, tmp_path_factory.mktemp("workers"))
    yield made
    made.close()


@pytest.fixture
def letterbox(_letterbox):
    """Empty at first."""
    _letterbox.letters.clear()
    return _letterbox


@pytest.fixture
def workers(_workers, letterbox, transactional_db):
    """With nothing in the broker and no timer; whether a worker is running is another matter."""
    _workers.empty_the_broker()
    yield _workers
    _workers.stop_timer()
