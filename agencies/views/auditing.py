"""Pages about who audits an agency's records from outside: the list, letting somebody, and taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import actions
from agencies.access import may, require
from agencies.actions.auditing import auditors
from agencies.forms.auditing import OpenToAuditForm
from agencies.middleware import READING
from agencies.models import Agency, AuditOpening
from agencies.roles import Role
from agencies.views.agencies import find_agency


@require_safe
def audits(request, code):
    """To whom an agency's records are, will be and were open; everyone in the partnership may know."""
    by, today = request.member, timezone.localdate()
    agency = find_agency(request, code)
    found = AuditOpening.objects.visible_to(by).filter(agency=agency)
    found = found.select_related("agency", "member__person", "member__agency", "opened_by__person", "closed_by__person")
    rows = [
        {"opening": one, "status": one.status_on(today), "may_close": _standing(one, today) and may(by, "close_to_audit", one)}
        for one in found
    ]
    context = {
        "agency": agency,
        "standing": [row for row in rows if _standing(row["opening"], today)],
        "over": [row for row in rows if not _standing(row["opening"], today)],
        "may_open": may(by, "open_to_audit", agency),
    }
    return render(request, "agencies/audits.html", context)


@require_POST
def read_records(request, code):
    """From now on, show the lists of this agency: the own one, or one that opened its records."""
    member = request.member
    if not member.has(Role.AUDITOR):
        raise PermissionDenied("Auditors choose whose records they read.")
    agency = get_object_or_404(Agency.objects.visible_to(member).filter(pk__in=member.reads), code=code)
    chosen = request.session.get(READING, {})
    request.session[READING] = {**chosen, str(member.partnership_id): str(agency.pk)}
    messages.success(request, f"You now read the records of {agency}.")
    return redirect(agency)


def _standing(opening: AuditOpening, on) -> bool:
    return opening.closed_at is None and opening.ends_on >= on


@require_http_methods(["GET", "POST"])
def open_to_audit(request, code):
    """Let an auditor of another agency read the records of one's own, for stated days."""
    by, now = request.member, timezone.now()
    agency, today = find_agency(request, code), timezone.localdate(now)
    require(by, "open_to_audit", agency)
    people = auditors(by.partnership_id, agency, today).select_related("person", "agency").order_by("agency__name")
    form = OpenToAuditForm(request.POST or None, people=people, on=today, initial={"starts_on": today})
    if form.is_valid():
        said = form.cleaned_data
        whom = said.pop("member")
        actions.open_to_audit(agency, whom, by=by, at=now, **said)
        messages.success(request, f"The records of {agency} are open to {whom.person} for these days.")
        return redirect("agencies:audits", partnership=by.partnership.slug, code=code)
    return render(request, "agencies/open_to_audit.html", {"agency": agency, "form": form, "anybody": form.people})


@require_http_methods(["GET", "POST"])
def close_to_audit(request, code, key):
    """Take it back before its last day."""
    by, agency = request.member, find_agency(request, code)
    found = AuditOpening.objects.visible_to(by).filter(agency=agency).select_related("agency", "member__person")
    opening = get_object_or_404(found, pk=key)
    require(by, "close_to_audit", opening)
    if request.method == "POST":
        actions.close_to_audit(opening, by=by, at=timezone.now())
        messages.success(request, f"The records of {agency} are no longer open to {opening.member.person}.")
        return redirect("agencies:audits", partnership=by.partnership.slug, code=code)
    return render(request, "agencies/close_to_audit.html", {"agency": agency, "opening": opening, "form": ()})
