"""What does a disposal certificate say? Numbers, kinds, dates and roles, and never whom the record was about (domain E4)."""

from datetime import date, datetime

from compliance.models import CopyReview
from compliance.rules.retention import list_digest, other_holders, retention_rule
from protocols.catalogue.clocks import LONDON, as_day
from protocols.rules import said

_HOLDERS = {
    "disposed": "has disposed of its copy",
    "held": "has been told; has not said that its copy is gone",
    "awaiting_receipt": "never confirmed that it received it; its own time runs",
}


def certificate(review: CopyReview) -> dict:
    """Everything that the certificate prints, fixed when the disposal is carried out."""
    copy = review.holding
    disclosure, rule = copy.disclosure, retention_rule(copy)
    references = [disclosure.reference]
    return {
        "reference": review.certificate,
        "marking": "",
        "agency": str(copy.agency),
        "record_types": [rule.record_type if rule else "Disclosure"],
        "references": references,
        "count": len(references),
        "digest": list_digest(references),
        "shared": _day(as_day(disclosure.shared_at)),
        "marked": disclosure.marking,
        "asset_form": review.get_asset_form_display(),
        "rule": f"{copy.rule_code}, approved {_day(as_day(rule.approved_at))}" if rule else copy.rule_code,
        "trigger": rule.trigger if rule else "",
        "trigger_on": _day(copy.closed_on or copy.began_on),
        "due_on": _day(copy.retain_until_on),
        "hold_check": f"No hold found, {_moment(review.hold_checked_at)}",
        "proposed": _act(review.proposed_by, review.proposed_at),
        "approved": _act(review.approved_by, review.approved_at),
        "carried_out": _act(review.disposed_by, review.disposed_at),
        "method": review.get_method_display(),
        **{name: review.done.get(name, "") for name in DONE},
        "backups_lapse_on": _day(review.backups_lapse_on),
        "holders": [[one["agency"], _HOLDERS[one["state"]]] for one in other_holders(copy)],
    }


DONE = ("standard", "place", "contractor", "contractor_certificate", "witness")


def _act(member, at) -> str:
    """Who, as a part played and not as a name, and when."""
    return f"{member.job_title}, {_moment(at)}"


def _day(day: date | None) -> str:
    return said(day) if day else ""


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{said(local.date())}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
