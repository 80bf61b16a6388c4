"""By when is something about a case due? The clocks of the catalogue, in days and ends of days in London."""

from datetime import date, datetime, timedelta

from protocols.catalogue import clocks
from sharing.rules import end_of, in_words

__all__ = ["end_of", "finding_due", "in_words", "reading_due", "review_due", "words_of"]

_WEEKEND = 5


def finding_due(at: datetime) -> date:
    """The day by which there should be a finding in a case opened at a moment."""
    return _day("CLK-NC-INV", at)


def reading_due(at: datetime) -> datetime:
    """When the agency should have read of its case; after that it is reminded once."""
    return end_of(_day("CLK-NC-READ", at))


def review_due(at: datetime) -> date:
    """The day on which a pause begun or renewed at a moment is looked at again."""
    return _day("CLK-SUSP", at)


def words_of(day: date) -> str:
    """A day for the subject of a notice: "Friday 27 November"."""
    return in_words(end_of(day))


def _day(code: str, at: datetime) -> date:
    """Beyond the bank holidays loaded only weekends are days off: nothing fails for a calendar that nobody extended."""
    try:
        return clocks.as_day(clocks.due(code, at))
    except clocks.CalendarTooShort:
        day, left = clocks.as_day(at), clocks.clock(code).length or 0
        while left > 0:
            day += timedelta(days=1)
            left -= day.weekday() < _WEEKEND
        return day
