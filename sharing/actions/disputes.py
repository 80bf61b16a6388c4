"""Two agencies talk about an answer that one of them does not accept. No act here changes the answer (TR-03)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.sweeps import claimed
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle, rules
from sharing.models import Dispute, DisputeChange, DisputeNote, Request

S = Dispute.Status
NO_OFFER = {"offer": "", "offer_terms": "", "offered_by": None, "offered_at": None}


@transaction.atomic
def open_dispute(
    request: Request, *, by: Membership, at: datetime, why: str, would_do: str = "", heads_code: str = "",
    heads_reason: str = "",
) -> Dispute:  # fmt: skip
    """Take up an answer that one's agency does not accept; both agencies' officers are told in the same transaction.

    With a coded reason (`Dispute.Why`) it goes to the heads at once. Raises ValueError without a reason for the dispute
    or for a code that is none of those.
    """
    request = locked(request)
    require(by, "open_dispute", request)
    if not rules.disputable(request):
        raise MoveRefused("This was not refused, or it is being talked about already.")
    if not why.strip():
        raise ValueError("A dispute says why the answer does not do.")
    if heads_code and heads_code not in rules.heads_codes(request, as_day(at)):
        raise ValueError("It goes to the heads at once only for a coded reason.")
    say_verb("open_dispute")
    status = S.HEADS if heads_code else S.OFFICERS
    dispute = Dispute(
        partnership_id=by.partnership_id, request=request, reference=next_reference(by.partnership, "DS", as_day(at).year),
        status=status, opened_by=by, opened_at=at, why=why, would_do=would_do, heads_at=at if heads_code else None,
        heads_code=heads_code, heads_reason=heads_reason, due_at=rules.dispute_due(status, at),
    )  # fmt: skip
    dispute.save(force_insert=True)
    change = DisputeChange(
        partnership_id=by.partnership_id, dispute=dispute, verb="open_dispute", target=status, by=by, at=at
    )
    DisputeChange.objects.bulk_create([change])
    due = rules.in_words(dispute.due_at)
    _tell_both(dispute, "dispute_opened", by=by, at=at, request=request.reference, due=due)
    return dispute


@transaction.atomic
def log_discussion(
    dispute: Dispute, *, by: Membership, at: datetime, talked_on: date, who: str, said: str, offered: str = ""
) -> DisputeNote:
    """Write down one discussion: when, who took part, what was said and what was offered."""
    dispute = _going_on(dispute)
    require(by, "log_discussion", dispute)
    if talked_on > as_day(at):
        raise ValueError("A discussion that has not been held cannot be written down.")
    if talked_on < as_day(dispute.request.sent_at):
        raise ValueError("Nobody talked about this before it was asked for.")
    say_verb("log_discussion")
    note = DisputeNote(
        partnership_id=dispute.partnership_id, dispute=dispute, talked_on=talked_on, who=who, said=said, offered=offered,
        by=by, at=at,
    )  # fmt: skip
    DisputeNote.objects.bulk_create([note])
    trace(dispute, "log_discussion", by=by, at=at)
    _tell_both(dispute, "dispute_discussed", by=by, at=at)
    return note


@transaction.atomic
def escalate(dispute: Dispute, *, by: Membership, at: datetime, code: str, reason: str = "") -> Dispute:
    """Put it to the heads of both agencies: because the officers have talked and do not agree, or for another coded reason."""
    dispute = _going_on(dispute)
    if dispute.status == S.HEADS:
        raise MoveRefused("It is with the heads of both agencies already.")
    talked = code == Dispute.Why.NOT_AGREED
    if not talked and code not in rules.heads_codes(dispute.request, as_day(at)):
        raise ValueError("It goes to the heads only for a coded reason.")
    if talked and not reason.strip():
        raise ValueError("The heads are told why the officers could not agree.")
    move = lifecycle.ESCALATE_AFTER_TALKS if talked else lifecycle.ESCALATE
    dispute = carry_out(
        move, dispute, by=by, at=at, heads_at=at, heads_code=code, heads_reason=reason, reminded_at=None,
        due_at=rules.dispute_due(S.HEADS, at),
    )  # fmt: skip
    _tell_both(dispute, "dispute_escalated", by=by, at=at, due=rules.in_words(dispute.due_at))
    return dispute


@transaction.atomic
def propose_terms(dispute: Dispute, *, by: Membership, at: datetime, outcome: str, terms: str) -> Dispute:
    """Offer the other side an end, agreed or agreed in part, on terms. A later offer takes the place of an earlier one."""
    dispute = _going_on(dispute)
    require(by, "propose_terms", dispute)
    if outcome not in (S.AGREED, S.PART) or not terms.strip():
        raise ValueError("An offer is of agreement, whole or in part, and says on which terms.")
    say_verb("propose_terms")
    dispute.offer, dispute.offer_terms, dispute.offered_by, dispute.offered_at = outcome, terms, by, at
    dispute.save(update_fields=list(NO_OFFER))
    trace(dispute, "propose_terms", by=by, at=at)
    _tell_both(dispute, "dispute_offer", by=by, at=at)
    return dispute


@transaction.atomic
def settle(
    dispute: Dispute, *, by: Membership, at: datetime, outcome: str, reason: str = "", offered_at: datetime | None = None
) -> Dispute:  # fmt: skip
    """Close it: by accepting what the other side offers, or by saying that each agency decides for itself.

    `offered_at` says which offer was read: one that another has taken the place of is not accepted.

    Neither side can be made to agree: what is agreed was offered by one and accepted by the other, and the answer to
    the request stays as its own agency gave it.
    """
    dispute = locked(dispute)
    require(by, "settle", dispute)
    move = lifecycle.SETTLE[S(outcome)]
    terms = ""
    if move.target != S.OWN:
        if dispute.offer != move.target or dispute.offered_by is None or dispute.offered_by.agency_id == by.agency_id:
            raise MoveRefused("The other agency does not offer this, or no longer.")
        if offered_at is not None and offered_at != dispute.offered_at:
            raise MoveRefused("The other agency has made another offer since you opened this page. Read that first.")
        terms = dispute.offer_terms
    dispute = carry_out(move, dispute, by=by, at=at, reason=reason, closed_at=at, terms=terms)
    _tell_both(dispute, "dispute_settled", by=by, at=at, outcome=dispute.get_status_display().lower())
    return dispute


@transaction.atomic
def withdraw_dispute(dispute: Dispute, *, by: Membership, at: datetime, reason: str = "") -> Dispute:
    """The agency that opened it no longer pursues it."""
    dispute = carry_out(lifecycle.WITHDRAW_DISPUTE, dispute, by=by, at=at, reason=reason, closed_at=at)
    _tell_both(dispute, "dispute_withdrawn", by=by, at=at)
    return dispute


def remind_of_disputes(clock: Membership, at: datetime) -> int:
    """One batch of disputes whose time has run out: both sides are told, once a stage."""
    overdue = claimed(Dispute, "disputes", at, order="due_at", related=("request", "opened_by"))
    if overdue:
        say_verb("remind_of_disputes")
    for dispute in overdue:
        dispute.reminded_at = at
        dispute.save(update_fields=["reminded_at"])
        _tell_both(dispute, "dispute_overdue", at=at, due=rules.in_words(dispute.due_at))
    return len(overdue)


def _going_on(dispute: Dispute) -> Dispute:
    dispute = locked(dispute)
    if not dispute.is_going_on:
        raise MoveRefused(f"This is closed: {dispute.get_status_display().lower()}.")
    return dispute


def _tell_both(dispute: Dispute, kind: str, *, at: datetime, by: Membership | None = None, **context: Any) -> None:
    """Both agencies' officers and whoever opened it; once it is with the heads, those who speak there too."""
    day = as_day(at)
    told = [dispute.opened_by]
    for agency in (dispute.request.asking_agency_id, dispute.request.asked_agency_id):
        told += officers_of(agency, day)
        if dispute.heads_at is not None:
            told += dispute.speakers(agency, day)
    if by is not None:
        context["agency"] = str(by.agency)
    tell(told, kind, at=at, link=dispute.get_absolute_url(), reference=dispute.reference, **context)
