"""By when is something due, how long is left, and how does a page say so?

Days are days in London and moments are kept in UTC. A working-day or calendar-day clock answers with a day,
good until its end; a clock in hours answers with a moment. Whether a clock could be started on a day is
asked of `clocks(on)`; the sums here do not ask again.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from protocols.catalogue.calendars import (
    CalendarTooShort,
    on_or_after,
    working_days_after,
    working_days_before,
    working_days_between,
)
from protocols.catalogue.clock_definitions import FIXED, ClockDefinition, UnknownClock, clock, clocks

__all__ = [
    "CalendarTooShort", "ClockDefinition", "ClockNotSet", "UnknownClock", "as_day", "as_moment", "clock", "clocks",
    "due", "is_overdue", "months_after", "standing", "words", "working_days_left",
]  # fmt: skip

LONDON = ZoneInfo("Europe/London")

# Further away than this the day says more than a count of days.
_COUNTED_WORKING_DAYS = 30
_COUNTED_HOURS = 72


class ClockNotSet(ValueError):
    """The clock cannot run as asked: a length to be given, or one that may not be changed, pauses or extension."""


def due(
    code: str,
    start: datetime | date,
    *,
    months: int | None = None,
    length: int | None = None,
    pauses: tuple[tuple[date, date], ...] = (),
    extended: bool = False,
    beginning_with: bool = False,
) -> datetime | date:
    """When a clock started then runs out: a day, or for a clock in hours a moment in UTC.

    `months` or `length` (in the clock's own unit) gives the number that the definition leaves open, or a
    local choice where law fixes none. `pauses` are (asked, answered) days, both not counted; for one still
    open give today. `beginning_with` is the stricter reading of a month, a day shorter; the default is the
    corresponding date. A naive moment is London time; a bare day starts a clock in hours at midnight.
    Raises UnknownClock, ClockNotSet, and CalendarTooShort when the bank holidays loaded do not reach.
    """
    definition = clock(code)
    number = _number(definition, length if months is None else months, months is not None)
    if extended:
        if not definition.extension:
            raise ClockNotSet(f"{definition.label} cannot be extended")
        number += definition.extension
    if pauses and not definition.pauses:
        raise ClockNotSet(f"{definition.label} cannot be paused")
    if definition.unit == "hours":
        return as_moment(start) + timedelta(hours=number)
    return _day_due(definition, as_day(start), number, pauses, beginning_with)


def as_moment(start: datetime | date) -> datetime:
    """The moment in UTC; a bare day begins at midnight in London."""
    if not isinstance(start, datetime):
        start = datetime.combine(start, time.min)
    if start.tzinfo is None:
        start = start.replace(tzinfo=LONDON)
    return start.astimezone(UTC)


def as_day(start: datetime | date) -> date:
    """The day it was in London."""
    if not isinstance(start, datetime):
        return start
    return start.date() if start.tzinfo is None else start.astimezone(LONDON).date()


def months_after(day: date, months: int) -> date:
    """The corresponding date that many months later, or the last day of that month if it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_days_left(due: datetime | date, now: datetime | date, calendar: str = "EW") -> int:
    """Working days after today up to and including the last; below nought, the working days since it passed.

    Raises CalendarTooShort.
    """
    last, today = as_day(due), as_day(now)
    if last >= today:
        return working_days_between(today, last, calendar)
    return -working_days_between(last, today, calendar)


def is_overdue(due: datetime | date, now: datetime) -> bool:
    """Whether the time has run out; a day due lasts until its end in London."""
    if isinstance(due, datetime):
        return as_moment(now) > as_moment(due)
    return as_day(now) > due


def standing(code: str, due: datetime | date, now: datetime) -> str:
    """How the clock stands: `running`, `warning` once the first warning has come, or `overdue`."""
    if is_overdue(due, now):
        return "overdue"
    warn = clock(code).warn
    if not warn:
        return "running"
    if isinstance(due, datetime):
        warned = as_moment(now) >= as_moment(due) - timedelta(hours=max(warn))
    else:
        warned = as_day(now) >= due - timedelta(days=max(warn))
    return "warning" if warned else "running"


def words(due: datetime | date, now: datetime, calendar: str = "EW") -> str:
    """When it is due, for a page: "due in 3 working days (Thursday 26 November)", or "overdue since …".

    The year is said when it is not this one. `calendar` is whose working days are counted.
    """
    if is_overdue(due, now):
        return f"overdue since {_in_words(due, now)}"
    when = f"({_in_words(due, now)})"
    if isinstance(due, datetime):
        left = as_moment(due) - as_moment(now)
        if left < timedelta(hours=1):
            return f"due in {_count(max(1, int(left.total_seconds() // 60)), 'minute')} {when}"
        if left <= timedelta(hours=_COUNTED_HOURS):
            return f"due in {_count(int(left.total_seconds() // 3600), 'hour')} {when}"
        return f"due on {_in_words(due, now)}"
    days = (due - as_day(now)).days
    if days == 0:
        return f"due today {when}"
    try:
        working = working_days_left(due, now, calendar) if days <= 2 * _COUNTED_WORKING_DAYS else 0
    except CalendarTooShort:
        working = 0
    if not working or working > _COUNTED_WORKING_DAYS:
        return f"due tomorrow {when}" if days == 1 else f"due on {_in_words(due, now)}"
    return f"due in {_count(working, 'working day')} {when}"


def _number(definition, given, in_months):
    if in_months and definition.unit != "months":
        raise ClockNotSet(f"{definition.label} does not run in months")
    if given is None:
        if definition.length is None:
            raise ClockNotSet(f"{definition.label}: how many {definition.unit} is for the agreement or area to say")
        return definition.length
    if definition.length is not None and definition.standing == FIXED and given != definition.length:
        raise ClockNotSet(f"{definition.label}: the length is laid down by law ({definition.citation})")
    if given < 0:
        raise ClockNotSet("A clock cannot run for less than nothing")
    return given


def _day_due(definition, start, number, pauses, beginning_with):
    if definition.unit.startswith("working days"):
        if definition.before:
            return working_days_before(start, number, definition.calendar)
        return _paused_working_days(start, number, pauses, definition.calendar)
    if definition.unit == "months":
        end = months_after(start, number) - timedelta(days=1 if beginning_with and number else 0)
    elif definition.unit == "days":
        end = start + timedelta(days=number)
    elif definition.unit == "next period":
        return _end_of_quarter(months_after(_end_of_quarter(start).replace(day=1), 3 * number))
    else:
        return date(start.year if start <= date(start.year, 6, 30) else start.year + 1, 6, 30)
    return _rolled(definition, start, end, pauses)


def _rolled(definition, start, end, pauses):
    """The last day with pauses added to it before it is moved. A pause begun after the end changes nothing."""
    roll = on_or_after if definition.rolls else lambda day: day
    counted = set()
    for asked, answered in sorted(pauses):
        if asked > roll(end):
            break
        fresh = _days(max(asked, start + timedelta(days=1)), answered) - counted
        counted |= fresh
        end += timedelta(days=len(fresh))
    return roll(end)


def _paused_working_days(start, number, pauses, calendar):
    ignored = frozenset()
    end = working_days_after(start, number, calendar)
    for asked, answered in sorted(pauses):
        if asked > end:
            break
        ignored |= _days(asked, answered)
        end = working_days_after(start, number, calendar, ignored)
    return end


def _days(first, last):
    return frozenset(first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _end_of_quarter(day):
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, monthrange(day.year, month)[1])


def _count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _in_words(due, now):
    day = as_day(due)
    said = f"{day:%A} {day.day} {day:%B}"
    if day.year != as_day(now).year:
        said += f" {day.year}"
    if isinstance(due, datetime):
        local = as_moment(due).astimezone(LONDON)
        said += f", {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return said
