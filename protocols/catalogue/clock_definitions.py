"""Which clocks are there, what starts and stops each, and where is it laid down?"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import Dated, by_code, in_force, load

UNITS = ("hours", "days", "months", "working days", "working days, UK", "next period", "30 June")
# The standing of a clock whose number is laid down by law, beyond local choice.
FIXED = "statutory"

_FILES = ("clocks.toml", "clocks_complaints.toml", "clocks_local.toml", "clocks_schemes.toml")


class UnknownClock(LookupError):
    """The catalogue holds no clock of that code."""


@dataclass(frozen=True)
class ClockDefinition(Dated):
    """What starts a clock, how long it runs, what stops it and where that is laid down."""

    code: str
    label: str
    trigger: str
    unit: str
    stops_on: str
    citation: str
    standing: str  # statutory; statutory, no number; code; guidance; local; scheme; practice
    length: int | None = None  # None: set by each agreement or area
    rolls: bool = False  # to the next England and Wales working day
    pauses: bool = False
    extension: int = 0
    extends_when: str = ""
    before: bool = False  # counts back from the trigger
    warn: tuple[int, ...] = ()
    last_confirmed_by: str | None = None

    @property
    def calendar(self) -> str:
        """Whose bank holidays count."""
        return "UK" if self.unit == "working days, UK" else "EW"

    @property
    def rule(self) -> str:
        """The rule in words, for example "10 working days, England and Wales"."""
        if self.length is None:
            return f"as many {self.unit} as the agreement or the area says"
        if self.unit == "next period":
            return "by the end of the next three-month period"
        if self.unit == "30 June":
            return "by 30 June each year"
        words = {
            "working days": "working days, England and Wales",
            "working days, UK": "working days, all of the United Kingdom",
        }.get(self.unit, self.unit)
        if self.length == 1:
            words = words.replace("days", "day").replace("hours", "hour").replace("months", "month")
        if self.before:
            words = words.replace(",", " before,", 1)
        roll = ", moved to the next working day when it ends on a day off" if self.rolls else ""
        return f"{self.length} {words}{roll}"


@cache
def catalogue() -> dict[str, ClockDefinition]:
    """Every clock by its code, whatever its dates."""
    return by_code([row for name in _FILES for row in load(ClockDefinition, name, "clock")])


def clock(code: str) -> ClockDefinition:
    """The clock of that code. Raises UnknownClock."""
    try:
        return catalogue()[code]
    except KeyError:
        raise UnknownClock(f"{code} is not in the catalogue of clocks") from None


def clocks(on: date) -> list[ClockDefinition]:
    """The clocks that could be started on that day."""
    return [row for row in catalogue().values() if in_force(row, on)]
