"""What is asked for: the list, one request with its answer, and what each side does with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.access import may, require
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import seat_at
from sharing import actions, feeds, rules
from sharing.filters import RequestFilter
from sharing.forms.asking import ConfirmRequestForm, TakeDownForm, WithdrawRequestForm
from sharing.forms.decide import DecideForm
from sharing.models import Advice, Checklist, Decision, Dispute, Request
from sharing.views import wording
from sharing.views.asked import asked_context
from sharing.views.finding import address, find_request, opened
from sharing.views.listing import listed

GET_OR_POST = ["GET", "POST"]
S = Request.Status


@require_safe
def requests(request):
    """What was asked by us and of us, newest first."""
    member, at = request.seat, timezone.now()
    chosen = RequestFilter(request.GET, member=member, at=at)
    feed = feeds.requests(member, chosen, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(
        request,
        "sharing/requests.html",
        {
            **listed(request, feed, chosen, "request", "requests"),
            "rows": [_row(member, one, at) for one in feed.rows],
            "at": at,
            "may_ask": may(member, "start_checklist", Checklist),
            "may_take_down": may(member, "take_down_request", Request),
        },
    )


def _row(member, request, at) -> dict:
    ours = request.asking_agency_id == member.agency_id
    waiting = request.status == S.SENT
    return {
        "href": address(member, "request", reference=request.reference),
        "reference": request.reference,
        "title": wording.asked_for(request),
        "from": f"Asked of {request.asked_agency}" if ours else f"Asked by {request.asking_agency}",
        "purpose": wording.purpose_words(request.purpose) if request.purpose else "",
        "claimed": str(request.claimed_by.person) if waiting and request.claimed_by and not ours else "",
        "urgent": str(request.urgency) if waiting and request.urgency != Request.Urgency.ORDINARY else "",
        "day": request.sent_at,
        "status": request.status,
        "due": request.due_at if waiting else None,
        "late": waiting and request.due_at < at,
    }


@require_safe
def request(request, reference):
    """The record of a request; for whoever may answer it, the page on which they decide."""
    return _shown(request, opened(request, find_request(request, reference)), None)


def _shown(request, found, form):
    member, at = seat_at(request, found.party_ids), timezone.now()
    sentence, verb, due = rules.what_happens_next(found, member, timezone.localdate())
    deciding = verb == "decide" or form is not None
    context = {
        **asked_context(member, found, at),
        "next": {"sentence": sentence, "due": due, "late": due is not None and due < at, "verb": verb},
        "earlier": [_before(member, one) for one in feeds.earlier_requests(found)] if deciding else [],
        "deciders": _deciders(member, found) if not deciding else [],
        # Whoever may decide may say that they are dealing with it.
        "may_claim": found.status == S.SENT and found.claimed_by is None and (deciding or may(member, "claim", found)),
        "may_ask_adviser": may(member, "ask_adviser", Advice),
        "may_withdraw": found.status == S.SENT and may(member, "withdraw_request", found),
        "disputes": Dispute.objects.visible_to(member).filter(request=found) if found.status in rules.DISPUTABLE else (),
        "may_dispute": rules.disputable(found) and may(member, "open_dispute", found),
        "at": at,
    }
    if deciding:
        context["form"] = form if form is not None else DecideForm()
        context["consequences"] = _consequences(found)
        return render(request, "sharing/decide.html", context)
    return render(request, "sharing/request.html", context)


def _deciders(member, found) -> list:
    """Who of one's own agency may answer what waits for an answer."""
    if found.status != S.SENT or found.asked_agency_id != member.agency_id:
        return []
    return rules.decision_makers(found, timezone.localdate())


def _before(member, one) -> dict:
    return {
        "href": address(member, "request", reference=one.reference), "reference": one.reference,
        "title": wording.asked_for(one), "status": one.status, "day": one.sent_at,
    }  # fmt: skip


