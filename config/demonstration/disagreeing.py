"""How did two agencies talk about a refusal? Officers first, then the heads, and nobody is made to share (TR-03)."""

from agencies.tenancy import acting_as
from config.demonstration.people import Cast
from sharing import actions
from sharing.models import Dispute, Request

WHY = "The profile has to show who is hurt more than once. Figures by area do not, and only the trust knows."
WOULD_DO = "Names, dates of birth and postcodes for one quarter, held by one officer and destroyed afterwards."
TALKS = (
    (
        "2026-09-22",
        "The trust offers its figures by small area. The borough asks whether initials and year of birth would do.",
        "Figures each quarter by small area, age band and time of day",
    ),
    (
        "2026-09-29",
        "Initials and year of birth of people hurt with knives in a small area are names by another word. The figures are "
        "agreed; names are not.",
        "The first set of figures before the profile is due",
    ),
)
WHO = "Community Safety Lead, Westhaven; Information Governance Manager, Northmere Acute Hospitals"
TERMS = (
    "Figures by small area each quarter, the first set within a month. Information about a named person stays a "
    "matter for the trust, case by case. Nothing was disclosed because of the dispute."
)


def settle_in_part(cast: Cast, request: Request, told: dict) -> Dispute:
    """Opened by whoever asked, talked about twice, put to the heads, and closed with part of it agreed."""
    moment = cast.calendar.moment
    asker, lead = cast.members["wbc-violence-reduction-officer"], cast.desk("officer", "WBC")
    with acting_as(asker):
        dispute = actions.open_dispute(request, by=asker, at=moment(told["opened_at"]), why=WHY, would_do=WOULD_DO)
    with acting_as(lead):
        for day, said, offered in TALKS:
            actions.log_discussion(
                dispute, by=lead, at=moment(day, "16:00"), talked_on=cast.calendar.day(day), who=WHO, said=said,
                offered=offered,
            )  # fmt: skip
        actions.escalate(
            dispute, by=lead, at=moment(told["escalated_on"], "10:10"), code=Dispute.Why.NOT_AGREED,
            reason=told["escalation_reason"],
        )  # fmt: skip
    theirs, ours = cast.desk("head", "NAT"), cast.desk("head", "WBC")
    with acting_as(theirs):
        actions.propose_terms(
            dispute, by=theirs, at=moment("2026-10-16", "15:30"), outcome=Dispute.Status.PART, terms=TERMS
        )
    with acting_as(ours):
        return actions.settle(dispute, by=ours, at=moment(told["closed_on"], "11:00"), outcome=Dispute.Status.PART)
