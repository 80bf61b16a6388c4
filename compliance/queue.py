"""What waits for somebody about cases, retention and exports?"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from agencies.access import may
from agencies.models import Membership
from agencies.models.partnership import slug_of
from agencies.questions import asked, counted
from agencies.queue import QueueItem
from compliance import rules
from compliance.models import CaseNotice, CopyReview, NonComplianceCase, Remedy
from compliance.permissions import LEADS
from protocols.catalogue.clocks import as_day
from sharing.models import Hold, Holding, Suspension
from sharing.queue.lines import MOST, line

# Beyond a few copies home says how many, and counts no further than this.
FEW, MANY = 3, 1000
S = NonComplianceCase.Status
# A pause that is looked at again within so many days waits for somebody; later it is only coming up.
SOON = timedelta(days=5)
AHEAD = timedelta(days=90)


def waiting_for(member: Membership, on: date) -> list[QueueItem]:
    """What this member should do next: take up, find, finish, confirm, look again, be the second person."""
    return [
        *_cases(member, on), *_notices(member, on), *_pauses(member, on, until=on + SOON), *_remedies(member, on, on),
        *_copies(member, on), *_disposals(member, on), *_holds(member, on),
    ]  # fmt: skip


def waiting_elsewhere(member: Membership, on: date) -> list[QueueItem]:
    """What the member waits for, and in whose court it is: findings of others, receipts of our notices."""
    if not member.has(*LEADS):
        return []
    return [
        *(
            line(f"Finding in {one.reference}", one.agency, one.opened_at, one.due_on, on, "See the case",
                  one.get_absolute_url())
            for one in asked(_of_others, member)
        ),
        *(
            line(f"Receipt of our notice in {one.case_reference}", one.to_agency, one.issued_at, one.receipt_due_at, on,
                  "See the notice", one.get_absolute_url())
            for one in asked(_sent, member)
        ),
    ]  # fmt: skip


def _of_others(member):
    wrote = NonComplianceCase.objects.visible_to(member).filter(status__in=[S.REPORTED, S.OPEN])
    return wrote.exclude(agency_id=member.agency_id).select_related("agency").order_by("due_on")[:MOST]


def _sent(member):
    sent = CaseNotice.objects.visible_to(member).unconfirmed().filter(agency_id=member.agency_id)
    return sent.select_related("to_agency").order_by("receipt_due_at")[:MOST]


def coming_up(member: Membership, on: date) -> list[QueueItem]:
    """What will fall due: remedies, and pauses to look at again."""
    return [
        *_remedies(member, on, on + AHEAD, after=on),
        *_pauses(member, on, until=on + AHEAD, after=on + SOON),
    ]


def _cases(member, on) -> Iterator[QueueItem]:
    leads = member.has(*LEADS)
    for one in asked(_own, member):
        looked, wrote = getattr(one, "investigation", None), getattr(one, "allegation", None)
        whom = wrote.agency if wrote else member.agency
        mine = looked is not None and looked.investigator_id == member.pk
        if one.status == S.REPORTED and leads:
            due = as_day(rules.reading_due(one.opened_at))
            yield line(f"Take up case {one.reference}", whom, one.opened_at, due, on, "Take it up",
                        _at("take_up", member, reference=one.reference))  # fmt: skip
        elif one.status == S.OPEN and (leads or mine):
            yield line(f"Make the finding in {one.reference}", whom, one.opened_at, one.due_on, on, "Go on",
                        _at("investigation", member, reference=one.reference))  # fmt: skip
        elif one.status == S.FOUND and leads:
            yield line(f"Finish case {one.reference}", whom, one.found_at, None, on, "See what is missing",
                        one.get_absolute_url())  # fmt: skip


def _own(member):
    own = NonComplianceCase.objects.visible_to(member).filter(agency_id=member.agency_id, joined_to=None).unfinished()
    return own.select_related("investigation", "allegation__agency").order_by("due_on")[:MOST]


def _notices(member, on) -> Iterator[QueueItem]:
    if not member.has(*LEADS):
        return
    for one in asked(_received, member):
        yield line(f"Confirm receipt of the notice in {one.case_reference}", one.agency, one.issued_at, one.receipt_due_at,
                    on, "Read it", one.get_absolute_url())  # fmt: skip


def _received(member):
    received = CaseNotice.objects.visible_to(member).unconfirmed().filter(to_agency_id=member.agency_id)
    return received.select_related("agency").order_by("receipt_due_at")[:MOST]


def _pauses(member, on, *, until, after=None) -> Iterator[QueueItem]:
    if not member.has(*LEADS):
        return
    for one in asked(_running, member, until, after):
        yield line(f"Look again at our pause: {one.scope}", one.towards, one.started_at, one.review_on, on, "Look at it",
                    _at("suspension", member, key=one.pk))  # fmt: skip


def _running(member, until, after):
    own = Suspension.objects.visible_to(member).running().filter(agency_id=member.agency_id, review_on__lte=until)
    own = own if after is None else own.filter(review_on__gt=after)
    return own.select_related("towards").order_by("review_on")[:MOST]


def _remedies(member, on, until, after=None) -> Iterator[QueueItem]:
    if not member.has(*LEADS):
        return
    for one in asked(_undone, member, until, after):
        yield line(f"Do the remedy in {one.case.reference}", member.agency, one.planned_at, one.due_on, on, "See the case",
                    one.case.get_absolute_url())  # fmt: skip


def _undone(member, until, after):
    own = Remedy.objects.outstanding().filter(agency_id=member.agency_id, due_on__lte=until)
    own = own if after is None else own.filter(due_on__gt=after)
    return own.select_related("case").order_by("due_on")[:MOST]


def _copies(member, on) -> Iterator[QueueItem]:
    """Copies whose day has come: each while there are few, and one line for many."""
    if not member.has(*LEADS):
        return
    first = asked(_first_due, member)
    if len(first) > FEW:
        count = counted(_many_due, member)
        said = f"more than {MANY:,}" if count > MANY else str(count)
        yield line(f"Look at {said} copies whose day has come", member.agency, first[0].retain_until_on, None, on,
                    "Look at them", _at("retention", member))  # fmt: skip
        return
    for one in first:
        yield line(f"Look at our copy of {one.disclosure.reference}", member.agency, one.retain_until_on, None, on,
                    "Look at it", _at("copy", member, reference=one.disclosure.reference))  # fmt: skip


def _due(member):
    return Holding.objects.visible_to(member).filter(status=Holding.Status.DUE, retain_until_on__isnull=False)


def _first_due(member):
    return _due(member).select_related("disclosure").order_by("retain_until_on", "id")[: FEW + 1]


def _many_due(member):
    return _due(member)[: MANY + 1]


def _disposals(member, on) -> Iterator[QueueItem]:
    """Proposed by somebody else, or approved and not carried out."""
    if not member.has(*LEADS):
        return
    for one in asked(_under_way, member):
        reference = one.holding.disclosure.reference
        if one.status != CopyReview.Status.PROPOSED:
            yield line(f"Dispose of our copy of {reference}", member.agency, one.approved_at, None, on, "Carry it out",
                        _at("dispose", member, reference=reference))  # fmt: skip
        elif may(member, "approve_disposal", one):
            yield line(f"Decide whether our copy of {reference} is disposed of", one.proposed_by.named, one.proposed_at,
                        None, on, "Decide", _at("approve_disposal", member, reference=reference))  # fmt: skip


def _under_way(member):
    standing = [Holding.Status.UNDER_REVIEW, Holding.Status.APPROVED]
    going = CopyReview.objects.visible_to(member).under_way().filter(holding__status__in=standing)
    return going.select_related("holding__disclosure", "proposed_by__person").order_by("proposed_at")[:MOST]


def _holds(member, on) -> Iterator[QueueItem]:
    """Holds to look at again, and those that somebody else asks to lift."""
    if not member.has(*LEADS):
        return
    for one in asked(_standing, member, on + SOON):
        place = _at("hold", member, reference=one.reference)
        if one.status == Hold.Status.LIFT_ASKED and may(member, "lift_hold", one):
            yield line(f"Decide whether hold {one.reference} is lifted", one.lift_asked_by.named, one.lift_asked_at, None,
                        on, "Decide", place)  # fmt: skip
        elif one.review_on <= on + SOON:
            yield line(f"Look again at hold {one.reference}", member.agency, one.placed_at, one.review_on, on,
                        "Look at it", place)  # fmt: skip


def _standing(member, until):
    own = Hold.objects.visible_to(member).standing().select_related("lift_asked_by__person")
    return own.filter(Q(status=Hold.Status.LIFT_ASKED) | Q(review_on__lte=until)).order_by("review_on")[:MOST]


def _at(name, member, **parts) -> str:
    return reverse(f"compliance:{name}", kwargs={"partnership": slug_of(member.partnership_id), **parts})
