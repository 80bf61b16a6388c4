"""Whom are people pointed to about the protection of their information, on a day? (P-12.4, TR-36)"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import Dated, in_force, load

DATA_PROTECTION = "DATA-PROTECTION"


@dataclass(frozen=True)
class Regulator(Dated):
    """A regulator under one name, with its days, and the page on which it says how to complain to it."""

    code: str
    name: str
    complaints: str


@cache
def catalogue() -> tuple[Regulator, ...]:
    """Every name, whatever its days."""
    return load(Regulator, "regulators.toml", "regulator")


def regulator(on: date, code: str = DATA_PROTECTION) -> Regulator:
    """The regulator of that day, the newest where two names overlap. Raises LookupError for a day before there was one."""
    found = [row for row in catalogue() if row.code == code and in_force(row, on)]
    if not found:
        raise LookupError(f"There was no {code} on {on}.")
    return max(found, key=lambda row: row.valid_from or date.min)
