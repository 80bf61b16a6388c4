"""Formal notices: writing one, or why none, reading one, and confirming that it arrived."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.moves import MoveRefused
from agencies.readings import withholds
from compliance import actions, rules
from compliance.forms.cases import ConfirmForm, NoticeForm, UntoldForm
from compliance.models import CaseNotice, NonComplianceCase
from compliance.views import wording
from compliance.views.finding import document_of, find_notice, log_opened, part_of
from compliance.views.investigating import begun
from protocols.catalogue.regulators import regulator

GET_OR_POST = ["GET", "POST"]
S = NonComplianceCase.Status


@require_http_methods(GET_OR_POST)
def issue_notice(request, reference):
    """Tell an agency or people what failed, what may follow and what is done; the agencies touched are suggested."""
    found = begun(request, reference, "issue_notice", S.FOUND)
    form = NoticeForm(request.POST or None, agencies=rules.not_told(found), initial={"what_failed": _said(found)})
    if form.is_valid():
        made = actions.issue_notice(found, by=request.member, at=timezone.now(), **form.notice())
        to = made.to_agency or "the people you named: print it and hand it to them"
        messages.success(request, f"The notice is issued to {to}.")
        return redirect(made)
    return render(request, "compliance/issue_notice.html", {"case": found, "form": form})


def _said(case) -> str:
    wrote = part_of(case, "allegation")
    return wrote.about if wrote else ""


@require_http_methods(GET_OR_POST)
def leave_untold(request, reference):
    """Why an agency, or people, are not told."""
    found = begun(request, reference, "leave_untold", S.FOUND)
    form = UntoldForm(request.POST or None, agencies=rules.not_told(found))
    if form.is_valid():
        actions.leave_untold(
            found, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"], **form.whom()
        )
        messages.success(request, "The reason is recorded. Only your own agency reads it.")
        return redirect(found)
    return render(request, "compliance/leave_untold.html", {"case": found, "form": form})


@require_safe
def notice(request, key):
    """One notice: what it says, its paper, and whether it arrived."""
    found = find_notice(request, key)
    log_opened(request, found)
    return render(request, "compliance/notice.html", _shown(request, found))


def _shown(request, found) -> dict:
    member, at = request.member, timezone.now()
    said = {
        name: wording.personal(member, getattr(found, name))
        for name in ("people", "what_failed", "consequences", "remedy", "reasons")
    }
    case = NonComplianceCase.objects.visible_to(member).filter(reference=found.case_reference).first()
    return {
        "notice": found, "said": said, "at": at, "case_href": case.get_absolute_url() if case else "",
        "failure": found.kind == CaseNotice.Kind.FAILURE, "withheld": withholds(member),
        "document": document_of(member, found), "regulator": regulator(timezone.localdate(at)),
        "may_confirm": found.to_agency_id is not None and not found.received_at and may(member, "confirm_notice", found),
        "late": bool(found.receipt_due_at and not found.received_at and found.receipt_due_at < at),
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def confirm_notice(request, key):
    """It arrived."""
    found = find_notice(request, key)
    require(request.member, "confirm_notice", found)
    if request.method == "GET" and found.received_at:
        raise MoveRefused("Receipt of this was already confirmed.")
    form = ConfirmForm(request.POST or None, words="My agency has received this notice")
    if form.is_valid():
        actions.confirm_notice(found, by=request.member, at=timezone.now())
        messages.success(request, f"Receipt is confirmed. {found.agency} has been told.")
        return redirect(found)
    return render(request, "compliance/confirm_notice.html", {"notice": found, "form": form})
