"""What is not agreed about: the list, both sides of one dispute on one page, and what each side does with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.cursors import walked, ways_on
from agencies.moves import MoveRefused
from agencies.readings import seat_at
from sharing import actions, rules
from sharing.forms.dispute import (
    EscalateForm,
    LogDiscussionForm,
    OpenDisputeForm,
    ProposeTermsForm,
    SettleForm,
    WithdrawDisputeForm,
)
from sharing.models import Dispute
from sharing.views import wording
from sharing.views.asked import asked_context
from sharing.views.finding import find_dispute, find_request, opened

GET_OR_POST = ["GET", "POST"]
SIZE = 50
S = Dispute.Status


@require_safe
def disputes(request):
    """What is not agreed about between the member's agency and others: what goes on by its day, or what has ended."""
    member, at, closed = request.seat, timezone.now(), request.GET.get("show") == "closed"
    found = Dispute.objects.visible_to(member).select_related("request__asking_agency", "request__asked_agency")
    rows = found.exclude(closed_at=None) if closed else found.going_on()
    page = walked(
        rows, "closed_at" if closed else "due_at", newest_first=closed, size=SIZE,
        after=request.GET.get("after", ""), before=request.GET.get("before", ""),
    )  # fmt: skip
    context = {
        "rows": [_row(member, one, at) for one in page.rows],
        "closed": closed,
        **ways_on(request, page),
        "at": at,
    }
    return render(request, "sharing/disputes.html", context)


def _row(member, dispute, at) -> dict:
    asked = dispute.request
    ours = asked.asking_agency_id == member.agency_id
    return {
        "href": dispute.get_absolute_url(), "reference": dispute.reference, "title": wording.asked_for(asked),
        "with": f"With {asked.asked_agency if ours else asked.asking_agency}, about {asked.reference}",
        "day": dispute.opened_at, "closed": dispute.closed_at, "status": dispute.status,
        "due": dispute.due_at if dispute.is_going_on else None, "late": dispute.is_going_on and dispute.due_at < at,
    }  # fmt: skip


@require_safe
def dispute(request, reference):
    """Both sides on one page: what was asked, the answer, what could happen, what is offered and what has been said."""
    found = opened(request, find_dispute(request, reference))
    member, at = seat_at(request, found.party_ids), timezone.now()
    sentence, verb = rules.dispute_next(found, member)
    other = found.request.asked_agency if _asks(member, found) else found.request.asking_agency
    context = {
        **_about(member, found, at),
        "next": {"sentence": sentence, "verb": verb, "late": found.is_going_on and found.due_at < at},
        "other": other,
        "notes": [
            {
                "day": note.talked_on, "who": note.who, "said": wording.personal(member, note.said),
                "offered": wording.personal(member, note.offered), "by": wording.who(note.by),
            }
            for note in found.notes.select_related("by__person", "by__agency")
        ],
        "speakers": _speakers(found) if found.is_going_on else [],
        "doings": {name for name in DOINGS if found.is_going_on and may(member, name, found)},
        "timeline": wording.timeline(member, found),
    }  # fmt: skip
    return render(request, "sharing/dispute.html", context)


DOINGS = ("log_discussion", "propose_terms", "escalate", "settle", "withdraw_dispute")


def _about(member, found, at) -> dict:
    """The dispute and its request, as every page about it shows them."""
    return {
        **asked_context(member, found.request, at),
        "dispute": found,
        "said": {name: wording.personal(member, getattr(found, name)) for name in PERSONAL},
        "at": at,
    }


PERSONAL = ("why", "would_do", "heads_reason", "offer_terms", "terms")


def _asks(member, found) -> bool:
    return found.request.asking_agency_id == member.agency_id


def _speakers(found) -> list[dict]:
    """Who acts for each side now; that somebody may not, because they decided it, is seen by who does."""
    today = timezone.localdate()
    return [
        {"agency": agency, "people": [one.named for one in found.speakers(agency.pk, today)]}
        for agency in (found.request.asking_agency, found.request.asked_agency)
    ]


