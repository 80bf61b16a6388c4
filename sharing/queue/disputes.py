"""Disputes going on: those in which this member has the next word, and those that others talk about."""

from agencies.questions import asked
from agencies.roles import Role
from sharing import rules
from sharing.models import Dispute
from sharing.queue.lines import LEADS, MOST, line

_DOINGS = {"log_discussion": ("Talk about", "See both sides"), "settle": ("Answer the offer in", "See the offer")}


def ours(member, on):
    """Those in which one speaks for the agency; an offer of the other side first."""
    for one in _going_on(member) if member.has(*LEADS) else ():
        _sentence, verb = rules.dispute_next(one, member)
        if verb:
            what, action = _DOINGS[verb]
            yield line(f"{what} {one.reference}", _other_side(member, one), one.opened_at, one.due_at, on, action,
                       one.get_absolute_url())  # fmt: skip


def theirs(member, on):
    """Those that others talk about: whoever asked, and the side that waits for an answer to its offer."""
    for one in _going_on(member):
        _sentence, verb = rules.dispute_next(one, member)
        if not verb:
            yield line(f"Talks about {one.reference}", _other_side(member, one), one.opened_at, one.due_at, on,
                       "See both sides", one.get_absolute_url())  # fmt: skip


def _going_on(member):
    return [] if member.has(Role.AUDITOR) and not member.has(*LEADS) else asked(_seen, member)


def _seen(member):
    found = Dispute.objects.visible_to(member).going_on().select_related(
        "request__asking_agency", "request__asked_agency", "offered_by__agency"
    )
    return found.order_by("due_at")[:MOST]


def _other_side(member, dispute):
    request = dispute.request
    return request.asked_agency if request.asking_agency_id == member.agency_id else request.asking_agency
