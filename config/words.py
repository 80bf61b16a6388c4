"""How are days, moments, waiting times and plain text said on a page? Dates in words, never ISO."""

import datetime as dt
import re
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

WORKING_DAYS = "working days"


def _local(value: dt.datetime) -> dt.datetime:
    return value.astimezone(timezone.get_default_timezone()) if timezone.is_aware(value) else value


def day(value: dt.date | None, *, weekday: bool = False) -> str:
    """A day as "3 November 2026", or "Tuesday 3 November 2026"; an aware moment counts in local time; None is ""."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value).date()
    return _day(value, "l j F Y" if weekday else "j F Y", get_language())


@lru_cache(maxsize=4096)
def _day(value: dt.date, form: str, language: str | None) -> str:
    # The days of a page are few and come again; each takes the names of day and month from a catalogue.
    return date_format(value, form, use_l10n=False)


def _counted(one: str, many: str, number: int) -> str:
    return _in_number(one, many, number, get_language())


@lru_cache(maxsize=4096)
def _in_number(one: str, many: str, number: int, language: str | None) -> str:
    return ngettext(one, many, number) % {"n": number}


def clock_time(value: dt.datetime | dt.time) -> str:
    """A time of day as "10:12am"; noon and midnight in words, since 12:00am is read both ways."""
    if isinstance(value, dt.datetime):
        value = _local(value)
    if value.minute == 0 and value.hour in (0, 12):
        return _("midday") if value.hour else _("midnight")
    return f"{value.hour % 12 or 12}:{value.minute:02d}{'am' if value.hour < 12 else 'pm'}"


def moment(value: dt.datetime | None) -> str:
    """A moment in local time as "4 November 2026, 10:12am"; None is ""."""
    return "" if value is None else f"{day(value)}, {clock_time(value)}"


def time_left(due: dt.date, at: dt.datetime, count: int | None = None, unit: str = "days") -> str:
    """What is left until `due`, or how late it is: "due in 3 days", "due today", "2 days overdue".

    `due` is a day or an aware moment. A clock that counts working days gives its own `count` (negative when late)
    and unit="working days", because only the clock knows the holidays. Under a day, a moment is told in hours.
    """
    today = _local(at).date()
    if isinstance(due, dt.datetime):
        seconds = (due - at).total_seconds()
        if abs(seconds) < 86_400 and count is None:
            return _hours(seconds)
        due = _local(due).date()
        if seconds < 0 and due == today:
            return _("overdue since today")
    left = (due - today).days if count is None else count
    if due >= today and left <= 0 or due == today:
        return _("due today")
    if unit == WORKING_DAYS:
        coming = ("due in %(n)d working day", "due in %(n)d working days")
        late = ("%(n)d working day overdue", "%(n)d working days overdue")
    else:
        coming = ("due tomorrow", "due in %(n)d days")
        late = ("%(n)d day overdue", "%(n)d days overdue")
    if left > 0:
        return _counted(*coming, left)
    # A due day can have passed with no working day since: late, but by nothing countable.
    return _counted(*late, -left) if left < 0 else _("overdue")


def _hours(seconds: float) -> str:
    late, minutes = seconds < 0, int(abs(seconds) // 60)
    if minutes == 0:
        return _("overdue") if late else _("due now")
    if minutes < 60:
        forms = (
            ("%(n)d minute overdue", "%(n)d minutes overdue")
            if late
            else ("due in %(n)d minute", "due in %(n)d minutes")
        )
        return _counted(*forms, minutes)
    forms = ("%(n)d hour overdue", "%(n)d hours overdue") if late else ("due in %(n)d hour", "due in %(n)d hours")
    return _counted(*forms, minutes // 60)


def is_late(due: dt.date, at: dt.datetime) -> bool:
    """Whether `due`, a day or an aware moment, has passed at `at`; a day is late only when it is over."""
    return due < at if isinstance(due, dt.datetime) else due < _local(at).date()


def how_long(since: dt.date, at: dt.datetime) -> str:
    """How long something has waited, since a day or an aware moment: "5 days", "3 hours", "since today"."""
    if not isinstance(since, dt.datetime):
        days = (_local(at).date() - since).days
        return _counted("%(n)d day", "%(n)d days", days) if days > 0 else _("since today")
    hours = int((at - since).total_seconds() // 3600)
    if hours < 1:
        return _("less than an hour")
    if hours < 24:
        return _counted("%(n)d hour", "%(n)d hours", hours)
    days = (_local(at).date() - _local(since).date()).days
    return _counted("%(n)d day", "%(n)d days", days)


def ago(since: dt.datetime, at: dt.datetime) -> str:
    """How long since a moment, to the second where it matters: "8 seconds", "3 minutes", "5 hours", "2 days"."""
    seconds = max(0, int((at - since).total_seconds()))
    if seconds < 60:
        return _counted("%(n)d second", "%(n)d seconds", seconds)
    if seconds < 3600:
        return _counted("%(n)d minute", "%(n)d minutes", seconds // 60)
    return how_long(since, at)


def paragraphs(text: str | None, classes: str = "govuk-body") -> Markup:
    """Typed text as escaped paragraphs: a blank line begins a new one, a line end stays a line end, an endless word breaks.

    On paper, where there are no classes, the printer breaks it.
    """
    blocks = [block.strip() for block in re.split(r"\n\s*\n", (text or "").replace("\r\n", "\n")) if block.strip()]
    start = f'<p class="{escape(f"{classes} app-wrap" if classes else "")}">'
    return Markup("\n".join(f"{start}{'<br>'.join(escape(line) for line in block.split(chr(10)))}</p>" for block in blocks))
