"""How long does a holder keep its copy? By its own schedule, and where that has no line the answer is "no rule"."""

from datetime import date

from protocols.catalogue.clocks import months_after
from protocols.models import RetentionRule
from sharing.models import Disclosure

NO_RULE = "No rule"


def retention_code(disclosure: Disclosure) -> str:
    """Which line of a schedule a disclosure falls under. The general line never stands in for the one about children:
    it is the shorter, and would let a child's record go early."""
    if disclosure.about_a_child:
        return "RET-DISC-CH"
    return "RET-DISC-DEP" if disclosure.data_kinds == ["depersonalised"] else "RET-DISC"


def keep_until(disclosure: Disclosure, agency_id, on: date) -> tuple[str, date | None]:
    """The line of the agency's schedule and the date it gives, counted from the day the copy was made or received.

    ("", None) where the agency has no such line; a date of None with a line means review only, never by date.
    """
    rule = RetentionRule.objects.filter(agency_id=agency_id, code=retention_code(disclosure)).first()
    if rule is None:
        return "", None
    return rule.code, months_after(on, rule.months) if rule.months is not None else None
