"""What went wrong: the list of cases, and one case as each side may read it."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.access import may
from agencies.cursors import Walked, ways_on
from agencies.readings import seat_at, withholds
from compliance import feeds, rules
from compliance.forms.cases import WhichCasesForm
from compliance.models import CaseNotice, NonComplianceCase, SuspensionGrounds
from compliance.views import wording
from compliance.views.finding import (
    address,
    document_of,
    find_case,
    leads,
    log_opened,
    part_of,
    reads_all,
    title_of,
)  # fmt: skip
from protocols.catalogue.regulators import regulator

MOST = 100  # of the notices that wait
NONE = Walked([], "", "")
S, F = NonComplianceCase.Status, NonComplianceCase.Finding


@require_safe
def cases(request):
    """One's own agency's cases, and what it wrote about others, newest first; or those about one protocol."""
    member, at = request.seat, timezone.now()
    form = WhichCasesForm(request.GET, member=member)
    wrong, said = not form.is_valid(), form.cleaned_data
    show, protocol = said.get("show", ""), said.get("protocol")
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = NONE if wrong else feeds.cases(member, show=show, protocol=protocol, after=after, before=before)
    notices = CaseNotice.objects.visible_to(member).unconfirmed().filter(to_agency_id=member.agency_id)
    return render(
        request,
        "compliance/cases.html",
        {
            "rows": [_row(member, one.case, at) for one in page.rows],
            **ways_on(request, page),
            # With its errors on top of the page, and nothing listed under them.
            **({"form": form} if wrong else {}),
            "wrong": wrong,
            "show": show,
            "shown": {key: (words, _shown(key, protocol)) for key, words in form.SHOWN.items()},
            "protocol": protocol,
            "notices": [
                {
                    "href": one.get_absolute_url(),
                    "title": f"{one.get_kind_display()} from {one.agency}",
                    "due": one.receipt_due_at,
                }
                for one in notices.select_related("agency").order_by("receipt_due_at")[:MOST]
            ],
            "at": at,
            "may_report": may(member, "report_concern", NonComplianceCase),
            "may_allege": may(member, "allege", NonComplianceCase),
            "may_suspend": may(member, "suspend_sharing", SuspensionGrounds),
        },
    )


def _shown(show: str, protocol) -> str:
    """The address of a part of the list, of one protocol where it is that one's."""
    asked = {"show": show} if show else {}
    return f"?{urlencode({**asked, **({'protocol': protocol.reference} if protocol else {})})}"


def _row(member, case, at) -> dict:
    ours = case.agency_id == member.agency_id
    waits = case.status in (S.REPORTED, S.OPEN)
    by = f"{case.allegation.agency} wrote to us" if part_of(case, "allegation") else "Reported here"
    due = rules.end_of(case.due_on) if waits else None
    return {
        "href": case.get_absolute_url(), "reference": case.reference, "title": title_of(case),
        "from": by if ours else f"We wrote to {case.agency}", "day": case.opened_at, "status": case.status,
        "finding": case.get_finding_display(), "due": due, "late": bool(due and due < at),
    }  # fmt: skip


@require_safe
def case(request, reference):
    """How it stands, what happens next, and as much of the rest as this member may read."""
    found = find_case(request, reference)
    member, at = seat_at(request, found.party_ids), timezone.now()
    allegation, report = part_of(found, "allegation"), part_of(found, "report")
    everything, mine = reads_all(member, found), bool(report) and report.reported_by_id == member.pk
    if report and not (everything or mine):
        report = None
    sentence, verb = rules.what_happens_next(found, member)
    waits = found.status in (S.REPORTED, S.OPEN)
    due = rules.end_of(found.due_on) if waits else None
    wrong = verb and not may(member, verb, found)
    log_opened(request, allegation, report)
    context = {
        "case": found, "title": title_of(found), "at": at, "own": found.agency_id == member.agency_id,
        "everything": everything, "leads": leads(member, found), "withheld": withholds(member),
        "next": {
            "sentence": sentence, "due": due, "late": bool(due and due < at),
            "action": "" if wrong else wording.NEXT_PAGES.get(verb, ""),
            "href": address(member, verb, reference=reference) if verb in wording.NEXT_PAGES and not wrong else "",
        },
        "allegation": _allegation(member, allegation), "report": _report(member, report),
        "document": document_of(member, found), "readers": rules.who_can_see(found),
        "timeline": wording.timeline(found), "joined": _joined(member, found) if everything else [],
        "may_suspend": found.agency_id != member.agency_id and may(member, "suspend_sharing", SuspensionGrounds),
        "received": _received(member, found),
        "regulator": regulator(timezone.localdate(at)),
        "told_why": _told_why(member, found, mine or everything),
    }  # fmt: skip
    if everything:
        context |= _of_failure(member, found, at)
    return render(request, "compliance/case.html", context)


