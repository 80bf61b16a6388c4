"""What is under way? A meeting of next week that agencies look things up for, advice that is asked for, and an audit."""

from datetime import timedelta

from agencies.actions import open_to_audit
from agencies.tenancy import acting_as
from config.demonstration import meetings
from config.demonstration.calendar import at
from config.demonstration.people import Cast
from protocols.models import Version
from sharing import actions
from sharing.models import Disclosure, Request, Research

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
LOOK_FOR = "Calls to Mill Rise in the last three months, tenancies, and anybody who is at risk there."
GUEST = ("Head of Year", "Mill Rise Academy")
A_QUARTER = timedelta(weeks=13)
JOINS_COUNTS = "The analyst joins the fires with the county's own incidents for the profile of the year."
MAY_WE_PUBLISH = (
    "Two wards have fewer than five deliberate fires in the quarter. May these counts stand in the public profile, or are "
    "they to be put together with the wards beside them?"
)
WHOLE_HISTORY = "They ask for all calls to one address. Is that more than they need to decide about a nuisance there?"
LAST_THREE_MONTHS = (
    "It is. What bears on the nuisance is the last three months, and of these the calls about noise and damage. Calls "
    "about anybody's health stay out. If they want more, they can say for what."
)
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


def advice(cast: Cast) -> None:
    """One question that waits for the county's data protection officer, and one that the constabulary's has answered."""
    analyst, county = cast.members["ncc-partnership-analyst"], cast.members["ncc-data-protection-officer"]
    officer, let_in_at = cast.desk("officer", "NCC"), cast.calendar.working_days_ago(3, "11:10")
    with acting_as(officer):
        counts = Disclosure.objects.get(route=Disclosure.Route.FIGURES)
        actions.let_in(
            counts, analyst, by=officer, at=let_in_at, reason=JOINS_COUNTS, ends_on=(let_in_at + A_QUARTER).date()
        )
    with acting_as(analyst):
        actions.ask_adviser(
            county, by=analyst, at=cast.calendar.working_days_ago(2, "15:30"), question=MAY_WE_PUBLISH, about=counts
        )
    inspector, constabulary = cast.members["npc-neighbourhood-inspector"], cast.members["npc-data-protection-officer"]
    with acting_as(inspector):
        wanted = Request.objects.get(status=Request.Status.SENT, asked_agency=inspector.agency_id)
        asked = actions.ask_adviser(
            constabulary, by=inspector, at=cast.calendar.working_days_ago(1, "09:10"), question=WHOLE_HISTORY, about=wanted
        )
    with acting_as(constabulary):
        actions.advise(asked, by=constabulary, at=cast.calendar.working_days_ago(1, "14:45"), words=LAST_THREE_MONTHS)


def audit(cast: Cast) -> None:
    """The district opens its records for some weeks to the county's auditor, who reads them without personal content."""
    head, day = cast.desk("head", "EDC"), cast.calendar.day
    with acting_as(head):
        open_to_audit(
            cast.agencies["EDC"], cast.members["ncc-internal-auditor"], by=head, reason=AUDIT,
            at=cast.calendar.moment("2026-11-09", "16:20"), starts_on=day("2026-11-16"), ends_on=day("2026-12-18"),
        )  # fmt: skip
