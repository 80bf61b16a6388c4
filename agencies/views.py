"""Pages about who: agencies, one's notices, and as whom one acts."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms import ActingForm
from agencies.middleware import CHOSEN
from agencies.models import Agency, Membership, Notice
from agencies.notices import read, subject
from agencies.roles import Role


@require_safe
def agencies(request):
    """Every agency of the partnership, with its capacity and its designated officer."""
    today = timezone.localdate()
    officers = Membership.objects.visible_to(request.member).active(today).with_role(Role.OFFICER)
    found = (
        Agency.objects.visible_to(request.member)
        .on(today)
        .prefetch_related("capacities", Prefetch("memberships", officers, to_attr="officers"))
    )
    return render(request, "agencies/agencies.html", {"agencies": found})


@require_safe
def agency(request, code):
    """One agency: in what capacity it takes part, what it has in place, and who acts for it."""
    today = timezone.localdate()
    found = get_object_or_404(Agency.objects.visible_to(request.member).select_related("organisation"), code=code)
    members = (
        Membership.objects.visible_to(request.member)
        .active(today)
        .filter(agency=found)
        .select_related("person")
        .order_by("job_title")
    )
    return render(
        request,
        "agencies/agency.html",
        {
            "agency": found,
            "members": members,
            "capacities": found.capacities.all(),
            "assurance": found.assurance.all(),
            "has_officer": any(one.has(Role.OFFICER) for one in members),
            "today": today,
        },
    )


PAGE = 50


@require_safe
def notices(request):
    """What one was told, newest first."""
    found = list(Notice.objects.visible_to(request.member)[: PAGE + 1])
    shown = [(notice, subject(notice)) for notice in found[:PAGE]]
    return render(request, "agencies/notices.html", {"notices": shown, "more": len(found) > PAGE})


@require_http_methods(["POST"])
def notice(request, key):
    """Open a notice: it counts as read, and leads to what it is about."""
    found = get_object_or_404(Notice.objects.visible_to(request.member), pk=key)
    read(found, by=request.member, at=timezone.now())
    if found.link and url_has_allowed_host_and_scheme(found.link, allowed_hosts=None):
        return redirect(found.link)
    return redirect("agencies:notices", partnership=request.member.partnership.slug)


@require_http_methods(["GET", "POST"])
def choose_acting(request):
    """Pick which of one's own memberships to act as in this partnership."""
    form = ActingForm(
        request.POST or None, memberships=request.memberships, initial={"membership": str(request.member.pk)}
    )
    if form.is_valid():
        chosen = next(one for one in request.memberships if str(one.pk) == form.cleaned_data["membership"])
        request.session[CHOSEN] = {
            **request.session.get(CHOSEN, {}), str(chosen.partnership_id): str(chosen.pk),
        }  # fmt: skip
        messages.success(request, f"You are now acting as {chosen.job_title}, {chosen.agency}.")
        return redirect("home", partnership=chosen.partnership.slug)
    return render(request, "agencies/choose_acting.html", {"form": form})
