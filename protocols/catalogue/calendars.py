"""Which days are working days, and for whom?

Two calendars: England and Wales, and the whole United Kingdom, where a holiday in any part counts (freedom of
information). A question about a day outside the loaded years is refused, never guessed.
"""

from datetime import date, timedelta
from functools import cache

from protocols.catalogue.dated import DATA, tables

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")
CALENDARS = {"EW": DIVISIONS[:1], "UK": DIVISIONS}

_SATURDAY = 5
_DAY = timedelta(days=1)


class CalendarTooShort(ValueError):
    """The bank holidays loaded do not reach the day asked about."""


@cache
def bank_holidays(division: str) -> dict[int, frozenset[date]]:
    """The bank holidays of one division by year, substitute days and one-off days included."""
    rows = tables("bank_holidays.toml")[division]
    return {row["year"]: frozenset(row["days"]) for row in rows}


def years() -> range:
    """The years for which every division is loaded, without a break."""
    shared = set.intersection(*(set(bank_holidays(division)) for division in DIVISIONS))
    first, last = min(shared), max(shared)
    if len(shared) != last - first + 1:
        raise CalendarTooShort(f"A year is missing from {DATA.name}/bank_holidays.toml between {first} and {last}")
    return range(first, last + 1)


def is_bank_holiday(day: date, calendar: str = "EW") -> bool:
    """Whether the day is a bank holiday of that calendar. Raises CalendarTooShort."""
    for division in CALENDARS[calendar]:
        if day.year not in bank_holidays(division):
            raise CalendarTooShort(f"The bank holidays of {day.year} are not loaded ({division.replace('-', ' ')})")
    return any(day in bank_holidays(division)[day.year] for division in CALENDARS[calendar])


def is_working_day(day: date, calendar: str = "EW") -> bool:
    """Whether people are at work: neither a weekend nor a bank holiday. Raises CalendarTooShort."""
    return not is_bank_holiday(day, calendar) and day.weekday() < _SATURDAY


def on_or_after(day: date, calendar: str = "EW") -> date:
    """The day itself if it is a working day, otherwise the next one. Raises CalendarTooShort."""
    while not is_working_day(day, calendar):
        day += _DAY
    return day


def working_days_after(day: date, count: int, calendar: str = "EW", ignored: frozenset[date] = frozenset()) -> date:
    """The count-th working day after that day; the day itself never counts, nor do the ignored days.

    None after a day is the day itself. Raises CalendarTooShort.
    """
    while count > 0:
        day += _DAY
        if is_working_day(day, calendar) and day not in ignored:
            count -= 1
    return day


def working_days_before(day: date, count: int, calendar: str = "EW") -> date:
    """The count-th working day before that day; the day itself never counts. Raises CalendarTooShort."""
    while count > 0:
        day -= _DAY
        if is_working_day(day, calendar):
            count -= 1
    return day


def working_days_between(first: date, last: date, calendar: str = "EW") -> int:
    """How many working days there are after the first day, up to and including the last. Raises CalendarTooShort."""
    count = 0
    while first < last:
        first += _DAY
        count += is_working_day(first, calendar)
    return count
