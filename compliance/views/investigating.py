"""Looking into a case: who does, the log, the cases that belong together, and how long it takes."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import may, require
from agencies.models import Membership
from agencies.moves import MoveRefused
from agencies.readings import seat_at, withholds
from compliance import actions
from compliance.forms.cases import EvidenceForm, ExtendForm, JoinForm, SetAsideForm, TakeUpForm
from compliance.models import NonComplianceCase
from compliance.views import wording
from compliance.views.finding import (
    address,
    citable,
    find_case,
    leads,
    log_opened,
    part_of,
    reads_all,
    title_of,
)  # fmt: skip
from sharing.models import Disclosure

GET_OR_POST = ["GET", "POST"]
S = NonComplianceCase.Status
# A record of sharing, as people cite it.
RECORD = re.compile(r"\b[A-Z]{2,6}-D-\d{4}-\d{4,}\b")


def begun(request, reference, verb, *statuses):
    """The case of an act, for whoever may do it; an act that its state no longer allows is a 409."""
    found = find_case(request, reference)
    require(request.member, verb, found)
    if request.method == "GET" and found.status not in statuses:
        raise MoveRefused(f"{found} is {found.get_status_display().lower()}.")
    return found


@require_http_methods(GET_OR_POST)
def investigation(request, reference):
    """The agency's own page: what is looked into, the log of evidence, and the records it is about. A POST adds to the log."""
    found = find_case(request, reference)
    member, at = request.member, timezone.now()
    if not reads_all(seat_at(request, found.party_ids), found):
        raise PermissionDenied("Only those who run this case or look into it can read its investigation.")
    may_log = may(member, "log_evidence", found)
    if request.method == "POST":
        require(member, "log_evidence", found)
    form = EvidenceForm(request.POST or None)
    if form.is_valid():
        actions.log_evidence(found, by=member, at=at, **form.cleaned_data)
        messages.success(request, "Added to the log.")
        return redirect(address(member, "investigation", reference=reference))
    looked = part_of(found, "investigation")
    log_opened(request, looked)
    context = {
        "case": found, "title": title_of(found), "at": at, "form": form, "leads": leads(member, found),
        "withheld": withholds(member), "may_log": may_log and found.status == S.OPEN and not found.joined_to_id,
        "looking": found.status == S.OPEN and not found.joined_to_id,
        "investigation": _investigation(member, looked, found), "notes": _notes(member, found),
        "records": _records(member, found), "may_find": may(member, "make_finding", found),
    }  # fmt: skip
    return render(request, "compliance/investigation.html", context)


def _investigation(member, looked, found) -> dict | None:
    if looked is None:
        return None
    said = {name: wording.personal(member, getattr(looked, name)) for name in ("scope", "findings", "reasons")}
    cited = wording.citation(member, looked, found.opened_at)
    return {**said, "investigator": looked.investigator.named, "cited": cited}


def _notes(member, found) -> list[dict]:
    return [
        {"sentence": f"{wording.LOG[one.kind]}, by {one.by.named}", "at": one.at,
         "detail": wording.personal(member, one.words)}
        for one in found.notes.select_related("by__person")[:200]
    ]  # fmt: skip


def _records(member, found) -> list[dict]:
    links = found.linked.select_related("disclosure").order_by("disclosure__reference")
    return [{"href": one.disclosure.get_absolute_url(), "text": one.disclosure.reference} for one in links]


@require_http_methods(GET_OR_POST)
def take_up(request, reference):
    """Name who looks into it, and into what."""
    found = begun(request, reference, "take_up", S.REPORTED)
    member = request.member
    form = TakeUpForm(
        request.POST or None, people=_colleagues(member), records=Disclosure.objects.visible_to(member),
        versions=citable(member), initial=_known(found),
    )  # fmt: skip
    if form.is_valid():
        actions.take_up(found, by=member, at=timezone.now(), **form.taken_up())
        messages.success(request, f"{found} is taken up. Whoever looks into it has been told.")
        return redirect(found)
    said = part_of(found, "allegation") or part_of(found, "report")
    log_opened(request, said)
    context = {
        "case": found, "form": form, "others": _joinable(member, found).exists(),
        "what": wording.personal(member, said.what) if said else "",
    }  # fmt: skip
    return render(request, "compliance/take_up.html", context)


def _known(found) -> dict:
    """What is known before it is taken up: what another agency wrote it is about, and the records that a report names."""
    wrote, report = part_of(found, "allegation"), part_of(found, "report")
    told = wrote or report
    named = dict.fromkeys(RECORD.findall(f"{told.what} {getattr(told, 'evidence', '')}")) if told else {}
    return {"about": title_of(found) if wrote else "", "records": ", ".join(named)}


def _colleagues(member):
    """Those of one's own agency who may be asked to look into something."""
    active = Membership.objects.visible_to(member).active(timezone.localdate()).filter(agency_id=member.agency_id)
    roles = ("officer", "head", "practitioner", "data_protection_officer")
    return active.with_role(*roles).select_related("person").order_by("person__name")


def _joinable(member, found):
    """The cases of one's own agency, being looked into, that another can be joined to."""
    own = NonComplianceCase.objects.visible_to(member).filter(agency_id=member.agency_id, status=S.OPEN, joined_to=None)
    return own.exclude(pk=found.pk).select_related("allegation", "investigation").order_by("-opened_at")


@require_http_methods(GET_OR_POST)
def set_aside(request, reference):
    """Say why what a colleague reported is not taken up."""
    found = begun(request, reference, "set_aside", S.REPORTED)
    if part_of(found, "allegation"):
        raise MoveRefused("Another agency wrote this, so it is looked into and answered.")
    form = SetAsideForm(request.POST or None)
    if form.is_valid():
        actions.set_aside(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{found} is not taken up, and whoever reported it has been told why.")
        return redirect(found)
    return render(request, "compliance/set_aside.html", {"case": found, "form": form})


@require_http_methods(GET_OR_POST)
def join_case(request, reference):
    """Two cases about the same matter become one."""
    found = begun(request, reference, "join_case", S.REPORTED, S.OPEN)
    cases = list(_joinable(request.member, found))
    for one in cases:
        one.named = f"{one.reference}: {title_of(one)}"
    form = JoinForm(request.POST or None, cases=cases)
    if form.is_valid():
        into = form.cleaned_data["into"]
        actions.join_case(found, by=request.member, at=timezone.now(), into=into)
        messages.success(request, f"{found} is now looked into together with {into}.")
        return redirect(found)
    return render(request, "compliance/join_case.html", {"case": found, "form": form, "cases": cases})


@require_http_methods(GET_OR_POST)
def extend_case(request, reference):
    """A later day for the finding, with a reason."""
    found = begun(request, reference, "extend_case", S.OPEN)
    form = ExtendForm(request.POST or None, after=max(found.due_on, timezone.localdate()))
    if form.is_valid():
        actions.extend_case(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The new day stands, and whoever wrote has been told.")
        return redirect(found)
    return render(request, "compliance/extend_case.html", {"case": found, "form": form})
