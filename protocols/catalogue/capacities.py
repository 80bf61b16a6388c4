"""What may a body be under the Acts, and on which days?"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import in_force, load


@dataclass(frozen=True)
class Capacity:
    """A standing that an Act gives to a kind of body, with its days. One code has a row for each kind of body."""

    code: str
    label: str
    body: str
    provision: str
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    provenance: str = "k"
    last_confirmed_on: date | None = None
    note: str = ""


@cache
def catalogue() -> tuple[Capacity, ...]:
    """Every capacity, whatever its dates."""
    return load(Capacity, "capacities.toml", "capacity")


def capacities(on: date, code: str | None = None) -> list[Capacity]:
    """The capacities that bodies could have on that day."""
    return [row for row in catalogue() if in_force(row, on) and code in (None, row.code)]
