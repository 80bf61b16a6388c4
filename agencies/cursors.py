"""Where in a list, newest first, does one go on? A moment and a key, so that a page costs the same at any depth."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

Row = tuple[datetime, UUID]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def cursor_of(row: Row) -> str:
    """The cursor of a row: what stands in the address of the next page."""
    return f"{(row[0] - _EPOCH) // _MICROSECOND}-{row[1].hex}"


def row_at(cursor: str) -> Row | None:
    """The moment and key of a cursor; None for one that is empty or was typed wrongly: the first page is shown."""
    micros, _, key = cursor.partition("-")
    try:
        return _EPOCH + int(micros) * _MICROSECOND, UUID(key)
    except (ValueError, OverflowError):
        return None
