"""Pages about the people of an agency: changing and ending their parts, and who may decide."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies import actions
from agencies.access import require
from agencies.forms.people import HINTS, EndMembershipForm, NameDecisionMakerForm, PartForm
from agencies.models import DecisionMaker, Membership
from agencies.permissions import may_give
from agencies.roles import Role
from agencies.supplied import supplied
from agencies.views.agencies import find_agency


def _find(request, code, key):
    agency = find_agency(request, code)
    people = Membership.objects.visible_to(request.member).filter(agency=agency).select_related("person")
    member = get_object_or_404(people, pk=key)
    member.agency = agency
    return agency, member


@require_http_methods(["GET", "POST"])
def change_membership(request, code, key):
    """Change somebody's job title, parts or last day."""
    by, now = request.member, timezone.now()
    agency, member = _find(request, code, key)
    require(by, "change_membership", member)
    held = {name: getattr(member, name) for name in ("job_title", "roles", "is_volunteer", "ends_on")}
    form = PartForm(request.POST or None, may_give=may_give(by), on=timezone.localdate(now), initial=held)
    if form.is_valid():
        actions.change_membership(member, by=by, at=now, **form.cleaned_data)
        messages.success(request, f"{member.person} has been told what has changed.")
        return redirect(agency)
    context = {"agency": agency, "whom": member, "form": form, "hints": HINTS}
    return render(request, "agencies/change_membership.html", context)


@require_http_methods(["GET", "POST"])
def end_membership(request, code, key):
    """Stop somebody acting for the agency, knowing what of theirs is open."""
    by, now = request.member, timezone.now()
    today = timezone.localdate(now)
    agency, member = _find(request, code, key)
    require(by, "end_membership", member)
    form = EndMembershipForm(request.POST or None, on=max(today, member.starts_on), initial={"ends_on": today})
    if form.is_valid():
        now_or_day = {"at_once": True} if form.cleaned_data["when"] == "now" else {"ends_on": form.cleaned_data["ends_on"]}
        actions.end_membership(member, by=by, at=now, **now_or_day)
        messages.success(request, f"{member.person} stops acting for {agency}.")
        return redirect("home" if member.pk == by.pk else agency, **_at(request, member.pk == by.pk))
    colleagues = Membership.objects.visible_to(by).active(today).filter(person__is_active=True).exclude(pk=member.pk)
    return render(
        request,
        "agencies/end_membership.html",
        {
            "agency": agency,
            "whom": member,
            "form": form,
            "waiting": supplied("waiting", member, today),
            # What waits for somebody of another agency is told in number only: each is its own master.
            "own": agency.pk == by.agency_id,
            "deciding": DecisionMaker.objects.visible_to(by).on(today).filter(member=member).exists(),
            "last_officer": member.has(Role.OFFICER)
            and not colleagues.filter(agency=agency).with_role(Role.OFFICER).exists(),
            "last_administrator": member.has(Role.BOARD_ADMINISTRATOR)
            and not colleagues.with_role(Role.BOARD_ADMINISTRATOR).exists(),
        },
    )


def _at(request, own_part: bool) -> dict:
    return {"partnership": request.member.partnership.slug} if own_part else {}


@require_http_methods(["GET", "POST"])
def name_decision_maker(request, code):
    """Let somebody of one's own agency decide requests."""
    by, now = request.member, timezone.now()
    agency, today = find_agency(request, code), timezone.localdate(now)
    people = Membership.objects.visible_to(by).active(today).filter(agency=agency, person__is_active=True)
    require(by, "name_decision_maker", DecisionMaker(agency=agency, partnership_id=agency.partnership_id))
    form = NameDecisionMakerForm(
        request.POST or None, people=people.select_related("person").order_by("job_title"), on=today
    )
    if form.is_valid():
        said = form.cleaned_data
        chosen = said.pop("member")
        actions.name_decision_maker(chosen, by=by, at=now, **said)
        messages.success(request, f"{chosen.person} may decide requests from now on.")
        return redirect(agency)
    return render(request, "agencies/name_decision_maker.html", {"agency": agency, "form": form})


@require_http_methods(["GET", "POST"])
def end_decision_maker(request, code, key):
    """Take back what somebody may decide."""
    by, agency = request.member, find_agency(request, code)
    found = DecisionMaker.objects.visible_to(by).filter(agency=agency).select_related("member__person")
    given = get_object_or_404(found, pk=key)
    require(by, "end_decision_maker", given)
    if request.method == "POST":
        actions.end_decision_maker(given, by=by, at=timezone.now())
        messages.success(request, f"{given.member.person} no longer decides requests in this way.")
        return redirect(agency)
    return render(request, "agencies/end_decision_maker.html", {"agency": agency, "given": given, "form": ()})
