"""What was found, what is done about it, and the end of the case."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.moves import MoveRefused
from compliance import actions, rules
from compliance.forms.cases import ConfirmForm, DropRemedyForm, FindingForm, NoRemedyForm, RemedyForm
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


def _remedy(request, reference, verb, key):
    """The case and its remedy, for whoever may do that; one that is done or dropped is a 409."""
    found = begun(request, reference, verb, S.FOUND, S.CLOSED)
    remedy = get_object_or_404(found.remedies, pk=key)
    if request.method == "GET" and (objection := rules.remedy_over(remedy)):
        raise MoveRefused(objection)
    return found, remedy


@require_http_methods(GET_OR_POST)
def finish_remedy(request, reference, key):
    """A remedy is done."""
    found, remedy = _remedy(request, reference, "finish_remedy", key)
    form = ConfirmForm(request.POST or None, words="This is done")
    if form.is_valid():
        actions.finish_remedy(remedy, by=request.member, at=timezone.now())
        messages.success(request, "The remedy is done.")
        return redirect(found)
    return render(request, "compliance/finish_remedy.html", {"case": found, "form": form, "remedy": remedy})


@require_http_methods(GET_OR_POST)
def drop_remedy(request, reference, key):
    """Why a remedy is no longer needed."""
    found, remedy = _remedy(request, reference, "drop_remedy", key)
    form = DropRemedyForm(request.POST or None)
    if form.is_valid():
        actions.drop_remedy(remedy, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is recorded that the remedy is no longer needed.")
        return redirect(found)
    notices = found.notices.select_related("to_agency")
    context = {
        "case": found, "form": form, "remedy": remedy, "told": [one.to_agency for one in notices if one.to_agency],
        "people": any(one.to_agency is None for one in notices),
    }  # fmt: skip
    return render(request, "compliance/drop_remedy.html", context)


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
