"""How is information marked, what does a level mean, and what may be done with it?

A record keeps the scheme and level it was given: nothing converts an old marking into a new one. Where a
source says nothing about a level, that is what the catalogue answers.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import Dated, by_code, in_force, load, tables

ACTIONS = {
    "MARK": "Marking",
    "STORE_PAPER": "Keeping paper",
    "DISPOSE_PAPER": "Getting rid of paper",
    "DISPOSE_MEDIA": "Getting rid of media",
    "MOVE": "Sending by post, courier or hand",
    "PHONE": "Telephone and texts",
    "EMAIL": "E-mail",
    "INTERNET": "Internet and shared systems",
    "REMOVABLE": "Removable media",
    "REMOTE": "Working away from the office",
    "PRINT": "Printing",
    "SPOKEN": "Said aloud",
    "VIDEO": "Video calls",
    "SERVICE": "In this service",
}
MAY_STORE = "may_store_payload"
METADATA_ONLY = "metadata_only"
REFUSE = "refuse"


class UnknownMarking(LookupError):
    """The catalogue holds no scheme, or no level of the scheme, of that code."""


@dataclass(frozen=True)
class Scheme(Dated):
    """A way of marking information, with the days on which it was the national one."""

    code: str
    name: str
    source: str
    national: bool = True


@dataclass(frozen=True)
class Level:
    """One level of one scheme; the two definition sets are those an agreement of 2013 gives in different places."""

    scheme: str
    code: str
    rank: int
    in_service: str
    sensitive: bool = False  # a flag inside a tier, not a tier of its own
    meaning: str = ""
    definition_a: str = ""  # to choose the level by
    definition_b: str = ""  # what the signing-in sheet prints

    @property
    def order(self) -> tuple[int, bool]:
        """Higher needs more care, within one scheme only."""
        return self.rank, self.sensitive


@dataclass(frozen=True)
class Rule:
    """What to do for one action at one level, and what to confirm when doing it."""

    scheme: str
    level: str
    action: str
    text: str
    checks: tuple[str, ...]
    version: str
    source: str
    review_due: date | None
    provenance: str


@dataclass(frozen=True)
class Successor:
    """What people usually consider for an old level: an aid to a decision, never a conversion."""

    old: str
    usually: str
    because: str


@cache
def schemes() -> dict[str, Scheme]:
    """Every scheme by its code, whatever its dates."""
    return by_code(load(Scheme, "markings.toml", "scheme"))


def scheme(code: str) -> Scheme:
    """The scheme of that code. Raises UnknownMarking."""
    try:
        return schemes()[code]
    except KeyError:
        raise UnknownMarking(f"{code} is not a marking scheme in the catalogue") from None


def scheme_on(day: date) -> Scheme:
    """The national scheme of that day; an agency that does not mark uses `UNMARKED` instead."""
    return next(row for row in schemes().values() if row.national and in_force(row, day))


@cache
def levels(scheme_code: str) -> tuple[Level, ...]:
    """Every level of a scheme, lowest first, those that this service refuses included. Raises UnknownMarking."""
    scheme(scheme_code)
    found = []
    for row in tables("markings.toml")["level"]:
        held_by = row.pop("schemes")
        if scheme_code in held_by:
            found.append(Level(scheme=scheme_code, **row))
    return tuple(sorted(found, key=lambda level: level.order))


def levels_offered(scheme_code: str) -> tuple[Level, ...]:
    """The levels that may be chosen for a record here. Raises UnknownMarking."""
    return tuple(level for level in levels(scheme_code) if level.in_service != REFUSE)


def level(scheme_code: str, code: str) -> Level:
    """One level of a scheme. Raises UnknownMarking."""
    for row in levels(scheme_code):
        if row.code == code:
            return row
    raise UnknownMarking(f"{code} is not a level of {scheme(scheme_code).name}")


def highest(markings: list[tuple[str, str]]) -> list[Level]:
    """What a meeting, bundle or export shows: the highest level among its items, in each scheme they use.

    Schemes are not compared with one another. Raises UnknownMarking.
    """
    top: dict[str, Level] = {}
    for scheme_code, code in markings:
        found = level(scheme_code, code)
        if scheme_code not in top or found.order > top[scheme_code].order:
            top[scheme_code] = found
    return list(top.values())


def handling(scheme_code: str, level_code: str, action: str) -> Rule | None:
    """The rule for an action at a level, or None: no rule in source. Raises UnknownMarking."""
    level(scheme_code, level_code)
    if action not in ACTIONS:
        raise UnknownMarking(f"{action} is not an action with handling rules")
    return _rules().get((scheme_code, level_code, action))


def handling_rules(scheme_code: str, level_code: str) -> list[tuple[str, Rule | None]]:
    """Every action with its rule at that level, in the order that a sheet prints them. Raises UnknownMarking."""
    return [(action, handling(scheme_code, level_code, action)) for action in ACTIONS]


def usually_considered(old_level: str) -> Successor | None:
    """What people usually consider when they mark an old item afresh; a person decides, and the old marking stays."""
    return next((row for row in load(Successor, "markings.toml", "successor") if row.old == old_level), None)


def handling_instructions() -> tuple[str, ...]:
    """Instructions to offer beside a level; a free text may always be written instead."""
    return tuple(row["code"] for row in tables("markings.toml")["instruction"])


def descriptors() -> tuple[str, ...]:
    """Descriptors to offer beside a level."""
    return tuple(row["code"] for row in tables("markings.toml")["descriptor"])


@cache
def _rules():
    found = {}
    files = [tables(name) for name in ("handling_2013.toml", "handling_2024.toml")]
    rulesets = {row["code"]: row for file in files for row in file["ruleset"]}
    for row in [row for file in files for row in file["rule"]]:
        held = rulesets[row["ruleset"]]
        for scheme_code in row.get("schemes", held["schemes"]):
            for level_code in row["levels"]:
                found[scheme_code, level_code, row["action"]] = Rule(
                    scheme=scheme_code,
                    level=level_code,
                    action=row["action"],
                    text=row["text"],
                    checks=row.get("checks", ()),
                    version=row["ruleset"],
                    source=held["source"],
                    review_due=held.get("review_due"),
                    provenance=held["provenance"],
                )
    return found
