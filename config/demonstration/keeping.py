"""What has each agency in place, and how long does it keep things? Some of both is missing, as it is in life."""

from agencies.actions import record_assurance
from agencies.models import AssuranceItem
from agencies.tenancy import acting_as
from config.demonstration.people import Cast
from sharing import rules
from sharing.actions import approve_schedule

# The others have approved no schedule yet, so that their pages say "no rule".
WITH_A_SCHEDULE = ("NCC", "EDC", "NPC", "NFR", "PRB")
APPROVED = "2024-05-13"
FROM_THE_FIRST = ("EDC", "NPC")
FIRST_APPROVED = "2014-01-13"
SEEN = "2026-03-02"
State = AssuranceItem.State


def record_what_is_in_place(cast: Cast, told: dict) -> None:
    """Registrations, policies and certificates as the board knows them, and what was asked for without an answer."""
    board = cast.board
    with acting_as(board):
        for one in told["agencies"]:
            for what, facts in _items(cast, one):
                seen = cast.calendar.moment(max(one.get("joined_on", SEEN), SEEN))
                record_assurance(by=board, at=seen, agency=cast.agencies[one["code"]], what=what, **facts)


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


def approve_first_schedules(cast: Cast) -> None:
    """Two agencies had a schedule from the beginning."""
    for code in FROM_THE_FIRST:
        _approve(cast, code, FIRST_APPROVED)


def approve_schedules(cast: Cast) -> None:
    """Some heads approve the schedule that comes with the catalogue for their own agency."""
    for code in WITH_A_SCHEDULE:
        _approve(cast, code, APPROVED)


def _approve(cast: Cast, code: str, day: str) -> None:
    head = cast.desk("head", code)
    with acting_as(head):
        approve_schedule(rules.default_lines(), by=head, at=cast.calendar.moment(day, "14:00"))
