"""Pages about agencies: all of them, one of them, taking one in, and in what capacity each takes part."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actions
from agencies.access import may, require
from agencies.forms.agencies import AddAgencyForm, AddCapacityForm, EndCapacityForm
from agencies.models import (
    Agency,
    AgencyCapacity,
    AuditOpening,
    DecisionMaker,
    Invitation,
    Membership,
    Organisation,
    Vacancy,
)
from agencies.roles import Role
from agencies.supplied import supplied


@require_safe
def agencies(request):
    """Every agency of the partnership, with its capacity and its designated officer."""
    today = timezone.localdate()
    officers = Membership.objects.visible_to(request.member).active(today).with_role(Role.OFFICER)
    found = (
        Agency.objects.visible_to(request.member)
        .on(today)
        .prefetch_related(
            Prefetch("capacities", AgencyCapacity.objects.visible_to(request.member).on(today)),
            Prefetch("memberships", officers, to_attr="officers"),
        )
    )
    return render(
        request, "agencies/agencies.html", {"agencies": found, "may_add": may(request.member, "add_agency", Agency)}
    )


def find_agency(request, code) -> Agency:
    """One agency of the partnership, or a 404."""
    return get_object_or_404(Agency.objects.visible_to(request.member).select_related("organisation"), code=code)


@require_safe
def agency(request, code):
    """One agency: in what capacity it takes part, what it has in place, who acts for it and who is invited."""
    found, by, now = find_agency(request, code), request.member, timezone.now()
    today = timezone.localdate(now)
    members = list(Membership.objects.visible_to(by).filter(agency=found, ended_at=None).select_related("person"))
    for one in members:
        one.agency = found
    people = sorted((one for one in members if _acts(one, today)), key=lambda one: (_rank(one), one.job_title))
    decides = DecisionMaker.objects.visible_to(by).on(today).filter(agency=found).select_related("member__person")
    invited = Invitation.objects.visible_to(by).open().filter(agency=found)
    return render(
        request,
        "agencies/agency.html",
        {
            "agency": found,
            "people": [_person(one, by) for one in people],
            "coming": [_person(one, by) for one in members if one.starts_on > today],
            "deciding": [_decider(one, by) for one in decides if _acts(one.member, today)],
            "invited": [(one, one.status_at(now)) for one in invited],
            "capacities": found.capacities.all(),
            "assurance": found.assurance.all(),
            "has_officer": any(one.has(Role.OFFICER) for one in people),
            "vacancy": Vacancy.objects.visible_to(by).filter(agency=found, filled_on=None).first(),
            # For an auditor with a choice: whether these records are among those they may read, and are being read.
            "readable": len(by.reads) > 1 and found.pk in by.reads,
            "being_read": found.pk == request.seat.agency_id,
            "audited": AuditOpening.objects.visible_to(by).on(today).filter(agency=found).count(),
            "may_invite": may(by, "invite", found),
            "may_add_capacity": may(by, "add_capacity", found),
            "may_name": found.pk == by.agency_id and by.has(Role.HEAD),
            "today": today,
        },
    )


def _acts(member: Membership, on) -> bool:
    return member.starts_on <= on and not member.ended_at and (member.ends_on is None or member.ends_on >= on)


def _rank(member: Membership) -> int:
    """Head and officer first: they are whom others look for."""
    return next((place for place, role in enumerate((Role.HEAD, Role.OFFICER)) if member.has(role)), 2)


def _person(member: Membership, by: Membership) -> dict:
    """Somebody of the agency, what they do for it in words, and what one may change of that."""
    return {
        "member": member,
        "parts": ", ".join(Role(role).label for role in member.roles),
        "may_change": may(by, "change_membership", member),
        "may_end": may(by, "end_membership", member),
    }


def _limits(chosen, choices) -> str:
    """What was chosen, by the first words of each choice; nothing where none or all of them were."""
    if set(chosen) >= {value for value, _ in choices}:
        return ""
    return ", ".join(label.partition(",")[0] for value, label in choices if value in chosen)


def _decider(given: DecisionMaker, by: Membership) -> dict:
    """Who may decide, and what it is limited to, in words."""
    said = {name: _limits(getattr(given, name), supplied(name)) for name in ("data_kinds", "urgencies")}
    return {
        "given": given,
        "kinds": f"Information: {said['data_kinds'] or 'every kind'}",
        "urgencies": f"Requests: {said['urgencies'] or 'every urgency'}",
        "may_end": may(by, "end_decision_maker", given),
    }


@require_http_methods(["GET", "POST"])
def add_agency(request):
    """Take an agency into the partnership."""
    by, now = request.member, timezone.now()
    require(by, "add_agency", Agency)
    taken = set(Agency.objects.visible_to(by).values_list("code", flat=True))
    form = AddAgencyForm(
        request.POST or None, taken=taken, organisations=Organisation.objects.visible_to(by), on=timezone.localdate(now)
    )
    if form.is_valid():
        made = actions.add_agency(by=by, at=now, **form.said())
        messages.success(request, f"{made.name} is in the partnership. Invite its head and its designated officer next.")
        return redirect(made)
    return render(request, "agencies/add_agency.html", {"form": form})


@require_http_methods(["GET", "POST"])
def add_capacity(request, code):
    """Say in what further capacity an agency takes part."""
    found, by, now = find_agency(request, code), request.member, timezone.now()
    require(by, "add_capacity", found)
    form = AddCapacityForm(request.POST or None, agency=found, on=timezone.localdate(now))
    if form.is_valid():
        actions.add_capacity(found, by=by, at=now, **form.said())
        messages.success(request, "The capacity is recorded.")
        return redirect(found)
    return render(request, "agencies/add_capacity.html", {"agency": found, "form": form})


@require_http_methods(["GET", "POST"])
def end_capacity(request, code, key):
    """Say until which day an agency had a capacity."""
    found, by, now = find_agency(request, code), request.member, timezone.now()
    capacity = get_object_or_404(AgencyCapacity.objects.visible_to(by).filter(agency=found), pk=key)
    require(by, "end_capacity", capacity)
    form = EndCapacityForm(request.POST or None, capacity=capacity, initial={"ends_on": timezone.localdate(now)})
    if form.is_valid():
        actions.end_capacity(capacity, by=by, at=now, ends_on=form.cleaned_data["ends_on"])
        messages.success(request, "The last day is recorded.")
        return redirect(found)
    return render(request, "agencies/end_capacity.html", {"agency": found, "capacity": capacity, "form": form})
