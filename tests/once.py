"""How is a world made once for all tests of a module? In one transaction, of which nothing stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def made_once(blocker, make: Callable[[], Any]) -> Iterator[Any]:
    """What `make` gives; each test's own changes are rolled back by the test, and everything in the end."""
    with blocker.unblock(), transaction.atomic():
        made = make()
        # What the database looks at only in the end it looks at now, or it would look at all of it after each test.
        connection.check_constraints()
        yield made
        transaction.set_rollback(True)
