"""Paused sharing: the list, one pause, and beginning, renewing and lifting one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import seat_at, withholds
from compliance import actions
from compliance.forms.cases import ConfirmForm
from compliance.forms.suspending import RenewForm, SuspendForm
from compliance.models import NonComplianceCase, SuspensionGrounds
from compliance.views import wording
from compliance.views.finding import address, find_suspension, grounds_of, log_opened
from protocols.models import Protocol
from sharing.models import Suspension

GET_OR_POST = ["GET", "POST"]
MOST = 100


@require_safe
def suspensions(request):
    """What one's agency has paused towards others, and what others have paused towards it."""
    member, at = request.seat, timezone.now()
    found = Suspension.objects.visible_to(member).select_related("agency", "towards", "protocol")
    running = found.running().order_by("review_on")[:MOST]
    over = found.exclude(lifted_at=None).order_by("-lifted_at")[:20]
    context = {
        "running": [_row(member, one) for one in running], "over": [_row(member, one) for one in over], "at": at,
        "may_suspend": may(member, "suspend_sharing", SuspensionGrounds),
    }  # fmt: skip
    return render(request, "compliance/suspensions.html", context)


def _row(member, one) -> dict:
    ours = one.agency_id == member.agency_id
    return {
        "href": address(member, "suspension", key=one.pk), "scope": one.scope,
        "title": f"{'Our sharing' if ours else f'Sharing by {one.agency}'} with {one.towards if ours else 'us'}",
        "protocol": one.protocol.title if one.protocol else "", "since": one.started_at, "lifted_at": one.lifted_at,
        "review": one.review_on if ours and not one.lifted_at else None, "status": "ended" if one.lifted_at else "paused",
    }  # fmt: skip


@require_safe
def suspension(request, key):
    """One pause: what, since when, until when it is looked at again; the evidence for one's own agency."""
    found = find_suspension(request, key)
    member, at = seat_at(request, found.party_ids), timezone.now()
    own = found.agency_id == member.agency_id
    grounds = (
        grounds_of(found) if own and (may(member, "lift_suspension", SuspensionGrounds) or withholds(member)) else None
    )
    log_opened(request, grounds)
    context = {
        "pause": found, "own": own, "at": at, "withheld": withholds(member), "timeline": wording.timeline(found),
        "evidence": wording.personal(member, grounds.evidence) if grounds else "", "case": grounds.case if grounds else None,
        "may_act": own and not found.lifted_at and may(member, "lift_suspension", SuspensionGrounds),
        "late": not found.lifted_at and found.review_on < timezone.localdate(at),
    }  # fmt: skip
    return render(request, "compliance/suspension.html", context)


@require_http_methods(GET_OR_POST)
def suspend_sharing(request):
    """Pause one's own agency's sharing with another."""
    member, today = request.member, timezone.localdate()
    require(member, "suspend_sharing", SuspensionGrounds)
    cases = NonComplianceCase.objects.visible_to(member)
    about = cases.filter(reference=request.GET.get("case", "")).exclude(agency_id=member.agency_id).first()
    form = SuspendForm(
        request.POST or None,
        agencies=Agency.objects.visible_to(member).on(today).exclude(pk=member.agency_id),
        protocols=Protocol.objects.visible_to(member).order_by("title"),
        cases=cases,
        initial={"case": about.reference, "towards": about.agency.code} if about else {},
    )
    if form.is_valid():
        made = actions.suspend_sharing(by=member, at=timezone.now(), **form.pause())
        messages.success(request, f"Your agency has paused this sharing. {made.towards} has been told.")
        return redirect(address(member, "suspension", key=made.pk))
    return render(request, "compliance/suspend_sharing.html", {"form": form})


def _own(request, key, verb):
    found = find_suspension(request, key)
    require(request.member, verb, grounds_of(found) or SuspensionGrounds(agency_id=found.agency_id))
    if request.method == "GET" and found.lifted_at:
        raise MoveRefused("This was already lifted.")
    return found


@require_http_methods(GET_OR_POST)
def renew_suspension(request, key):
    """Looked at again: it stays paused."""
    found = _own(request, key, "renew_suspension")
    form = RenewForm(request.POST or None)
    if form.is_valid():
        actions.renew_suspension(found, by=request.member, at=timezone.now(), evidence=form.cleaned_data["evidence"])
        messages.success(request, f"It stays paused. {found.towards} has been told.")
        return redirect(address(request.member, "suspension", key=key))
    return render(request, "compliance/renew_suspension.html", {"pause": found, "form": form})


@require_http_methods(GET_OR_POST)
def lift_suspension(request, key):
    """One's agency shares with the other again."""
    found = _own(request, key, "lift_suspension")
    form = ConfirmForm(request.POST or None, words="My agency shares this again")
    if form.is_valid():
        actions.lift_suspension(found, by=request.member, at=timezone.now())
        messages.success(request, f"The pause is lifted. {found.towards} has been told.")
        return redirect(address(request.member, "suspension", key=key))
    return render(request, "compliance/lift_suspension.html", {"pause": found, "form": form})
