"""Pages about invitations: sending one, sending it again, taking it back, and saying yes to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies import actions
from agencies.access import require
from agencies.actions.inviting import already
from agencies.arriving import behind_link
from agencies.forms.people import HINTS, AcceptForm, InviteForm, named
from agencies.models import Invitation, Person
from agencies.moves import MoveRefused
from agencies.permissions import may_give
from agencies.views.agencies import find_agency


@require_http_methods(["GET", "POST"])
def invite(request, code):
    """Ask somebody to act for an agency."""
    by, now = request.member, timezone.now()
    agency, today = find_agency(request, code), timezone.localdate(now)
    require(by, "invite", agency)
    form = InviteForm(
        request.POST or None, may_give=may_give(by), on=today, standing=lambda email, on: already(agency, email, on),
        initial={"starts_on": today},
    )  # fmt: skip
    if form.is_valid():
        made = actions.invite(agency, by=by, at=now, **form.cleaned_data)
        if isinstance(made, Invitation):
            messages.success(request, f"{made.name} is being sent a link by e-mail. It works once, for 7 days.")
        else:
            messages.success(request, f"{made.person} signs in here already, and has been told of the new part.")
        return redirect(agency)
    return render(request, "agencies/invite.html", {"agency": agency, "form": form, "hints": HINTS})


def _find(request, code, key):
    agency = find_agency(request, code)
    found = Invitation.objects.visible_to(request.member).filter(agency=agency).select_related("invited_by__person")
    return agency, get_object_or_404(found, pk=key)


@require_http_methods(["GET", "POST"])
def resend_invitation(request, code, key):
    """Send a new link; the old one stops working."""
    agency, invitation = _find(request, code, key)
    require(request.member, "resend_invitation", invitation)
    if request.method == "POST":
        actions.resend_invitation(invitation, by=request.member, at=timezone.now())
        messages.success(request, f"{invitation.name} is being sent a new link by e-mail.")
        return redirect(agency)
    context = {"agency": agency, "invitation": invitation, "status": invitation.status_at(timezone.now()), "form": ()}
    return render(request, "agencies/resend_invitation.html", context)


@require_http_methods(["GET", "POST"])
def withdraw_invitation(request, code, key):
    """Take an invitation back."""
    agency, invitation = _find(request, code, key)
    require(request.member, "withdraw_invitation", invitation)
    if request.method == "POST":
        actions.withdraw_invitation(invitation, by=request.member, at=timezone.now())
        messages.success(request, f"The invitation of {invitation.name} was withdrawn.")
        return redirect(agency)
    return render(request, "agencies/withdraw_invitation.html", {"agency": agency, "invitation": invitation, "form": ()})


@login_not_required
@require_http_methods(["GET", "POST"])
def accept_invitation(request, slug):
    """Say yes to an invitation, and choose a password if one has none yet. For who has the link, and nobody else."""
    now = timezone.now()
    with behind_link(slug, request.GET.get("key", ""), now) as arrival:
        invitation, by = arrival.invitation, arrival.registrar
        status = invitation.status_at(now) if invitation else ""
        if invitation is None or by is None or status not in ("invited", "undelivered"):
            return _gone(request, status)
        context = {"invitation": invitation, "parts": [named(role) for role in invitation.roles]}
        if request.user.is_authenticated and request.user != arrival.person:
            return render(request, "agencies/signed_in_as_another.html", context)
        form = None if arrival.signs_in else AcceptForm(
            request.POST or None, invited=Person(email=invitation.email), initial={"name": invitation.name}
        )  # fmt: skip
        if request.method == "POST" and (form is None or form.is_valid()):
            typed = {name: form.cleaned_data[name] for name in ("name", "password")} if form else {}
            try:
                actions.accept_invitation(invitation, by=by, at=now, **typed)
            except MoveRefused as refused:
                return _gone(request, "", str(refused))
            messages.success(request, _welcome(invitation, timezone.localdate(now)))
            return redirect("start")
        return render(request, "agencies/accept_invitation.html", context | {"form": form})


def _welcome(invitation, on) -> str:
    first = invitation.starts_on
    if first > on:
        return f"You can act for {invitation.agency} from {first.day} {first:%B %Y}. Sign in then."
    return f"You can now act for {invitation.agency}. Sign in to begin."


def _gone(request, status, why=""):
    """The same words for a link that never was and one that is over, but for what its own holder may know."""
    return render(request, "agencies/no_invitation.html", {"status": status, "why": why}, status=410)
