"""What was found, what is done about it, and the end of the case."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from compliance import actions, rules
from compliance.forms.cases import ConfirmForm, FindingForm, NoRemedyForm, RemedyForm
from compliance.models import NonComplianceCase
from compliance.views import wording
from compliance.views.finding import log_opened, part_of, title_of
from compliance.views.investigating import begun

GET_OR_POST = ["GET", "POST"]
S = NonComplianceCase.Status


@require_http_methods(GET_OR_POST)
def make_finding(request, reference):
    """A failure, none, or it could not be determined: a page of its own, because it cannot be taken back."""
    found = begun(request, reference, "make_finding", S.OPEN)
    form = FindingForm(request.POST or None)
    if form.is_valid():
        case = actions.make_finding(found, by=request.member, at=timezone.now(), **form.made())
        messages.success(request, f"The finding in {case} is made: {case.get_finding_display().lower()}.")
        return redirect(case)
    looked = part_of(found, "investigation")
    log_opened(request, looked)
    context = {
        "case": found, "form": form, "title": title_of(found),
        "scope": wording.personal(request.member, looked.scope) if looked else "",
        "wrote": [str(agency) for _one, agency in rules.accusers(found)],
    }  # fmt: skip
    return render(request, "compliance/make_finding.html", context)


@require_http_methods(GET_OR_POST)
def plan_remedy(request, reference):
    """What will be done, by when."""
    found = begun(request, reference, "plan_remedy", S.FOUND)
    form = RemedyForm(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        actions.plan_remedy(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The remedy is planned.")
        return redirect(found)
    return render(request, "compliance/plan_remedy.html", {"case": found, "form": form})


@require_http_methods(GET_OR_POST)
def need_no_remedy(request, reference):
    """Why nothing has to be put right."""
    found = begun(request, reference, "need_no_remedy", S.FOUND)
    form = NoRemedyForm(request.POST or None)
    if form.is_valid():
        actions.need_no_remedy(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The reason is recorded.")
        return redirect(found)
    return render(request, "compliance/need_no_remedy.html", {"case": found, "form": form})


@require_http_methods(GET_OR_POST)
def finish_remedy(request, reference, key):
    """A remedy is done."""
    found = begun(request, reference, "plan_remedy", S.FOUND, S.CLOSED)
    remedy = get_object_or_404(found.remedies, pk=key)
    form = ConfirmForm(request.POST or None, words="This is done")
    if form.is_valid():
        actions.finish_remedy(remedy, by=request.member, at=timezone.now())
        messages.success(request, "The remedy is done.")
        return redirect(found)
    return render(request, "compliance/finish_remedy.html", {"case": found, "form": form, "remedy": remedy})


@require_http_methods(GET_OR_POST)
def close_case(request, reference):
    """Everything is done and everybody is told; until then the page says what is missing."""
    found = begun(request, reference, "close_case", S.FOUND)
    form = ConfirmForm(request.POST or None, words="Close this case")
    gaps = rules.closing_gaps(found)
    if form.is_valid() and not gaps:
        actions.close_case(found, by=request.member, at=timezone.now())
        messages.success(request, f"{found} is closed.")
        return redirect(found)
    return render(request, "compliance/close_case.html", {"case": found, "form": form, "gaps": gaps})
