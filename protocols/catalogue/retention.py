"""How long is a record kept, and what happens then?

These are rules to start from: each agency approves its own schedule, each holder's copy has its own clock,
and a hold stops all of them. Nothing is ever disposed of without an approved decision.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from protocols.catalogue.clocks import months_after
from protocols.catalogue.dated import by_code, load

ACTIONS = ("dispose", "review", "archive", "overwrite", "with parent")


class UnknownRule(LookupError):
    """The catalogue holds no retention rule of that code."""


@dataclass(frozen=True)
class RetentionRule:
    """How long one type of record is kept from its trigger, and what happens at the end."""

    code: str
    record_type: str
    trigger: str
    action: str
    basis: str
    years: int = 0
    months: int = 0
    days: int = 0
    later_of: str = ""  # "release_year" or "record_gone": another day that may come later
    with_parent: bool = False
    review_every_years: int = 0  # no end date: looked at again and again
    provenance: str = "k"
    last_confirmed_on: date | None = None
    note: str = ""

    @property
    def period(self) -> str:
        """The time it is kept, in words."""
        if self.with_parent:
            return "as long as the record it belongs to"
        if self.review_every_years:
            return f"no end date, looked at every {self.review_every_years} years"
        counts = ((self.years, "year"), (self.months, "month"), (self.days, "day"))
        return " and ".join(f"{n} {word}" if n == 1 else f"{n} {word}s" for n, word in counts if n)


@cache
def _catalogue():
    return by_code(load(RetentionRule, "retention.toml", "rule"))


def default_rules() -> tuple[RetentionRule, ...]:
    """The rules shipped, for an agency to compare with its own schedule and approve."""
    return tuple(_catalogue().values())


def rule(code: str) -> RetentionRule:
    """The rule of that code. Raises UnknownRule."""
    try:
        return _catalogue()[code]
    except KeyError:
        raise UnknownRule(f"{code} is not a retention rule in the catalogue") from None


def retain_until(
    rule: RetentionRule,
    closed_on: date,
    *,
    release_year: int | None = None,
    record_gone_on: date | None = None,
    parents_until: tuple[date | None, ...] = (),
) -> date | None:
    """The last day of keeping, counted from the day of the rule's trigger, or None: no date of its own.

    None is also the answer where what decides is not known yet (the year a child turns 25, the day the
    audited record goes, the parents' own days): kept, never disposed of by accident.
    """
    if rule.with_parent:
        known = [day for day in parents_until if day is not None]
        return max(known) if known and len(known) == len(parents_until) else None
    if rule.review_every_years:
        return None
    until = months_after(closed_on, 12 * rule.years + rule.months) + timedelta(days=rule.days)
    if rule.later_of == "release_year":
        return max(until, date(release_year, 12, 31)) if release_year else None
    if rule.later_of == "record_gone":
        return max(until, months_after(record_gone_on, 12)) if record_gone_on else None
    return until


def review_on(rule: RetentionRule, closed_on: date, last_reviewed_on: date | None = None) -> date | None:
    """When a record without an end date is next looked at, or None where the rule has an end date."""
    if not rule.review_every_years:
        return None
    return months_after(last_reviewed_on or closed_on, 12 * rule.review_every_years)
