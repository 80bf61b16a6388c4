"""How does a statement reach the database with the least waiting: planned once a connection, several in one round trip?

The driver prepares a statement the first time and afterwards sends its values alone, until something is rolled back.
Where statements are watched, by a test or a measurement that counts them, they go Django's usual way, because of a
prepared one the driver keeps no words.
"""

from collections.abc import Sequence
from contextlib import contextmanager

from django.db import connection
from psycopg import Cursor

Said = tuple[str, Sequence]
# As many as are known a connection; beyond, the one not used for longest is forgotten.
MOST_PLANNED = 500


def rows(text: str, values) -> list[tuple]:
    """What a statement answers. Raises what Django raises for an error of the database."""
    if _watched():
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            return cursor.fetchall()
    with connection.wrap_database_errors, _preparing() as driver, Cursor(driver) as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


def together(said: Sequence[Said]) -> list[int]:
    """Send statements in one round trip, in their order; how many rows each of them touched.

    The first that fails is raised, and nothing after it is done; what came before it is for the transaction to undo.
    """
    if not said:
        return []
    if _watched():
        return _in_one(said)
    with connection.wrap_database_errors, _preparing() as driver:
        cursors = [Cursor(driver) for _ in said]
        with driver.pipeline():
            for cursor, (text, values) in zip(cursors, said, strict=True):
                cursor.execute(text, values)
        return [cursor.rowcount for cursor in cursors]


def _in_one(said) -> list[int]:
    """The same as one text, for whoever counts."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(text for text, _ in said), [value for _, values in said for value in values])
        counts = [cursor.rowcount]
        while cursor.nextset():
            counts.append(cursor.rowcount)
    return counts


def _watched() -> bool:
    return bool(connection.queries_logged or connection.execute_wrappers)


@contextmanager
def _preparing():
    """The connection as the driver knows it, there and fit to be asked, as Django would see to; what it is sent meanwhile is
    prepared. Django's own statements are not: with their values in them no two are alike, and the driver would keep them.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    driver = connection.connection
    driver.prepare_threshold, driver.prepared_max = 0, MOST_PLANNED
    try:
        yield driver
    finally:
        driver.prepare_threshold = None
