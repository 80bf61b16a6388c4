"""Where in a list does one go on? A moment and a key, so that a page costs the same at any depth."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import DateTimeField, QuerySet
from django.http import HttpRequest, QueryDict

Row = tuple[datetime, UUID]
# How an address says where in a list one is.
PLACE = ("after", "before")

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


@dataclass(frozen=True)
class Walked:
    """One page of rows, and cursors to the next and the previous page or ""."""

    rows: list
    next: str
    previous: str


def walked(
    found: QuerySet, moment: str, *, after: str = "", before: str = "", size: int = 50, newest_first: bool = True
) -> Walked:
    """The rows after one cursor or before another, in the order of a moment or day and the key; from the beginning without."""
    on, back = row_at(after), row_at(before)
    days = not isinstance(found.model._meta.get_field(moment), DateTimeField)
    backwards = back is not None and on is None
    down = newest_first != backwards
    if place := on or back:
        at: date = place[0].date() if days else place[0]
        found = found.filter(**{f"{moment}__{'lte' if down else 'gte'}": at})
        found = found.exclude(**{moment: at, f"pk__{'gte' if down else 'lte'}": place[1]})
    sign = "-" if down else ""
    rows = list(found.order_by(f"{sign}{moment}", f"{sign}pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    following = rows and (more or backwards)
    earlier = rows and (on is not None or (backwards and more))
    return Walked(
        rows,
        cursor_of(_place(rows[-1], moment)) if following else "",
        cursor_of(_place(rows[0], moment)) if earlier else "",
    )


def without_place(query: QueryDict) -> QueryDict:
    """What an address asks of a list, from its beginning."""
    asked = query.copy()
    for name in PLACE:
        asked.pop(name, None)
    return asked


def ways_on(request: HttpRequest, page) -> dict[str, str]:
    """The addresses of the next and the previous page of the same list, with all that narrows it, or ""; of any page that
    has the cursors `next` and `previous`."""
    return {
        "next_href": _onward(request, "after", page.next), "previous_href": _onward(request, "before", page.previous),
    }  # fmt: skip


def _onward(request, name: str, cursor: str) -> str:
    if not cursor:
        return ""
    asked = without_place(request.GET)
    asked[name] = cursor
    return f"{request.path}?{asked.urlencode()}"


def _place(row, moment: str) -> Row:
    at = getattr(row, moment)
    return (at if isinstance(at, datetime) else datetime.combine(at, time(), UTC)), row.pk
