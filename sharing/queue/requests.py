"""What was asked: to be answered, to be confirmed after a call, to be shared once granted, and what others owe us."""

from django.db.models import Exists, OuterRef

from agencies.questions import asked
from agencies.roles import WHOLE_AGENCY
from sharing import rules
from sharing.models import Decision, Request
from sharing.queue.lines import LEADS, MOST, line, place

S = Request.Status


def to_answer(member, on):
    """Requests to this agency: to answer for those who may, to see to for those who lead it or took it up."""
    waiting = _rows(_to_answer, member)
    decidable = rules.decidable(member, waiting, on)
    for one in waiting:
        if one in decidable:
            yield line(f"Answer request {one.reference}", one.asking_agency, one.sent_at, one.due_at, on, "Answer",
                       place("decide", member, reference=one.reference))  # fmt: skip
        elif member.has(*LEADS) or one.claimed_by_id == member.pk:
            yield line(f"See that request {one.reference} is answered", one.asking_agency, one.sent_at, one.due_at, on,
                       "See the request", one.get_absolute_url())  # fmt: skip


def to_confirm(member, on):
    """What was asked by telephone and is not confirmed in writing."""
    for one in asked(_by_telephone, member) if member.has(*LEADS) else ():
        yield line(f"Confirm what was asked by telephone, {one.reference}", one.asked_agency, one.sent_at, None, on,
                   "Confirm", place("confirm_request", member, reference=one.reference))  # fmt: skip


def granted(member, on):
    """What was granted and not yet shared, for those who lead, took it up or decided it."""
    for one in _rows(_granted, member):
        decided = one.mine  # type: ignore[attr-defined]  # annotated below
        if member.has(*LEADS) or member.pk == one.claimed_by_id or decided:
            yield line(f"Share what request {one.reference} was granted", one.asking_agency, one.sent_at, one.due_at, on,
                       "Share it", one.get_absolute_url())  # fmt: skip


def unanswered(member, on):
    """What this agency asked and waits for."""
    for one in _rows(_unanswered, member):
        yield line(f"Answer to request {one.reference}", one.asked_agency, one.sent_at, one.due_at, on, "See the request",
                   one.get_absolute_url())  # fmt: skip


def _rows(make, member) -> list[Request]:
    """What a practitioner sees depends on whether they may decide, and that is asked first."""
    return asked(make, member) if member.has(*WHOLE_AGENCY) else list(make(member))


def _waiting(member):
    return Request.objects.visible_to(member).waiting()


def _to_answer(member):
    waiting = _waiting(member).filter(asked_agency_id=member.agency_id)
    return waiting.select_related("asking_agency", "asked_by").order_by("due_at")[:MOST]


def _by_telephone(member):
    taken = _waiting(member).filter(asking_agency_id=member.agency_id, asked_by=None)
    return taken.select_related("asked_agency").order_by("sent_at")[:MOST]


def _granted(member):
    found = Request.objects.visible_to(member).filter(
        asked_agency_id=member.agency_id, status__in=[S.GRANTED, S.PART], disclosures=None
    )
    decided = Decision.objects.filter(request=OuterRef("pk"), by=member)
    return found.annotate(mine=Exists(decided)).select_related("asking_agency").order_by("due_at")[:MOST]


def _unanswered(member):
    waiting = _waiting(member).filter(asking_agency_id=member.agency_id)
    return waiting.select_related("asked_agency").order_by("due_at")[:MOST]