def _allegation(member, one) -> dict | None:
    if one is None:
        return None
    said = {name: wording.personal(member, getattr(one, name)) for name in ("what", "happened", "evidence")}
    return {
        **said,
        "by": wording.who(one.written_by),
        "at": one.sent_at,
        "cited": wording.citation(member, one, one.sent_at),
    }


def _report(member, one) -> dict | None:
    if one is None:
        return None
    said = {name: wording.personal(member, getattr(one, name)) for name in ("what", "happened", "done")}
    return {**said, "by": wording.who(one.reported_by), "at": one.reported_at}


def _joined(member, found) -> list[dict]:
    return [
        {"href": one.get_absolute_url(), "text": f"{one.reference}: {title_of(one)}"}
        for one in found.followers.select_related("allegation").order_by("opened_at")
    ]


def _received(member, found) -> list[dict]:
    """What the agency whose case it is wrote back to one's own."""
    notices = CaseNotice.objects.visible_to(member).filter(
        case_reference=found.reference, to_agency_id=member.agency_id
    )
    return [
        {"href": one.get_absolute_url(), "text": f"{one.get_kind_display()}, {rules.day_words(one.issued_at.date())}"}
        for one in notices.order_by("issued_at")
    ]


def _told_why(member, found, may_read) -> str:
    """Why no failure was found, or why it was not taken up, for one's own agency's reader."""
    if not may_read:
        return ""
    if found.status == S.SET_ASIDE:
        note = found.notes.filter(kind="set_aside").first()
        return wording.personal(member, note.words) if note else ""
    looked = part_of(found, "investigation") or (found.joined_to and part_of(found.joined_to, "investigation"))
    return wording.personal(member, looked.reasons) if looked else ""


def _of_failure(member, found, at) -> dict:
    """Remedies, notices and reasons why somebody is not told; each only where a failure was found."""
    notices = found.notices.select_related("to_agency").order_by("issued_at")
    open_still = found.status == S.FOUND and found.finding == F.FAILURE and not found.joined_to_id
    no_remedy = found.notes.filter(kind="no_remedy").first()
    return {
        "failure": found.finding == F.FAILURE and not found.joined_to_id, "open_still": open_still,
        "gaps": rules.closing_gaps(found) if found.status == S.FOUND and not found.joined_to_id else [],
        "remedies": [
            {"what": wording.personal(member, one.what), "due": one.due_on, "done_at": one.done_at,
             "dropped_at": one.dropped_at, "dropped_reason": wording.personal(member, one.dropped_reason),
             "finish": address(member, "finish_remedy", reference=found.reference, key=one.pk),
             "drop": address(member, "drop_remedy", reference=found.reference, key=one.pk)}
            for one in found.remedies.all()
        ],
        "no_remedy": wording.personal(member, no_remedy.words) if no_remedy else "",
        "notices": [
            {"href": one.get_absolute_url(), "kind": one.get_kind_display(), "received_at": one.received_at,
             "to": str(one.to_agency) if one.to_agency else wording.personal(member, one.people), "at": one.issued_at,
             "due": one.receipt_due_at}
            for one in notices
        ],
        "untold": [
            {"to": str(one.to_agency) if one.to_agency else wording.personal(member, one.people),
             "reason": wording.personal(member, one.reason)}
            for one in found.untold.select_related("to_agency")
        ],
    }  # fmt: skip
