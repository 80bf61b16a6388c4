"""One agency asks another: by page, or by a call that the other side took down; and is answered."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle, rules
from sharing.checklist import asker_answers
from sharing.checklist.questions.lists import KIND_WORDS, PURPOSES
from sharing.models import Checklist, Decision, Request, RequestChange, RequestParty

_PURPOSES = {choice.value for choice in PURPOSES}


@transaction.atomic
def send_request(
    checklist: Checklist,
    *,
    by: Membership,
    at: datetime,
    asked_agency: Agency,
    urgency: str,
    needed_by: date | None = None,
    note: str = "",
) -> Request:
    """Send an agency the asker's answers; unanswered pages do not stop it. The sharer is not asked them again.

    `note` is anything else that whoever answers should know.
    """
    checklist = locked(checklist)
    require(by, "send_request", checklist)
    if checklist.status != Checklist.Status.OPEN or checklist.voice != Checklist.Voice.ASKER:
        raise MoveRefused("These questions have already become a request or a record, or are not an asker's.")
    if asked_agency.pk == by.agency_id:
        raise MoveRefused("An agency does not ask itself.")
    if note:
        checklist.answers = {**checklist.answers, "check": {"note": note}}
    say_verb("send_request")
    answers = asker_answers(checklist.answers)
    if checklist.procedure and "S5" not in answers:
        # Asked from the procedure's own page, where the question which agreement it is under does not come.
        answers["S5"] = {"procedure": checklist.procedure.protocol.reference}
    labels, kinds = rules.wanted(checklist)
    page = checklist.answers.get("1a") or {}
    request = _placed(
        by, at, "send_request", asking_agency_id=by.agency_id, asked_agency_id=asked_agency.pk, asked_by=by, urgency=urgency,
        needed_by=needed_by or _day(page.get("needed_by")), purpose=(page.get("purpose") or "")[:60], wanted=labels,
        data_kinds=kinds, answers=answers,
    )  # fmt: skip
    carry_out(lifecycle.SEND, checklist, by=by, at=at, request=request, answers=checklist.answers, saved_at=at)
    _tell(
        _answerers(request, at), "request_received", request, by, at, due=rules.in_words(request.due_at),
        urgent=request.urgency == Request.Urgency.EMERGENCY,
    )  # fmt: skip
    return request


@transaction.atomic
def take_down_request(
    *, by: Membership, at: datetime, asking_agency: Agency, caller: str, caller_check: str, urgency: str, purpose: str,
    wanted: list[str], about: str, needed_by: date | None = None,
) -> Request:  # fmt: skip
    """Write down what another agency asks by telephone; it stands as taken until they confirm it (practice 21).

    `purpose` is a code or words, `wanted` codes or labels of kinds of information.
    """
    require(by, "take_down_request", Request)
    if asking_agency.pk == by.agency_id:
        raise MoveRefused("An agency does not ask itself.")
    say_verb("take_down_request")
    answers: dict[str, dict] = {
        "1a": {"purpose": purpose} if purpose in _PURPOSES else {"purpose": "other", "why": purpose},
        "S4": {"people": [{"reference": about[:60]}] if about else []},
        "S6": {"kinds": list(wanted)},
    }
    request = _placed(
        by, at, "take_down_request", asking_agency_id=asking_agency.pk, asked_agency_id=by.agency_id, taken_by=by,
        caller=caller, caller_check=caller_check[:30], urgency=urgency, needed_by=needed_by,
        purpose=answers["1a"]["purpose"], wanted=[KIND_WORDS.get(kind, kind)[:200] for kind in wanted],
        data_kinds=rules.kinds_wanted(wanted), answers=answers,
    )  # fmt: skip
    _tell(officers_of(asking_agency.pk, as_day(at)), "request_taken_down", request, by, at)
    due = rules.in_words(request.due_at)
    urgent = request.urgency == Request.Urgency.EMERGENCY
    _tell(_answerers(request, at), "request_received", request, by, at, due=due, agency=asking_agency, urgent=urgent)
    return request


@transaction.atomic
def confirm_request(request: Request, *, by: Membership, at: datetime) -> Request:
    """The asking agency says that this is what it asked by telephone; whoever confirms is the asker from now on."""
    request = locked(request)
    require(by, "confirm_request", request)
    if request.asked_by_id is not None:
        raise MoveRefused("This has already been confirmed.")
    say_verb("confirm_request")
    request.asked_by = by
    request.save(update_fields=["asked_by"])
    trace(request, "confirm_request", by=by, at=at)
    _tell([request.taken_by], "request_confirmed", request, by, at)
    return request


@transaction.atomic
def claim(request: Request, *, by: Membership, at: datetime) -> Request:
    """Say that one is dealing with it, so that two people do not; it decides nothing and stops nobody from deciding."""
    request = locked(request)
    require(by, "claim", request)
    if request.status != Request.Status.SENT:
        raise MoveRefused(f"This is {request.get_status_display().lower()}, so nobody needs to deal with it.")
    if request.claimed_by_id is not None:
        raise MoveRefused(f"{request.claimed_by} is already dealing with this.")
    say_verb("claim")
    request.claimed_by = by
    request.save(update_fields=["claimed_by"])
    trace(request, "claim", by=by, at=at)
    return request


@transaction.atomic
def decide(
    request: Request, *, by: Membership, at: datetime, outcome: str, reason_code: str = "", reason: str = "",
    not_given: str = "", effect_of_not_sharing: str = "", offered_instead: str = "", whom_to_ring: str = "",
) -> Decision:  # fmt: skip
    """Answer a request: all, part or none of it, the last two with a coded reason. The asker is told at once.

    Raises PermissionDenied where no grant of the member covers it on that day, ValueError without a coded reason.
    """
    request = carry_out(lifecycle.DECIDE[Decision.Outcome(outcome)], request, by=by, at=at)
    if not rules.may_decide(by, request, as_day(at)):
        raise PermissionDenied("Answering this is not within what the head of your agency has given you to decide.")
    if outcome != Decision.Outcome.GRANTED and not reason_code:
        raise ValueError("A refusal, whole or in part, needs a coded reason.")
    decision = Decision(
        partnership_id=request.partnership_id, request=request, outcome=outcome, not_given=not_given, reason_code=reason_code,
        reason=reason, effect_of_not_sharing=effect_of_not_sharing, offered_instead=offered_instead,
        whom_to_ring=whom_to_ring, by=by, at=at,
    )  # fmt: skip
    Decision.objects.bulk_create([decision])
    asker = [request.asked_by] if request.asked_by_id else officers_of(request.asking_agency_id, as_day(at))
    _tell(asker, "request_decided", request, by, at, outcome=decision.get_outcome_display())
    return decision


@transaction.atomic
def withdraw_request(request: Request, *, by: Membership, at: datetime, reason: str = "") -> Request:
    """It is no longer needed; whoever was to answer is told."""
    request = carry_out(lifecycle.WITHDRAW, request, by=by, at=at, reason=reason)
    _tell(_answerers(request, at), "request_withdrawn", request, by, at)
    return request


def _placed(by, at, verb, **facts) -> Request:
    request = Request(
        partnership_id=by.partnership_id, reference=next_reference(by.partnership, "R", as_day(at).year), sent_at=at,
        due_at=rules.request_due(facts["urgency"], at), party_ids=[facts["asking_agency_id"], facts["asked_agency_id"]],
        **facts,
    )  # fmt: skip
    request.save(force_insert=True)
    common = {"partnership_id": by.partnership_id, "request": request}
    sides = ((request.asking_agency_id, RequestParty.Part.ASKER), (request.asked_agency_id, RequestParty.Part.ASKED))
    RequestParty.objects.bulk_create(
        RequestParty(**common, agency_id=agency, part=part, created_at=at) for agency, part in sides
    )
    change = RequestChange(**common, verb=verb, target=request.status, by=by, at=at)
    RequestChange.objects.bulk_create([change])
    return request


def _answerers(request, at) -> list[Membership]:
    """Those who may decide it, and the officers, who help and chase."""
    day = as_day(at)
    return [*rules.decision_makers(request, day), *officers_of(request.asked_agency_id, day)]


def _tell(members, kind, request, by, at, agency=None, **context):
    context = {"reference": request.reference, "agency": str(agency or by.agency), **context}
    tell(members, kind, at=at, link=request.get_absolute_url(), **context)


def _day(value) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        return None
