"""What is being prepared? A meeting of next week that agencies look things up for, and an audit that has begun."""

from datetime import timedelta

from agencies.actions import open_to_audit
from agencies.tenancy import acting_as
from config.demonstration import meetings
from config.demonstration.calendar import at
from config.demonstration.people import Cast
from protocols.models import Version
from sharing import actions
from sharing.models import Research

TUESDAY, WEDNESDAY, WEEK = 1, 2, 7
HOUSEHOLD = "EDC-ASB-2207, household at Mill Rise"
REASONS: dict[str, dict] = {
    "1a": {
        "purpose": "antisocial",
        "why": "Four reports of shouting and of stones at a window since the start of the month. A neighbour is afraid.",
    },
    "1b": {"helps": ["harmed", "cause"]},
    "3d": {"effect": "little"},
    "3f": {"effects": ["hurt"], "note": "The neighbour no longer goes out after dark."},
    "3": {"judgement": "Each is asked only for what bears on the last three months at one address."},
    "6a": {"agreed": "not_asked"},
    "6d": {"told": "notice"},
}
LOOK_FOR = "Calls to Mill Rise since September, tenancies, and anybody who is at risk there."
GUEST = ("Head of Year, Mill Rise", "Mill Rise Academy")
AUDIT = "Yearly look at how records made at meetings are kept and marked, for the audit committee."


def next_week(cast: Cast, protocol: Version, procedure: Version) -> None:
    """On Wednesday of next week: who is asked to it has something to answer, and to look up."""
    chair = cast.members["edc-community-safety-manager"]
    today, when = cast.calendar.today, cast.calendar.working_days_ago(3, "11:05")
    monday = today + timedelta(days=WEEK - today.weekday())
    meeting = meetings.planned(
        cast, chair, when, at(monday + timedelta(days=WEDNESDAY), "10:00"), "Mill Rise case conference", meetings.CASES,
        meetings.ROOM, ("NPC", "MGH", "NFR", "NCC"), protocol, procedure,
    )  # fmt: skip
    meetings.replied(cast, meeting, "MGH", "coming", when + timedelta(hours=3))
    with acting_as(chair):
        case = actions.add_item(
            meeting, by=chair, at=when + timedelta(hours=4), title="Case 1", about=HOUSEHOLD,
            justification=REASONS,
        )  # fmt: skip
        lines = actions.send_research(
            meeting, by=chair, at=when + timedelta(hours=4, minutes=10), items=[case],
            agencies=[cast.agencies[code] for code in ("NPC", "MGH")], due_on=monday + timedelta(days=TUESDAY),
            look_for=LOOK_FOR,
        )  # fmt: skip
        name, body = GUEST
        guest = actions.expect_guest(meeting, by=chair, at=when + timedelta(hours=4, minutes=20), name=name, body=body)
        actions.give_pass(guest, by=chair, at=when + timedelta(hours=4, minutes=22))
    landlord = cast.desk("officer", "MGH")
    asked = {line.pk: Research.Reply.HELD for line in lines if line.agency_id == landlord.agency_id}
    with acting_as(landlord):
        actions.answer_research(meeting, by=landlord, at=when + timedelta(hours=5), answers=asked)


def audit(cast: Cast) -> None:
    """The district opens its records for some weeks to the county's auditor, who reads them without personal content."""
    head, day = cast.desk("head", "EDC"), cast.calendar.day
    with acting_as(head):
        open_to_audit(
            cast.agencies["EDC"], cast.members["ncc-internal-auditor"], by=head, reason=AUDIT,
            at=cast.calendar.moment("2026-11-09", "16:20"), starts_on=day("2026-11-16"), ends_on=day("2026-12-18"),
        )  # fmt: skip
