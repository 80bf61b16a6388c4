"""When did it all happen? The story is written around one Saturday and moved by whole weeks to the day of first start.

Weekdays stay what they were, so that working days count as told. Dates of laws are not moved.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from protocols.catalogue.calendars import CalendarTooShort, working_days_before
from protocols.catalogue.clocks import LONDON
from protocols.rules import said

WRITTEN_FOR = date(2026, 11, 21)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")
_WEEKEND = 5


@dataclass(frozen=True)
class Calendar:
    """The dates of the story as they fall when the demonstration is first started on `today`."""

    today: date

    @property
    def moved(self) -> timedelta:
        """How far the story is moved: whole weeks, so that its own day is today or one of the six days before."""
        week = timedelta(weeks=1)
        return (self.today - WRITTEN_FOR) // week * week

    def day(self, told: str) -> date:
        """A day of the story, given as ISO text."""
        return date.fromisoformat(told[:10]) + self.moved

    def moment(self, told: str, clock: str = "09:00") -> datetime:
        """A moment of the story in London: "2026-04-14T11:20", or a day alone with the time of day beside it."""
        _, _, given = told.partition("T")
        return at(self.day(told), given or clock)

    def answers(self, value):
        """The same answers, every ISO day in them moved."""
        if isinstance(value, dict):
            return {name: self.answers(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.answers(inner) for inner in value]
        if isinstance(value, str) and _ISO.fullmatch(value):
            return self.day(value).isoformat()
        return value

    def working_days_ago(self, count: int, clock: str) -> datetime:
        """A time of day that many working days before today; beyond the bank holidays loaded only weekends are off."""
        try:
            return at(working_days_before(self.today, count), clock)
        except CalendarTooShort:
            day = self.today
            while count > 0:
                day -= timedelta(days=1)
                count -= day.weekday() < _WEEKEND
            return at(day, clock)


def at(day: date, clock: str) -> datetime:
    """A time of day in London."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=LONDON)


def retold(words: str, days: dict[date, date]) -> str:
    """The text with these days, written in words, replaced; every other date in it stands."""
    new = {said(old): said(day) for old, day in days.items()}
    pattern = r"(?<!\d)(" + "|".join(map(re.escape, new)) + r")(?!\d)"
    return re.sub(pattern, lambda found: new[found[1]], words)


def quarter_before(day: date) -> str:
    """The last whole quarter before a day, in words."""
    return _QUARTERS[((day.month - 1) // 3 - 1) % 4]
