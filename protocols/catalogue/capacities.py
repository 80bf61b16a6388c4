"""What may a body be under the Acts, and on which days?"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import Dated, in_force, load


@dataclass(frozen=True)
class Capacity(Dated):
    """A standing that an Act gives to a kind of body, with its days. One code has a row for each kind of body."""

    code: str
    label: str
    body: str
    provision: str
    successor: str = ""


@cache
def catalogue() -> tuple[Capacity, ...]:
    """Every capacity, whatever its dates."""
    return load(Capacity, "capacities.toml", "capacity")


def capacities(on: date, code: str | None = None) -> list[Capacity]:
    """The capacities that bodies could have on that day."""
    return [row for row in catalogue() if in_force(row, on) and code in (None, row.code)]


def offered(on: date) -> list[tuple[str, str, str]]:
    """What an agency can be said to take part as on a day: (capacity, provision, which bodies have it).

    The capacity is said as records say it. That of the Act under which the partnership stands needs no Act's name.
    """
    return [(_said(row), row.provision, row.body) for row in capacities(on) if row.code != "SIGNATORY-ONLY"]


def _said(row: Capacity) -> str:
    words = row.label.partition(" (")[0] if row.code.startswith("CDA-") else row.label.replace(" arrangements)", ")")
    return words[:1].lower() + words[1:]
