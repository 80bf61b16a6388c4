"""Saying that something went wrong: here, or in writing to another agency."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.models import Agency
from compliance import actions
from compliance.forms.reporting import AllegeForm, ConcernForm
from compliance.models import NonComplianceCase
from compliance.views.finding import citable
from sharing.models import Disclosure

GET_OR_POST = ["GET", "POST"]


@require_http_methods(GET_OR_POST)
def report_concern(request):
    """Something went wrong, in three fields; open to everybody."""
    require(request.member, "report_concern", NonComplianceCase)
    named = Disclosure.objects.visible_to(request.member).filter(reference=request.GET.get("record", "")).first()
    form = ConcernForm(request.POST or None, initial={"what": f"{named.reference}: " if named else ""})
    if form.is_valid():
        case = actions.report_concern(by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(
            request, f"Thank you. It has the reference {case}, and your designated officers have been told."
        )
        return redirect(case)
    return render(request, "compliance/report_concern.html", {"form": form})


@require_http_methods(GET_OR_POST)
def allege(request):
    """Write to another agency that it did not keep to what was agreed."""
    member, today = request.member, timezone.localdate()
    require(member, "allege", NonComplianceCase)
    agencies = Agency.objects.visible_to(member).on(today).exclude(pk=member.agency_id)
    form = AllegeForm(request.POST or None, agencies=agencies, versions=citable(member))
    if form.is_valid():
        case = actions.allege(by=member, at=timezone.now(), **form.written())
        messages.success(request, f"{case} has been delivered to the designated officers of {case.agency}.")
        return redirect(case)
    return render(request, "compliance/allege.html", {"form": form})