@require_http_methods(GET_OR_POST)
def open_dispute(request, reference):
    """Take up an answer that one's agency does not accept."""
    found = opened(request, find_request(request, reference))
    member, at = request.member, timezone.now()
    require(member, "open_dispute", found)
    if not rules.disputable(found):
        raise MoveRefused("This was not refused, or it is being talked about already.")
    form = OpenDisputeForm(request.POST or None, codes=rules.heads_codes(found, timezone.localdate()))
    if form.is_valid():
        made = actions.open_dispute(found, by=member, at=at, **form.dispute())
        messages.success(request, f"{made} is open. The designated officers of both agencies have been told.")
        return redirect(made)
    return render(request, "sharing/open_dispute.html", {**asked_context(member, found, at), "form": form})


@require_http_methods(GET_OR_POST)
def log_discussion(request, reference):
    """Write down one discussion."""
    found = _going_on(request, reference, "log_discussion")
    asked_on = timezone.localdate(found.request.sent_at)
    form = LogDiscussionForm(request.POST or None, asked_on=asked_on, on=timezone.localdate())
    if form.is_valid():
        actions.log_discussion(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        return _done(request, found, "What was said is written down, and both agencies have been told.")
    return _act(request, found, "sharing/log_discussion.html", form)


@require_http_methods(GET_OR_POST)
def escalate(request, reference):
    """Put it to the heads of both agencies."""
    found = _going_on(request, reference, "escalate")
    if found.status == S.HEADS:
        raise MoveRefused("It is with the heads already.")
    codes = rules.heads_codes(found.request, timezone.localdate())
    form = EscalateForm(request.POST or None, codes=codes, talked=found.notes.exists())
    if form.is_valid():
        actions.escalate(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        return _done(request, found, f"{found} is with the heads of both agencies. They have been told.")
    return _act(request, found, "sharing/escalate.html", form)


@require_http_methods(GET_OR_POST)
def propose_terms(request, reference):
    """Offer the other side an end on terms."""
    found = _going_on(request, reference, "propose_terms")
    form = ProposeTermsForm(request.POST or None)
    if form.is_valid():
        actions.propose_terms(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        return _done(request, found, "Your offer has been put to the other agency.")
    return _act(request, found, "sharing/propose_terms.html", form)


@require_http_methods(GET_OR_POST)
def settle(request, reference):
    """Accept what the other side offers, or say that each agency decides for itself."""
    found = _going_on(request, reference, "settle")
    theirs = found.offered_by is not None and found.offered_by.agency_id != request.member.agency_id
    form = SettleForm(
        request.POST or None, offer=found.offer if theirs else "", offered_at=found.offered_at if theirs else None,
        talked=found.notes.exists(), other=found.offered_by.agency if theirs else "",
    )  # fmt: skip
    if form.is_valid():
        actions.settle(
            found, by=request.member, at=timezone.now(), outcome=form.outcome(), reason=form.cleaned_data["reason"],
            offered_at=form.cleaned_data["offered_at"],
        )  # fmt: skip
        return _done(request, found, f"{found} is closed. Both agencies have been told.")
    return _act(request, found, "sharing/settle.html", form, theirs=theirs)


@require_http_methods(GET_OR_POST)
def withdraw_dispute(request, reference):
    """No longer pursue it."""
    found = _going_on(request, reference, "withdraw_dispute")
    form = WithdrawDisputeForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_dispute(found, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        return _done(request, found, f"{found} is withdrawn. Both agencies have been told.")
    return _act(request, found, "sharing/withdraw_dispute.html", form)


def _going_on(request, reference, verb):
    found = opened(request, find_dispute(request, reference))
    require(request.member, verb, found)
    if not found.is_going_on:
        raise MoveRefused(f"{found} is closed: {found.get_status_display().lower()}.")
    return found


def _act(request, found, template, form, **more):
    return render(request, template, {**_about(request.member, found, timezone.now()), **more, "form": form})


def _done(request, found, words):
    messages.success(request, words)
    return redirect(found)
