"""What each agency decides about keeping its copies: its schedule, and when a matter is closed for it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models.expressions import RawSQL

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked
from agencies.tenancy import say_verb
from protocols.catalogue import retention
from protocols.catalogue.clocks import as_day
from protocols.models import RetentionRule
from sharing import rules
from sharing.actions.copies import renew_copy
from sharing.models import Disclosure, Holding

S = Holding.Status
_FROM_CLOSING = "(coalesce(closed_on, began_on) + make_interval(months => %s))::date"
_FROM_BEGINNING = "(began_on + make_interval(months => %s))::date"
LONGEST = 1200  # months


@transaction.atomic
def approve_schedule(lines: Sequence[rules.Line], *, by: Membership, at: datetime) -> list[RetentionRule]:
    """How long the agency keeps its own copies, line by line; a type without a line has no rule, and that is said.

    Copies about which nobody has decided yet follow at once. Raises ValueError for a line that is not in the catalogue,
    appears twice or cannot be.
    """
    require(by, "approve_schedule", Holding)
    offered = {rule.code: rule for rule in retention.default_rules()}
    codes = [line.code for line in lines]
    if len(set(codes)) != len(codes) or not set(codes) <= set(offered):
        raise ValueError("Each line of a schedule is one of the catalogue, once.")
    if any(line.months is not None and not 0 < line.months <= LONGEST for line in lines):
        raise ValueError(f"A line keeps records for 1 to {LONGEST} months, or has no date.")
    if any(line.then not in RetentionRule.Then.values for line in lines):
        raise ValueError("A line says what happens at the end: review, dispose or archive.")
    say_verb("approve_schedule")
    own = RetentionRule.objects.filter(agency_id=by.agency_id)
    own.exclude(code__in=codes).delete()
    kept = {rule.code: rule for rule in own.select_for_update()}
    approved = [_rule(kept.get(line.code), line, offered[line.code], by, at) for line in lines]
    new = [rule for rule in approved if rule.code not in kept]
    RetentionRule.objects.bulk_create(new)
    RetentionRule.objects.bulk_update(
        [rule for rule in approved if rule.code in kept],
        ["record_type", "trigger", "months", "then", "basis", "approved_by", "approved_at"],
    )
    for code in rules.CODES:
        _follow(by.agency_id, code, next((rule for rule in approved if rule.code == code), None), as_day(at))
    return approved


def _rule(kept: RetentionRule | None, line: rules.Line, offered, by: Membership, at: datetime) -> RetentionRule:
    rule = kept or RetentionRule(partnership_id=by.partnership_id, agency_id=by.agency_id, code=line.code)
    rule.record_type, rule.trigger, rule.basis = offered.record_type, offered.trigger, offered.basis
    rule.months, rule.then, rule.approved_by, rule.approved_at = line.months, line.then, by, at
    return rule


def _follow(agency_id, code: str, rule: RetentionRule | None, on: date) -> None:
    """Every copy under the line counts by it from now on, in two statements however many there are."""
    copies = Holding.objects.filter(rules.under_code(code), agency_id=agency_id, status__in=rules.UNDECIDED)
    until = None
    if rule is not None and rule.months is not None:
        counted = _FROM_CLOSING if rule.trigger == rules.WHEN_CLOSED else _FROM_BEGINNING
        until = RawSQL(counted, [rule.months])
    copies.filter(retained_at=None).update(rule_code=rule.code if rule else "", retain_until_on=until)
    # What has not reached its new day is not due; what has reached it is found by the sweep.
    due = copies.filter(status=S.DUE, retained_at=None)
    due.exclude(retain_until_on__lte=on).update(status=S.ACTIVE)


@transaction.atomic
def close_matter(disclosure: Disclosure, *, by: Membership, at: datetime, on: date) -> Holding:
    """The matter is closed for the agency: from that day its own copy is kept (TR-22). May be put right later.

    Raises ValueError for a day to come, or before it was shared.
    """
    disclosure = locked(disclosure)
    require(by, "close_matter", disclosure)
    copy = Holding.objects.select_for_update().filter(disclosure=disclosure, agency_id=by.agency_id).first()
    if copy is None:
        raise MoveRefused("Your agency's own clock begins when receipt is confirmed.")
    if copy.status == S.ON_HOLD:
        raise MoveRefused(rules.HELD)
    if copy.status not in (S.ACTIVE, S.DUE, S.RETAINED):
        raise MoveRefused(f"Your agency's copy is {copy.get_status_display().lower()}.")
    if on > as_day(at):
        raise ValueError("A matter is closed today or on a day that has passed.")
    if on < as_day(disclosure.shared_at):
        raise ValueError("A matter cannot be closed before anything was shared in it.")
    say_verb("close_matter")
    copy.closed_on = on
    copy.save(update_fields=["closed_on"])
    renew_copy(disclosure, by.agency_id, as_day(at))
    copy.refresh_from_db()
    return copy
