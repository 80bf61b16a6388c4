"""How are catalogue rows read from the data files, and which of them held on a given day?

Rows resolve at the date of the event they serve, never at today's date, so that an old record still reads
as it did (an agreement of 2013 keeps the law, markings and clocks of 2013).
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"

# Written in the data as 0001-01-01: held for longer than any record kept here (the common law, for example).
IMMEMORIAL = date.min

# k: general knowledge, to be confirmed by a data protection officer before live use.
# v: seen in a published page. s: taken from the text of an agreement.
PROVENANCES = ("k", "v", "s")


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A row of a catalogue: the days on which it held, where it was taken from, and when somebody saw that it is right."""

    valid_from: date | None = None
    valid_to: date | None = None
    provenance: str = "k"
    last_confirmed_on: date | None = None
    note: str = ""


def tables(filename):
    """The tables of one data file, by name; a `defaults` table fills what its rows leave out."""
    with (DATA / filename).open("rb") as file:
        found = tomllib.load(file)
    defaults = found.pop("defaults", {})
    return {name: [{**defaults, **_tuples(row)} for row in rows] for name, rows in found.items()}


def load(shape, filename, table):
    """The rows of one table as `shape`, in file order. A key the shape does not know is a TypeError."""
    return tuple(shape(**row) for row in tables(filename).get(table, ()))


def by_code(rows):
    """The rows by their code. Raises ValueError when two rows share one."""
    found = {}
    for row in rows:
        if row.code in found:
            raise ValueError(f"{row.code} is in the catalogue twice")
        found[row.code] = row
    return found


def in_force(row, on):
    """Whether the row held on that day. A row without a first day has not been confirmed to have begun."""
    if row.valid_from is None or on < row.valid_from:
        return False
    return row.valid_to is None or on <= row.valid_to


def _tuples(row):
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