def _consequences(found) -> dict[str, str]:
    """What each answer sets going, in words beside it."""
    asker = found.asking_agency
    return {
        "granted": f"{asker} is told at once. You then share it and record it: their answers are carried over.",
        "part": f"{asker} is told at once what it does not get, and why. You then share and record the rest.",
        "refused": f"{asker} is told at once, with your reason and what you offer instead. It can come back to you, "
        "or to your designated officer.",
    }


@require_http_methods(GET_OR_POST)
def decide(request, reference):
    """Answer a request. Deciding is a grant from the head, not an office (practice 4)."""
    found = opened(request, find_request(request, reference))
    member = request.member
    require(member, "decide", found)
    if not rules.may_decide(member, found, timezone.localdate()):
        raise PermissionDenied("Answering this is not within what the head of your agency has given you to decide.")
    if request.method == "GET" and found.status != S.SENT:
        raise MoveRefused(f"{found} is {found.get_status_display().lower()}.")
    form = DecideForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _shown(request, found, form)
    decision = actions.decide(found, by=member, at=timezone.now(), **form.decision())
    if decision.outcome == Decision.Outcome.REFUSED:
        messages.success(request, f"{found} is answered. {found.asking_agency} has been told, with your reason.")
        return redirect(found)
    messages.success(
        request, f"{found} is answered, and {found.asking_agency} has been told. Now share it and record it."
    )
    return redirect(carry_on(member, found))


def carry_on(member, found) -> str:
    """Where a granted request goes on: the sharer's own questions."""
    query = QueryDict(mutable=True)
    query["request"] = found.reference
    return f"{address(member, 'start_checklist')}?{query.urlencode()}"


@require_POST
def claim(request, reference):
    """Say that one is dealing with it."""
    found = find_request(request, reference)
    require(request.member, "claim", found)
    actions.claim(found, by=request.member, at=timezone.now())
    messages.success(request, f"You are dealing with {found}. Your colleagues see that.")
    return redirect(found)


@require_http_methods(GET_OR_POST)
def take_down_request(request):
    """Write down what another agency asks by telephone."""
    member, today = request.member, timezone.localdate()
    require(member, "take_down_request", Request)
    agencies = Agency.objects.visible_to(member).on(today).exclude(pk=member.agency_id)
    form = TakeDownForm(request.POST or None, agencies=agencies, on=today)
    if form.is_valid():
        made = actions.take_down_request(by=member, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, f"{made} is written down. Read the reference out. {made.asking_agency} is asked to confirm it."
        )
        # Whoever wrote it down may open it, whatever their part: `taken_by` is theirs.
        return redirect(made)
    return render(request, "sharing/take_down_request.html", {"form": form})


@require_http_methods(GET_OR_POST)
def confirm_request(request, reference):
    """Confirm what one's agency asked by telephone."""
    found = opened(request, find_request(request, reference))
    require(request.member, "confirm_request", found)
    if request.method == "GET" and found.asked_by_id is not None:
        raise MoveRefused("This has already been confirmed.")
    form = ConfirmRequestForm(request.POST or None)
    if form.is_valid():
        actions.confirm_request(found, by=request.member, at=timezone.now())
        messages.success(request, f"{found} is confirmed. {found.asked_agency} has been told.")
        return redirect(found)
    context = asked_context(request.member, found, timezone.now())
    return render(request, "sharing/confirm_request.html", {**context, "form": form})


@require_http_methods(GET_OR_POST)
def withdraw_request(request, reference):
    """Take a request back."""
    found = find_request(request, reference)
    require(request.member, "withdraw_request", found)
    if request.method == "GET" and found.status != S.SENT:
        raise MoveRefused(f"{found} is {found.get_status_display().lower()}, so it cannot be withdrawn.")
    form = WithdrawRequestForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_request(found, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, f"{found} is withdrawn. {found.asked_agency} has been told.")
        return redirect(found)
    return render(request, "sharing/withdraw_request.html", {"asked": found, "form": form})
