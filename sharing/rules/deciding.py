"""Who may answer a request? A grant from the head, for dates, kinds of data, urgencies and markings (practice 4)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from agencies.models import DecisionMaker, Membership
from agencies.questions import asked
from agencies.roles import ADVISERS
from protocols.catalogue import markings
from sharing import checklist as questions
from sharing.models import Request

# Coded reasons of refusal, in the words of the page that asks for them.
REFUSAL_REASONS = {choice.value: choice.label for choice in questions.page("refuse").field("reason_code").choices}
_SENSITIVE = frozenset({"special", "offences"})


def may_decide(member: Membership, request: Request, on: date) -> bool:
    """May this member answer this request on that day? Not by office, not as an adviser, not what they asked themselves."""
    return bool(decidable(member, [request], on))


def decidable(member: Membership, requests: list[Request], on: date) -> list[Request]:
    """Which of these requests may this member answer on that day? In one question, or none."""
    if member.has(*ADVISERS):
        return []
    put = [
        one for one in requests
        if one.asked_agency_id == member.agency_id
        and not (one.asked_by and one.asked_by.person_id == member.person_id)
    ]  # fmt: skip
    grants = asked(_grants_of, member, on) if put else []
    return [one for one in put if any(covers(grant, one) for grant in grants)]


def _grants_of(member, on):
    return in_force(on).filter(member=member, agency_id=member.agency_id)


def covers(grant: DecisionMaker, request: Request) -> bool:
    """Does a grant reach this request's kinds of data, urgency and expected marking?"""
    if grant.urgencies and request.urgency not in grant.urgencies:
        return False
    return reaches(grant, request.data_kinds, expected_marking(request))


def reaches(grant: DecisionMaker, data_kinds: Iterable[str], marking: str) -> bool:
    """Does a grant reach information of these kinds, at this marking?"""
    if grant.data_kinds and not set(data_kinds) <= set(grant.data_kinds):
        return False
    return _order(grant.highest_marking) >= _order(marking)


def expected_marking(request: Request) -> str:
    """What an answer would be marked under today's scheme: extra care for health, offences and the like."""
    return "OFFICIAL-SENSITIVE" if _SENSITIVE & set(request.data_kinds) else "OFFICIAL"


def decision_makers(request: Request, on: date) -> list[Membership]:
    """Everyone in the asked agency who may answer it on that day."""
    return decision_makers_of([request], on)[request.pk]


def decision_makers_of(requests: list[Request], on: date) -> dict[UUID, list[Membership]]:
    """The same of many requests, by their keys, in two questions."""
    agencies = {request.asked_agency_id for request in requests}
    grants = in_force(on).filter(agency_id__in=agencies).select_related("member__person")
    active = set(Membership.objects.active(on).filter(agency_id__in=agencies).values_list("pk", flat=True))
    open_to = [grant for grant in grants if grant.member_id in active and not grant.member.has(*ADVISERS)]
    return {
        request.pk: list(
            {
                grant.member_id: grant.member
                for grant in open_to
                if grant.agency_id == request.asked_agency_id and covers(grant, request)
            }.values()
        )
        for request in requests
    }


def in_force(on: date):
    """The grants in force on a day."""
    return DecisionMaker.objects.on(on)


def _order(level: str) -> tuple[int, bool]:
    try:
        return markings.level("GSC-2024", level).order
    except LookupError:
        return (
            0,
            False,
        )  # "UNMARKED", or a level of another scheme: nothing is converted, so it reaches nothing marked
