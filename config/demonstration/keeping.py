"""What has each agency in place, and how long does it keep things? Some of both is missing, as it is in life."""

from agencies.actions import record_assurance
from agencies.models import AssuranceItem
from agencies.tenancy import acting_as
from config.demonstration.people import Cast
from protocols.catalogue import retention
from protocols.models import RetentionRule

# The others have approved no schedule yet, so that their pages say "no rule".
WITH_A_SCHEDULE = ("NCC", "EDC", "NPC", "NFR", "PRB")
APPROVED = "2024-05-13"
SEEN = "2026-03-02"
State = AssuranceItem.State


def record_what_is_in_place(cast: Cast, told: dict) -> None:
    """Registrations, policies and certificates as the board knows them, and what was asked for without an answer."""
    board = cast.board
    with acting_as(board):
        for one in told["agencies"]:
            for what, facts in _items(cast, one):
                record_assurance(
                    by=board, at=cast.calendar.moment(one.get("joined_on", SEEN)), agency=cast.agencies[one["code"]],
                    what=what, **facts,
                )  # fmt: skip


def _items(cast: Cast, told: dict):
    day = cast.calendar.day
    registration = told["registration"]
    yield "Registration with the regulator", {
        "state": State.HELD, "expires_on": day(registration["expires_on"]), "note": registration["number"],
    }  # fmt: skip
    for document in told.get("policy_documents", ()):
        yield "Appropriate policy document", {
            "state": State.HELD, "expires_on": day(document["next_review"]), "note": document["reference"],
        }  # fmt: skip
    for certificate in told.get("certificates", ()):
        ends = day(certificate["expires_on"])
        state = State.HELD if ends >= cast.calendar.today else State.EXPIRED
        yield certificate["scheme"], {"state": state, "expires_on": ends}
    for policy in told.get("policies", ()):
        yield (
            f"{policy['policy']} policy",
            ({"state": State.HELD} if policy["held"] else {"state": State.ASKED, "note": _attempts(cast, policy)}),
        )


def _attempts(cast: Cast, policy: dict) -> str:
    """Each time it was asked for, in a line."""
    made = [f"{cast.calendar.day(attempt['on']):%-d %B %Y}: {attempt['how']}" for attempt in policy["attempts"]]
    return f"{policy['shown_as']}. {'. '.join(made)}."


def approve_schedules(cast: Cast) -> None:
    """Some heads approve the schedule that comes with the catalogue for their own agency."""
    for code in WITH_A_SCHEDULE:
        head = cast.desk("head", code)
        with acting_as(head, "approve_schedule"):
            RetentionRule.objects.bulk_create(
                RetentionRule(
                    partnership_id=head.partnership_id, agency_id=head.agency_id, code=rule.code,
                    record_type=rule.record_type, trigger=rule.trigger, months=_months(rule), then=rule.action,
                    basis=rule.basis, approved_by=head, approved_at=cast.calendar.moment(APPROVED, "14:00"),
                )
                for rule in retention.default_rules()
                if rule.action in RetentionRule.Then.values
            )  # fmt: skip


def _months(rule: retention.RetentionRule) -> int | None:
    """Months after the trigger; none where something else may make it later, so that nothing goes too early."""
    return None if rule.later_of else (12 * rule.years + rule.months) or None
