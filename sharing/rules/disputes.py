"""What is true of a disagreement about an answer: who speaks for each side, what has been tried, and what comes next."""

from datetime import date

from agencies.access import may
from agencies.models import Membership
from agencies.roles import Role
from sharing.models import Decision, Dispute, Request

W = Dispute.Why
DISPUTABLE = (Request.Status.REFUSED, Request.Status.PART)


def disputable(request: Request) -> bool:
    """It was refused, in whole or in part, and nobody is talking about that already."""
    return request.status in DISPUTABLE and not request.disputes.going_on().exists()


def nothing_discussed(dispute: Dispute) -> list[str]:
    """Every effort is made to agree before it is said that nobody could (P-12.5)."""
    if dispute.notes.exists():
        return []
    return ["Nobody has written down a discussion yet. Talk at least once, and write down what was said."]


def heads_codes(request: Request, on: date) -> list[str]:
    """The coded reasons for going to the heads at once, those that hold by what is on record first."""
    decided = Decision.objects.filter(request=request).values_list("by__person_id", flat=True)
    found = [W.URGENT] if request.urgency != Request.Urgency.ORDINARY else []
    for agency in (request.asking_agency_id, request.asked_agency_id):
        officers = Membership.objects.active(on).filter(agency_id=agency).with_role(Role.OFFICER)
        if not officers.exists():
            found.append(W.VACANT)
        elif not officers.exclude(person_id__in=decided).exists():
            found.append(W.DECIDER)
    rest = [code for code in (W.URGENT, W.VACANT, W.DECIDER) if code not in found]
    return list(dict.fromkeys([*found, *rest]))


def dispute_next(dispute: Dispute, member: Membership) -> tuple[str, str | None]:
    """A sentence, and the verb of the one button if it is this member's to press."""
    if not dispute.is_going_on:
        return "Nothing more is waiting here.", None
    speaks = may(member, "log_discussion", dispute)
    if dispute.offered_by is not None:
        if speaks and dispute.offered_by.agency_id != member.agency_id:
            return f"Answer what {dispute.offered_by.agency} offers.", "settle"
        asker = dispute.offered_by.agency_id == dispute.request.asking_agency_id
        other = dispute.request.asked_agency if asker else dispute.request.asking_agency
        return f"{other} answers what was offered.", None
    whose = "heads of agency" if dispute.status == Dispute.Status.HEADS else "designated officers"
    sentence = f"The {whose} of both agencies talk, and write down what was said."
    return sentence, "log_discussion" if speaks else None
