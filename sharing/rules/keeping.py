"""How long does a holder keep its copy? By its own schedule, and where that has no line the answer is "no rule"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from agencies.questions import asked
from protocols.catalogue import retention
from protocols.catalogue.clocks import as_day, due, months_after
from protocols.models import RetentionRule
from sharing.models import Disclosure, Hold, Holding

NO_RULE = "No rule"
HELD = "Your agency's copy is on hold: it may be neither changed nor disposed of until the hold is lifted."
# A line with this trigger counts from the closing of the matter, every other from the day the copy was made or received.
WHEN_CLOSED = "Matter closed"
CODES = ("RET-DISC", "RET-DISC-CH", "RET-DISC-DEP")
S = Holding.Status
# Nobody has decided about these yet: their day follows the schedule and the closing of the matter.
UNDECIDED = (S.ACTIVE, S.DUE, S.ON_HOLD)


@dataclass(frozen=True)
class Line:
    """One line of an agency's schedule, as it is offered or approved; no months means never by date, only on review."""

    code: str
    months: int | None
    then: str


def default_lines() -> list[Line]:
    """The lines that come with the catalogue. Where something else may make it later the line has no date, so that
    nothing goes too early; a line that follows another record, or is not ours to act on, is not among them."""
    return [
        Line(rule.code, None if rule.later_of else (12 * rule.years + rule.months) or None, rule.action)
        for rule in retention.default_rules()
        if rule.action in RetentionRule.Then.values
    ]


def retention_code(disclosure: Disclosure) -> str:
    """Which line of a schedule a disclosure falls under. The general line never stands in for the one about children:
    it is the shorter, and would let a child's record go early."""
    if disclosure.about_a_child:
        return "RET-DISC-CH"
    return "RET-DISC-DEP" if disclosure.data_kinds == ["depersonalised"] else "RET-DISC"


def under_code(code: str) -> Q:
    """The copies that fall under a line, as `retention_code` says it of one."""
    child, depersonalised = Q(disclosure__about_a_child=True), Q(disclosure__data_kinds=["depersonalised"])
    return {"RET-DISC-CH": child, "RET-DISC-DEP": ~child & depersonalised, "RET-DISC": ~child & ~depersonalised}[code]


def keep_until(
    disclosure: Disclosure, agency_id, on: date, closed_on: date | None = None
) -> tuple[str, date | None]:  # fmt: skip
    """The line of the agency's schedule and the date it gives, counted from the day the matter was closed for it; while
    nobody has closed it, or for another trigger, from the day the copy was made or received.

    ("", None) where the agency has no such line; a date of None with a line means review only, never by date.
    """
    rule = next(iter(asked(_lines_of, agency_id, retention_code(disclosure))), None)
    if rule is None:
        return "", None
    start = closed_on if closed_on and rule.trigger == WHEN_CLOSED else on
    return rule.code, months_after(start, rule.months) if rule.months is not None else None


def _lines_of(agency, code):
    return RetentionRule.objects.filter(agency_id=agency, code=code).order_by("pk")[:1]


def counts_from_closing(copy: Holding) -> bool:
    """Does the copy's line count from the closing of the matter?"""
    rule = RetentionRule.objects.filter(agency_id=copy.agency_id, code=copy.rule_code).first()
    return rule is not None and rule.trigger == WHEN_CLOSED


def standing(copy: Holding, on: date) -> str:
    """The state of a copy that nobody is about to dispose of and no hold stops."""
    if copy.retain_until_on is not None and copy.retain_until_on <= on:
        return S.DUE
    return S.RETAINED if copy.retained_at else S.ACTIVE


def hold_review_on(at) -> date:
    """When a hold placed or looked at now is looked at again."""
    return as_day(due("CLK-HOLD", as_day(at)))


def holds_over(copy: Holding) -> list[Hold]:
    """The holds of the copy's agency that stand over it, by record or by topic; asked of the facts, not of the status."""
    standing_holds = Hold.objects.standing().filter(agency_id=copy.agency_id).filter(
        Q(holding=copy) | Q(holding=None)
    )  # fmt: skip
    return [hold for hold in standing_holds if Holding.objects.filter(hold.covered(), pk=copy.pk).exists()]


def held(disclosure: Disclosure | UUID, agency_id) -> bool:
    """Is the agency's copy on hold, so that it may be neither changed nor disposed of?"""
    return Holding.objects.filter(disclosure=disclosure, agency_id=agency_id, status=S.ON_HOLD).exists()


def disposed(agency_id, among: Iterable[UUID] | None = None) -> set[UUID]:
    """The keys of the disclosures whose copy this agency has disposed of: it reads no personal content of them any more,
    neither in the record and what belongs to it nor in their history."""
    gone = Holding.objects.filter(agency_id=agency_id, status=S.DISPOSED)
    if among is not None:
        gone = gone.filter(disclosure__in=list(among))
    return set(gone.values_list("disclosure", flat=True))
