"""What others want to pass on of what this agency shared, and what it waits for before it passes something on itself."""

from datetime import timedelta

from django.db.models import Q

from agencies.questions import asked
from agencies.roles import WHOLE_AGENCY, Role
from sharing import rules
from sharing.models import Checklist, OnwardRequest
from sharing.queue.lines import LEADS, MOST, line, place

S, Kind = OnwardRequest.Status, OnwardRequest.Kind
# For so long an answer stands on the home page of whoever asked.
NEWS = timedelta(days=14)


def to_answer(member, on):
    """What this member may answer, and for those who lead the agency what others there are to answer."""
    put = [one for one in _going_on(member) if one.owner_agency_id == member.agency_id]
    answerable = rules.answerable(member, put, on)
    for one in put:
        if one in answerable:
            yield line(f"{_wish(one)}, {one.reference}", one.asking_agency, one.sent_at, one.due_at, on, "Answer",
                       place("answer_onward", member, reference=one.reference))  # fmt: skip
        elif member.has(*LEADS):
            yield line(f"See that {one.reference} is answered", one.asking_agency, one.sent_at, one.due_at, on,
                       "See the question", one.get_absolute_url())  # fmt: skip


def answered(member, on):
    """What one asked and was answered lately, until the questions that wait for it are done."""
    for one in asked(_answered, member, on - NEWS):
        outcome = one.get_status_display().lower()
        yield line(f"Read the answer to {one.reference}: {outcome}", one.owner_agency, one.answered_at, None, on,
                   "Read it", one.get_absolute_url())  # fmt: skip


def unanswered(member, on):
    """What this agency asked and waits for; what was not answered in time is still waited for, and late."""
    for one in _going_on(member):
        if one.asking_agency_id == member.agency_id:
            yield line(f"Answer to {one.reference}", one.owner_agency, one.sent_at, one.due_at, on, "See the question",
                       one.get_absolute_url())  # fmt: skip


def _wish(one) -> str:
    what = f"part of {one.about}" if one.disclosure else one.about
    may = "may be used for something else" if one.kind == Kind.NEW_USE else "may be passed on"
    return f"Say whether {what} {may}"


def _going_on(member):
    """What a practitioner sees depends on whether they may decide, and that is asked first."""
    if member.has(Role.AUDITOR) and not member.has(*LEADS):
        return []
    return asked(_seen, member) if member.has(*WHOLE_AGENCY) else list(_seen(member))


def _seen(member):
    ours = Q(owner_agency_id=member.agency_id) | Q(asking_agency_id=member.agency_id)
    return OnwardRequest.objects.visible_to(member).waiting().filter(ours).with_subject().order_by("due_at")[:MOST]


def _answered(member, since):
    found = OnwardRequest.objects.filter(asked_by=member, answered_at__date__gte=since)
    done = Checklist.objects.filter(pk__in=found.values("checklist")).exclude(status=Checklist.Status.OPEN)
    return found.exclude(checklist__in=done.values("pk")).select_related("owner_agency").order_by("answered_at")[:MOST]
