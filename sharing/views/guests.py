"""Guests without an account: giving and taking back their passes, and the one page that a pass opens."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from agencies.access import require
from agencies.invitations import digest
from agencies.middleware import changed_since
from agencies.moves import MoveRefused
from sharing import actions
from sharing.actions.meeting_door import behind_pass
from sharing.actions.meeting_guests import log_guest_reading
from sharing.forms.room import GuestForm, PassForm, TellGuestsForm
from sharing.models import GuestPass
from sharing.rules import meetings as rules
from sharing.rules import passes
from sharing.views.finding import address
from sharing.views.meeting_room import people_page, qr_svg, terms_of
from sharing.views.meetings import find_meeting

GET_OR_POST = ["GET", "POST"]
# Session key: the digest of the pass by whose link this browser came.
CAME_BY = "guest_pass"


def _row(request, reference, key, verb):
    found = find_meeting(request, reference)
    require(request.member, verb, found)
    rows = found.attendances.on_the_sheet().select_related("agency")
    return found, get_object_or_404(rows, pk=key, member=None)


@require_POST
def expect_guest(request, reference):
    """Put somebody without an account on the sheet before they come."""
    found = find_meeting(request, reference)
    require(request.member, "expect_guest", found)
    form = GuestForm(request.POST)
    if not form.is_valid():
        return people_page(request, found, form)
    row = actions.expect_guest(found, by=request.member, at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{row.name} is on the sheet, and is let in when they come.")
    return redirect(address(request.member, "people", reference=reference))


@require_http_methods(GET_OR_POST)
def give_pass(request, reference, key):
    """Make a link for one guest, and show it this once."""
    found, row = _row(request, reference, key, "give_pass")
    now = timezone.now()
    form = PassForm(request.POST or None)
    # A form with nothing typed into it is sent all the same.
    if request.method == "POST" and form.is_valid():
        made = actions.give_pass(row, by=request.member, at=now, email=form.cleaned_data["email"])
        link = passes.link_of(made)
        return render(
            request, "sharing/meetings/pass_given.html",
            {"meeting": found, "row": row, "given": made, "link": link, "picture": qr_svg(link)},
        )  # fmt: skip
    standing = GuestPass.objects.visible_to(request.member).standing(now).filter(attendance=row).exists()
    until = passes.pass_ends_at(found, now)
    context = {"meeting": found, "row": row, "form": form, "standing": standing, "ends_at": until}
    return render(request, "sharing/meetings/give_pass.html", context)


@require_POST
def take_back_pass(request, reference, key):
    """The link stops working."""
    _, row = _row(request, reference, key, "take_back_pass")
    passes_of_row = GuestPass.objects.visible_to(request.member).filter(attendance=row, taken_back_at=None)
    given = get_object_or_404(passes_of_row.select_related("attendance"))
    actions.take_back_pass(given, by=request.member, at=timezone.now())
    messages.success(request, f"The link of {row.name} has stopped working.")
    return redirect(address(request.member, "people", reference=reference))


@require_http_methods(GET_OR_POST)
def tell_guests(request, reference):
    """Say which guests one has told that the meeting was moved."""
    found = find_meeting(request, reference)
    require(request.member, "tell_guests", found)
    now = timezone.now()
    untold = passes.untold_of_move(found, now)
    if not untold:
        raise MoveRefused("No guest is left to be told: everybody knows of it, or the meeting has begun.")
    form = TellGuestsForm(request.POST or None, guests=untold)
    if form.is_valid():
        actions.tell_guests(found, form.told(), by=request.member, at=now)
        messages.success(request, "It is kept that they have been told.")
        return redirect(found)
    return render(request, "sharing/meetings/tell_guests.html", {"meeting": found, "form": form})


@login_not_required
@require_http_methods(GET_OR_POST)
@sensitive_variables("key")
def guest(request):
    """The page of a pass: the terms, and then what is spoken of now. For who has the link, and nobody else.

    The secret goes out of the address at once, so that no later page, picture or history of a browser tells it on.
    """
    key = request.GET.get("key", "")
    if key and request.method == "GET":
        return _arrive(request, key)
    with behind_pass(request.session.get(CAME_BY, ""), timezone.now()) as visit:
        if visit is None:
            return _nothing_here(request)
        if request.method == "POST":
            return _answer(request, visit)
        return _page(request, visit)


def _arrive(request, key):
    if (too_many := consume_or_429(request, action="guest_pass", limit_get=True)) is not None:
        return too_many
    found = digest(key)
    with behind_pass(found, timezone.now()) as visit:
        if visit is None:
            return _nothing_here(request)
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session[CAME_BY] = found
    return _telling_nobody(redirect("guest"))


def _answer(request, visit):
    answers = {"agree": actions.sign_by_pass, "decline": actions.decline_by_pass}
    act = answers.get(request.POST.get("answer", ""))
    if act is None:
        return redirect("guest")
    try:
        act(visit.given, by=visit.registrar, at=timezone.now())
    except MoveRefused as refused:
        return changed_since(request, str(refused))
    return redirect("guest")


def _page(request, visit):
    row, now = visit.given.attendance, timezone.now()
    paper = passes.paper_for(row)
    if paper and paper.is_case and paper.open_to_them:
        log_guest_reading(visit.given, row.meeting.agency, since=paper.opened_at, by=visit.registrar, at=now)
    context = {
        **terms_of(row.meeting), "row": row, "standing": passes.standing_of(row), "paper": paper,
        "may_now": rules.may_sign_in_on(row.meeting, now), "ends_at": visit.given.ends_at,
    }  # fmt: skip
    return render(request, "sharing/guests/guest.html", context)


def _nothing_here(request):
    """The same page for a link that never was, one that is over, and one that was taken back."""
    return _telling_nobody(render(request, "sharing/guests/no_pass.html", status=404))


def _telling_nobody(response):
    """The address of this answer holds the secret."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
