"""What of requests and records waits for this member, for others, and comes up? Parts of the home page (pages 3.1)."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from agencies.models.partnership import slug_of
from agencies.queue import QueueItem
from agencies.roles import Role
from protocols.catalogue.clocks import as_day
from sharing import rules
from sharing.checklist import page, unanswered
from sharing.models import (
    CaseLine,
    Checklist,
    Disclosure,
    DisclosureParty,
    Dispute,
    Holding,
    Meeting,
    MeetingAction,
    MeetingParty,
    Request,
    Research,
)  # fmt: skip
from sharing.permissions import WORKERS

MOST = 50
LEADS = (Role.OFFICER, Role.HEAD)
SOON = timedelta(days=90)


def waiting_for(member, on: date) -> list[QueueItem]:
    """What this member could do now: answer, confirm, finish, share what was granted; overdue first."""
    found = [
        *_requests_to_answer(member, on), *_calls_to_confirm(member, on), *_granted(member, on), *_receipts(member, on),
        *_owed(member, on), *_unfinished(member, on), *_disputes(member, on), *_meetings(member, on),
    ]  # fmt: skip
    return sorted(found, key=_urgency)[:MOST]


def waiting_elsewhere(member, on: date) -> list[QueueItem]:
    """In whose court things are: requests not answered yet, and what was given and not confirmed yet."""
    asked = (
        Request.objects.visible_to(member).waiting().filter(asking_agency_id=member.agency_id)
        .select_related("asked_agency").order_by("due_at")[:MOST]
    )  # fmt: skip
    given = (
        DisclosureParty.objects.filter(
            part=DisclosureParty.Part.RECIPIENT, received_at=None, receipt_due_at__isnull=False,
            disclosure__in=Disclosure.objects.visible_to(member).filter(agency_id=member.agency_id),
        )
        .select_related("disclosure", "agency").order_by("receipt_due_at")[:MOST]
    )  # fmt: skip
    return sorted(
        [
            *(
                _item(f"Answer to request {one.reference}", one.asked_agency, one.sent_at, one.due_at, on, "See the request",
                      one.get_absolute_url())
                for one in asked
            ),
            *(
                _item(f"Confirm receipt of {one.disclosure.reference}", one.agency, one.created_at, one.receipt_due_at, on,
                      "See the record", one.disclosure.get_absolute_url())
                for one in given
            ),
            *_disputes_elsewhere(member, on),
        ],
        key=_urgency,
    )[:MOST]  # fmt: skip


def coming_up(member, on: date) -> list[QueueItem]:
    """Copies of the agency whose time in its schedule ends within ninety days, for those who lead it."""
    if not member.has(*LEADS):
        return []
    kept = Holding.objects.filter(agency_id=member.agency_id, status__in=[Holding.Status.ACTIVE, Holding.Status.RETAINED])
    ending = kept.filter(retain_until_on__gt=on, retain_until_on__lte=on + SOON)
    return [
        _item(f"Our copy of {one.disclosure.reference} reaches its date ({one.rule_code})", member.agency, None,
              one.retain_until_on, on, "See the record", one.disclosure.get_absolute_url())
        for one in ending.select_related("disclosure").order_by("retain_until_on")[:MOST]
    ]  # fmt: skip


def _requests_to_answer(member, on):
    waiting = Request.objects.visible_to(member).waiting().filter(asked_agency_id=member.agency_id)
    for one in waiting.select_related("asking_agency", "asked_by").order_by("due_at")[:MOST]:
        if rules.may_decide(member, one, on):
            yield _item(f"Answer request {one.reference}", one.asking_agency, one.sent_at, one.due_at, on, "Answer",
                        _at("sharing:decide", member, reference=one.reference))  # fmt: skip
        elif member.has(*LEADS) or one.claimed_by_id == member.pk:
            yield _item(f"See that request {one.reference} is answered", one.asking_agency, one.sent_at, one.due_at, on,
                        "See the request", one.get_absolute_url())  # fmt: skip


def _calls_to_confirm(member, on):
    if not member.has(*LEADS):
        return
    taken = Request.objects.visible_to(member).waiting().filter(asking_agency_id=member.agency_id, asked_by=None)
    for one in taken.select_related("asked_agency").order_by("sent_at")[:MOST]:
        yield _item(f"Confirm what was asked by telephone, {one.reference}", one.asked_agency, one.sent_at, None, on,
                    "Confirm", _at("sharing:confirm_request", member, reference=one.reference))  # fmt: skip


def _granted(member, on):
    granted = Request.objects.visible_to(member).filter(
        asked_agency_id=member.agency_id, status__in=[Request.Status.GRANTED, Request.Status.PART], disclosures=None
    )
    for one in granted.select_related("asking_agency").order_by("due_at")[:MOST]:
        if member.has(*LEADS) or member.pk == one.claimed_by_id or one.decisions.filter(by=member).exists():
            yield _item(f"Share what request {one.reference} was granted", one.asking_agency, one.sent_at, one.due_at, on,
                        "Share it", one.get_absolute_url())  # fmt: skip


def _receipts(member, on):
    """What was given to the agency; what was only spoken or shown can be confirmed too, but nobody waits for it."""
    waiting = DisclosureParty.objects.filter(
        agency_id=member.agency_id, part=DisclosureParty.Part.RECIPIENT, received_at=None, receipt_due_at__isnull=False,
        disclosure__in=Disclosure.objects.visible_to(member),
    )  # fmt: skip
    if member.has(Role.AUDITOR) and not member.has(*LEADS):
        return
    for one in waiting.select_related("disclosure__agency").order_by("created_at")[:MOST]:
        yield _item(f"Confirm receipt of {one.disclosure.reference}", one.disclosure.agency, one.created_at,
                    one.receipt_due_at, on, "Confirm",
                    _at("sharing:confirm_receipt", member, reference=one.disclosure.reference))  # fmt: skip


def _owed(member, on):
    owed = _checklists(member).filter(status=Checklist.Status.OWED, disclosure__isnull=False)
    for one in owed.select_related("disclosure").order_by("disclosure__complete_by")[:MOST]:
        record = one.disclosure
        yield _item(f"Finish {record.reference}", member.agency, record.recorded_at, record.complete_by, on, "Finish",
                    _at("sharing:owed", member, reference=record.reference))  # fmt: skip


def _unfinished(member, on):
    begun = Checklist.objects.visible_to(member).filter(started_by=member, status=Checklist.Status.OPEN)
    for one in begun.select_related("agency", "request__asking_agency", "procedure__protocol").order_by("-saved_at")[
        :MOST
    ]:
        left = unanswered(rules.situation(one), one.answers)
        place = (left[0] if left else page("check")).slug
        yield _item("Go on with the questions you began", member.agency, one.started_at, None, on, "Go on",
                    _at("sharing:page", member, key=one.pk, page=place))  # fmt: skip


def _disputes(member, on):
    """Those in which one speaks for the agency; an offer of the other side first."""
    for one in _going_on(member) if member.has(*LEADS) else ():
        _sentence, verb = rules.dispute_next(one, member)
        if verb:
            what, action = _DOINGS[verb]
            yield _item(f"{what} {one.reference}", _other_side(member, one), one.opened_at, one.due_at, on, action,
                        one.get_absolute_url())  # fmt: skip


_DOINGS = {"log_discussion": ("Talk about", "See both sides"), "settle": ("Answer the offer in", "See the offer")}


def _disputes_elsewhere(member, on):
    """Those that others talk about: whoever asked, and the side that waits for an answer to its offer."""
    for one in _going_on(member):
        _sentence, verb = rules.dispute_next(one, member)
        if not verb:
            yield _item(f"Talks about {one.reference}", _other_side(member, one), one.opened_at, one.due_at, on,
                        "See both sides", one.get_absolute_url())  # fmt: skip


def _going_on(member):
    if member.has(Role.AUDITOR) and not member.has(*LEADS):
        return []
    found = Dispute.objects.visible_to(member).going_on().select_related(
        "request__asking_agency", "request__asked_agency", "offered_by__agency"
    )
    return found.order_by("due_at")[:MOST]


def _other_side(member, dispute):
    asked = dispute.request
    return asked.asked_agency if asked.asking_agency_id == member.agency_id else asked.asking_agency


def _meetings(member, on):
    """Invitations to answer, lines to confirm, actions owed, and sheets that nobody keeps by name."""
    seats = MeetingParty.objects.filter(
        agency_id=member.agency_id, part=MeetingParty.Part.INVITED, reply="", meeting__status="planned"
    )
    if member.has(*LEADS):
        for seat in seats.select_related("meeting__agency").order_by("held_at")[:MOST]:
            yield _item(f"Answer the invitation to meeting {seat.meeting.reference}", seat.meeting.agency, seat.invited_at,
                        seat.held_at, on, "Answer",
                        _at("sharing:reply_invitation", member, reference=seat.meeting.reference))  # fmt: skip
    asked = Research.objects.visible_to(member).waiting().filter(agency_id=member.agency_id) if member.has(*WORKERS) else ()
    for one in {one.item.meeting_id: one for one in _by_day(asked)}.values():
        yield _item(f"Say what your agency holds before meeting {one.item.meeting.reference}", one.asked_by.agency,
                    one.asked_at, one.due_on, on, "Answer",
                    _at("sharing:answer_research", member, reference=one.item.meeting.reference))  # fmt: skip
    if member.has(*WORKERS):
        lines = CaseLine.objects.visible_to(member).filter(agency_id=member.agency_id, confirmed_at=None)
        for found in Meeting.objects.visible_to(member).filter(items__case__lines__in=lines).distinct()[:MOST]:
            yield _item(f"Confirm what your agency brought to meeting {found.reference}", member.agency, found.held_at, None,
                        on, "Confirm", _at("sharing:confirm_lines", member, reference=found.reference))  # fmt: skip
    owed = MeetingAction.objects.visible_to(member).filter(agency_id=member.agency_id, done_at=None)
    owed = owed if member.has(*LEADS) else owed.filter(owner=member)
    for one in owed.select_related("meeting__agency").order_by("due_on")[:MOST]:
        yield _item(f"Do what was undertaken at meeting {one.meeting.reference}", one.meeting.agency, one.added_at,
                    one.due_on, on, "See the meeting", f"{one.meeting.get_absolute_url()}#actions")  # fmt: skip
    yield from _sheets(member, on)


def _by_day(asked):
    """Of each meeting the line that is due first counts: they come last due first."""
    return asked.select_related("item__meeting", "asked_by__agency").order_by("-due_on")[:MOST] if asked != () else ()


def _sheets(member, on):
    """Of meetings that one's agency holds, or whose sheet one keeps: nobody by name, or no place for the paper."""
    used = Meeting.objects.visible_to(member).filter(status="closed", sheet__in=["electronic", "paper"])
    mine = Q(custodian=member) | (Q(agency_id=member.agency_id) if member.has(*LEADS) else Q(pk=None))
    unkept = Q(custodian=None) | Q(custodian__ends_on__lt=on) | Q(sheet="paper", sheet_kept_at="")
    for one in used.filter(mine, unkept).select_related("agency").order_by("closed_at")[:MOST]:
        yield _item(f"Say who keeps the signing-in sheet of meeting {one.reference}, and where", one.agency, one.closed_at,
                    None, on, "Say who keeps it",
                    _at("sharing:hand_over_custody", member, reference=one.reference))  # fmt: skip


def _checklists(member):
    """Not every checklist that may be read is to be finished: an auditor reads, others take over (R8)."""
    found = Checklist.objects.visible_to(member)
    return found if not member.has(Role.AUDITOR) or member.has(*LEADS) else found.filter(started_by=member)


def _item(what, whom, since, due, on, action, link) -> QueueItem:
    last = as_day(due) if due else None
    return QueueItem(
        what=what, whom=str(whom), since=as_day(since) if since else None, due=due, overdue=bool(last and last < on),
        action=action, link=link,
    )  # fmt: skip


def _urgency(item: QueueItem):
    return (item.due is None, as_day(item.due) if item.due else date.max, item.what)


def _at(name, member, **parts) -> str:
    return reverse(name, kwargs={"partnership": slug_of(member.partnership_id), **parts})
