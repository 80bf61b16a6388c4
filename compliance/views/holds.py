"""Holds of one's own agency: the list, one hold, placing, looking again, and lifting by two people."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import seat_at, withholds
from compliance.forms.cases import ConfirmForm
from compliance.forms.holds import AskToLiftForm, PlaceHoldForm
from compliance.views.finding import address, find_hold, log_opened, of_the_whole_agency
from sharing import actions
from sharing.models import Hold, Holding
from sharing.views import wording

GET_OR_POST = ["GET", "POST"]
MOST = 200


@require_safe
def holds(request):
    """What the agency holds, what needs a second look first; and what it held before."""
    member = request.seat
    of_the_whole_agency(member)
    found = Hold.objects.visible_to(member).select_related("holding__disclosure", "other_agency")
    context = {
        "standing": [_row(member, one) for one in found.standing().order_by("review_on")[:MOST]],
        "lifted": [_row(member, one) for one in found.exclude(lifted_at=None).order_by("-lifted_at")[:20]],
        "at": timezone.now(), "may_place": may(member, "place_hold", Hold),
    }  # fmt: skip
    return render(request, "compliance/holds.html", context)


def _row(member, hold) -> dict:
    return {
        "href": address(member, "hold", reference=hold.reference), "title": _title(hold), "reference": hold.reference,
        "reason": hold.get_reason_display(), "since": hold.placed_at, "lifted_at": hold.lifted_at,
        "review": None if hold.lifted_at else hold.review_on, "status": hold.status,
    }  # fmt: skip


def _title(hold) -> str:
    return f"Copy of {hold.holding.disclosure.reference}" if hold.holding else hold.topic


def _covers(hold) -> list[str]:
    """What a topic's hold covers, in words."""
    if hold.holding:
        return []
    said = [
        f"Shared for: {wording.purpose_words(hold.purpose)}" if hold.purpose else "",
        "About children" if hold.about_a_child else "",
        f"Shared with or by {hold.other_agency}" if hold.other_agency else "",
    ]
    return [words for words in said if words]


@require_safe
def hold(request, reference):
    """One hold: why, since when, what it covers, and who must do what."""
    found = find_hold(request, reference)
    member = seat_at(request, [found.agency_id])
    log_opened(request, found)
    covered = Holding.objects.visible_to(member).filter(found.covered()).exclude(status=Holding.Status.DISPOSED)
    verbs = {
        verb: found.lifted_at is None and found.status in states and may(member, verb, found)
        for verb, states in (
            ("review_hold", (Hold.Status.PLACED, Hold.Status.LIFT_ASKED)),
            ("ask_to_lift", (Hold.Status.PLACED,)),
            ("lift_hold", (Hold.Status.LIFT_ASKED,)),
        )
    }
    context = {
        "hold": found, "title": _title(found), "covers": _covers(found), "may": verbs, "at": timezone.now(),
        "withheld": withholds(member), "note": wording.personal(member, found.note),
        "lift_reason": wording.personal(member, found.lift_reason), "count": covered[:1001].count(),
        "late": not found.lifted_at and found.review_on < timezone.localdate(),
    }  # fmt: skip
    return render(request, "compliance/hold.html", context)


@require_http_methods(GET_OR_POST)
def place_hold(request):
    """Hold one record of the agency, or a topic."""
    member, disclosure = request.member, None
    require(member, "place_hold", Hold)
    if wanted := request.GET.get("record", ""):
        copies = Holding.objects.visible_to(member).exclude(status=Holding.Status.DISPOSED).select_related("disclosure")
        disclosure = get_object_or_404(copies, disclosure__reference=wanted).disclosure
    form = PlaceHoldForm(
        request.POST or None, on_one_record=disclosure is not None, purposes=list(wording.PURPOSE_WORDS.items()),
        agencies=Agency.objects.visible_to(member).on(timezone.localdate()).exclude(pk=member.agency_id),
    )  # fmt: skip
    if form.is_valid():
        made = actions.place_hold(by=member, at=timezone.now(), disclosure=disclosure, **form.hold())
        messages.success(request, f"{made.reference} is in place. The other agencies are invited to hold their copies.")
        return redirect(address(member, "hold", reference=made.reference))
    title = wording.title(disclosure) if disclosure else ""
    return render(request, "compliance/place_hold.html", {"form": form, "disclosure": disclosure, "title": title})


def _own(request, reference, verb, *states):
    found = find_hold(request, reference)
    require(request.member, verb, found)
    if found.status not in states:
        raise MoveRefused(f"This hold is {found.get_status_display().lower()}.")
    return found


def _page(request, name, found, form):
    return render(request, name, {"hold": found, "title": _title(found), "form": form})


def _done(request, found, words):
    messages.success(request, words)
    return redirect(address(request.member, "hold", reference=found.reference))


@require_http_methods(GET_OR_POST)
def review_hold(request, reference):
    """Looked at again: it stands."""
    found = _own(request, reference, "review_hold", Hold.Status.PLACED, Hold.Status.LIFT_ASKED)
    form = ConfirmForm(request.POST or None, words="We have looked at it again, and it is still needed")
    if form.is_valid():
        actions.review_hold(found, by=request.member, at=timezone.now())
        return _done(request, found, "The hold stands. You will be asked again in six months.")
    return _page(request, "compliance/review_hold.html", found, form)


@require_http_methods(GET_OR_POST)
def ask_to_lift(request, reference):
    """Say why it is no longer needed."""
    found = _own(request, reference, "ask_to_lift", Hold.Status.PLACED)
    form = AskToLiftForm(request.POST or None)
    if form.is_valid():
        actions.ask_to_lift(found, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        return _done(request, found, "A second person of your agency has been asked to lift it.")
    return _page(request, "compliance/ask_to_lift.html", found, form)


@require_http_methods(GET_OR_POST)
def lift_hold(request, reference):
    """The second person lifts it."""
    found = _own(request, reference, "lift_hold", Hold.Status.LIFT_ASKED)
    form = ConfirmForm(request.POST or None, words="This hold is no longer needed")
    if form.is_valid():
        actions.lift_hold(found, by=request.member, at=timezone.now())
        return _done(request, found, "The hold is lifted. Each copy stands where its own date has brought it.")
    log_opened(request, found)
    return _page(request, "compliance/lift_hold.html", found, form)
