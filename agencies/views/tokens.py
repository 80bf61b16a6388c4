"""One's own tokens: what programs sign in with, made here and stopped here (ruling 12)."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actions
from agencies.forms.tokens import MakeTokenForm
from agencies.models import ApiToken, Membership
from agencies.tenancy import acting_as

GET_OR_POST = ["GET", "POST"]


@require_safe
def tokens(request):
    """Every token of one's own, newest first: how it stands, until when, and when it was last used."""
    now = timezone.now()
    standing = {one.pk for one in Membership.objects.of_person(request.user, timezone.localdate(now))}
    rows = [
        {"token": one, "status": one.status_at(now) if one.member_id in standing else "ended", "may": _scopes(one)}
        for one in ApiToken.objects.of_person(request.user)
    ]
    return render(request, "agencies/tokens.html", {"rows": rows, "may_make": bool(standing)})


def _scopes(token) -> str:
    words = "; ".join(ApiToken.Scope(scope).label for scope in token.scopes)
    return capfirst(words)


@require_http_methods(GET_OR_POST)
@reauthentication_required
@sensitive_variables("secret")
def make_token(request):
    """Make a token, and show it this once."""
    now = timezone.now()
    mine = list(Membership.objects.of_person(request.user, timezone.localdate(now)))
    form = MakeTokenForm(request.POST or None, memberships=[(one, _called(one)) for one in mine])
    if form.is_valid():
        said = form.cleaned_data
        member = next(one for one in mine if str(one.pk) == said["membership"])
        with acting_as(member):
            token, secret = actions.make_token(
                member, by=member, at=now, name=said["name"], scopes=said["scopes"], days=int(said["days"])
            )
        return render(request, "agencies/token_made.html", {"token": token, "secret": secret, "member": member})
    return render(request, "agencies/make_token.html", {"form": form, "anybody": bool(mine)})


def _called(member) -> str:
    """A part with its agency, whose name is to be read through that part's own door alone."""
    with acting_as(member):
        return f"{member.job_title}, {member.agency} ({member.partnership})"


@require_http_methods(GET_OR_POST)
def revoke_token(request, key):
    """Stop a program at its next request."""
    token = get_object_or_404(ApiToken.objects.of_person(request.user), pk=key)
    if token.revoked_at is not None:
        return redirect("tokens")
    if request.method == "POST":
        with acting_as(token.member):
            actions.revoke_token(token, by=token.member, at=timezone.now())
        messages.success(request, f"The token for “{token.name}” has been stopped.")
        return redirect("tokens")
    return render(request, "agencies/revoke_token.html", {"token": token})
