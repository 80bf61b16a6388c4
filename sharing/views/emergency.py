"""Share first, record in one page, and answer the rest afterwards: the emergency page and what is owed after it."""


from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import may, require
from agencies.moves import MoveRefused
from agencies.readings import log_reading, withholds
from protocols.catalogue.clocks import LONDON
from sharing import actions, rules
from sharing import checklist as questions
from sharing.checklist import Due, Route, Situation, Tense, book
from sharing.checklist.forms import form_for
from sharing.checklist.routing import own, parts
from sharing.forms.owed import CompleteForm
from sharing.models import Checklist, Disclosure
from sharing.views.asking import dressed
from sharing.views.opening import (
    address,
    checklist_of,
    find_checklist,
    may_answer,
    page_address,
    situation_of,
)  # fmt: skip

GET_OR_POST = ["GET", "POST"]
# What is said when one of the two that are needed is left empty.
MISSING = {"why": "Say who was in danger and from what, or why they needed it", "told": "Say whom you told"}
URGENT = (Disclosure.Route.EMERGENCY, Disclosure.Route.QUICK)


@require_http_methods(GET_OR_POST)
def emergency(request):
    """Six fields, two needed. Anyone of the agency may write it, for whoever spoke (checklist 3)."""
    member, at = request.member, timezone.now()
    require(member, "record_emergency", Disclosure)
    carried = _carried(request)
    situation = _situation(member, carried, at)
    answers = carried.answers if carried else {}
    data = request.POST if request.method == "POST" else None
    started = _started(request, situation, answers, at) if data is None else None
    form = form_for(book.page("EM"), situation, data, initial=started, answers=answers)
    for name, words in MISSING.items():
        form.fields[name].error_messages["required"] = words
    if form.is_valid():
        fields = form.answers()["EM"]
        made = actions.record_emergency(
            by=member, at=at, fields=fields, quick=fields.get("kind") == "quick", checklist=carried
        )
        return redirect(address(member, "done", reference=made.reference))
    context = {
        "form": form, "blocks": _numbered(dressed(form, situation)), "carried": carried, "title": book.page("EM").title,
        "agencies": [choice.value for choice in situation.options["agencies"]],
        "danger_by": rules.in_words(rules.gap_due(Due.EMERGENCY, at)),
        "quick_by": rules.in_words(rules.gap_due(Due.QUICK_CALL, at)),
    }  # fmt: skip
    return render(request, "sharing/emergency.html", context)


def _numbered(blocks) -> dict:
    """The six of the page, each with its number where it begins."""
    for number, name in enumerate(("why", "told", "about", "kinds", "channel", "shared_on"), start=1):
        block = blocks[name]
        if block["kind"] == "rows":
            block["legend"] = f"{number}. {block['legend']}"
        else:
            block["bound"].label = f"{number}. {block['bound'].label}"
            block["params"] |= {"size": "m", "optional": False}
    return blocks


def _carried(request) -> Checklist | None:
    """The questions in which somebody turned out to be in danger; what was typed there comes along."""
    key = request.GET.get("carry", "")
    if not key:
        return None
    found = find_checklist(request, key)
    if found.status != Checklist.Status.OPEN:
        raise MoveRefused(f"These questions are {found.get_status_display().lower()}.")
    require(request.member, "save_page", found)
    return found


def _situation(member, carried, at) -> Situation:
    blank = carried or Checklist(
        partnership_id=member.partnership_id, agency=member.agency, voice=Checklist.Voice.ALONE,
        tense=Checklist.Tense.AFTER, saved_at=at, answers={},
    )  # fmt: skip
    return situation_of(member, blank).but(route=Route.EMERGENCY, tense=Tense.AFTER)


def _started(request, situation, answers, at) -> dict:
    """Filled in before anything is typed: by telephone, now, you, and the desk you told last."""
    member, local = request.member, at.astimezone(LONDON)
    offered = questions.proposals(situation, answers).get("EM", {})
    mine = Checklist.objects.visible_to(member).filter(started_by=member, disclosure__route__in=URGENT)
    last = mine.order_by("-saved_at").first()
    told = (last.answers.get("EM") or {}) if last else {}
    kind = {"kind": "quick"} if request.GET.get("kind") == "quick" else {}
    return {
        "told": told.get("told", ""), "told_who": told.get("told_who", ""), "shared_on": local.date().isoformat(),
        "shared_at": f"{local:%H:%M}", "decided_by": member.named[:120], **offered, **kind,
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def owed(request, reference):
    """What is still owed of a record, each part with its page; and closing it, complete or not."""
    member, at = request.member, timezone.now()
    record = get_object_or_404(Disclosure.objects.visible_to(member), reference=reference)
    checklist = checklist_of(member, record)
    if checklist is None or record.agency_id != member.agency_id:
        raise Http404
    if rules.disposed(member.agency_id, [record.pk]):
        raise MoveRefused("Your agency has disposed of its copy of this record.")
    if record.status == Disclosure.Status.COMPLETE and request.method == "GET":
        return redirect(record)
    found = situation_of(member, checklist)
    gaps = rules.gaps(record, checklist)
    form = CompleteForm(request.POST if request.method == "POST" else None, missing=bool(gaps))
    if request.method == "POST":
        require(member, "complete", record)
    if form.is_valid():
        actions.complete(record, by=member, at=at, reason=form.cleaned_data["reason"] if gaps else "")
        messages.success(request, f"{record.reference} is complete.")
        return redirect(record)
    if form.is_bound is False:
        log_reading(record, by=member, at=at)
    answers = may_answer(member, checklist) and not withholds(member)
    context = {
        "record": record, "checklist": checklist, "form": form, "gaps": gaps, "at": at,
        "tasks": _tasks(member, checklist, found, gaps, linked=answers), "may_answer": answers,
        "may_complete": may(member, "complete", record), "urgent": record.route in URGENT,
        "finish_by": rules.in_words(record.complete_by) if record.complete_by else "",
    }  # fmt: skip
    return render(request, "sharing/owed.html", context)


def _tasks(member, checklist, found, gaps, *, linked) -> list[dict]:
    """The short pages, each done, begun or still to do; of a record made the long way, only those with a gap."""
    settled = questions.settle(found, checklist.answers)
    have = questions.known(settled, checklist.answers)
    open_codes = {gap.code for gap in gaps}
    walk = [page for page in questions.pages(found, checklist.answers) if page.code != "check"]
    left = {page.code for page in questions.unanswered(found, checklist.answers)}
    if settled.route is Route.FOLLOW_UP:
        walk = [book.page("EM"), *walk]
    tasks = []
    for page in walk:
        codes = {part.code for part in parts(page, settled, have)} | ({page.code} if own(page) else set())
        lacks = bool(codes & open_codes)
        if settled.route is not Route.FOLLOW_UP and not lacks:
            continue
        state = "todo" if page.code in left else "lacks" if lacks else "done"
        title = "What you wrote down first" if page.code == "EM" else page.title_in(settled)
        href = page_address(member, checklist, page, change=1) if linked else ""
        why = page.why if settled.route is Route.FOLLOW_UP else ""
        tasks.append({"title": title, "why": why, "state": state, "href": href})
    return tasks
