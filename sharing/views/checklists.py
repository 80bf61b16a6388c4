"""Asking and answering: where the questions begin, each of them on a page of its own, and giving up."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.moves import MoveRefused
from agencies.readings import log_reading, withholds
from sharing import actions, rules
from sharing import checklist as questions
from sharing.checklist import Route, book
from sharing.checklist.carrying import WANTS
from sharing.checklist.forms import form_for
from sharing.checklist.summary import lines
from sharing.forms.onward import GiveUpForm
from sharing.forms.starting import StartForm, TenseForm
from sharing.models import Advice, Checklist, Disclosure, Request
from sharing.views.asking import arranged, how_far, said_before, section, sent_revision, what_was_asked
from sharing.views.checking import check, done, sent
from sharing.views.onward_shown import asked_from, shown, where_to_ask, with_agreement
from sharing.views.opening import (
    WITH,
    address,
    closing_address,
    find_checklist,
    is_open,
    outcome_address,
    page_address,
    resume_address,
    situation_of,
    started_by_whom,
    verb_for,
    words_for,
)  # fmt: skip

__all__ = ["check", "done", "give_up", "landing", "page", "sent", "start_checklist"]

GET_OR_POST = ["GET", "POST"]
MOST = 20
NEXT = "next"  # in the place of a page: wherever one carries on
WHERE_PAUSED = ("S5", "2a")
NOT_HERE = (
    "Information from interception or a covert source is not handled in this service. Leave it out, and speak to your "
    "agency's confidential unit."
)  # fmt: skip


@require_safe
def landing(request):
    """The four doors, the emergency page, and what was begun and not finished."""
    member = request.member
    begun = Checklist.objects.visible_to(member).unfinished().select_related(*WITH)
    if withholds(member):
        # An auditor reads; only what they began themselves is theirs to finish.
        begun = begun.filter(started_by=member)
    found = list(begun[: MOST + 1])
    context = {
        "may_work": may(member, "start_checklist", Checklist), "may_tell": may(member, "record_emergency", Disclosure),
        "unfinished": [_unfinished(member, one) for one in found[:MOST]], "more": len(found) > MOST, "at": timezone.now(),
    }  # fmt: skip
    return render(request, "sharing/landing.html", context)


def _unfinished(member, checklist) -> dict:
    owed = checklist.status == Checklist.Status.OWED and checklist.disclosure
    # Where it goes on is worked out when the link is followed, and not for every row.
    where = closing_address(member, checklist) if owed else address(member, "page", key=checklist.pk, page=NEXT)
    return {
        "what": f"Finish {checklist.disclosure.reference}" if owed else words_for(checklist), "href": where,
        "from": _begun(member, checklist), "since": checklist.saved_at,
        "due": checklist.disclosure.complete_by if owed else None, "status": checklist.status if owed else None,
        "action": "Carry on", "action_href": where,
    }  # fmt: skip


def _begun(member, checklist) -> str:
    other = started_by_whom(member, checklist)
    return f"Started by {other}" if other else "Started by you"


@require_http_methods(GET_OR_POST)
def start_checklist(request):
    """Begin: from a door, from a procedure's own page (?procedure=), or to answer a request (?request=)."""
    member = request.member
    require(member, "start_checklist", Checklist)
    asked, procedure = _request_named(request), _procedure_named(request)
    data = request.POST if request.method == "POST" else None
    form = TenseForm(data) if asked else StartForm(data, initial={"want": request.GET.get("want", "")})
    if form.is_valid():
        want = form.cleaned_data.get("want", "")
        if want == "answer" and not asked:
            messages.info(request, "Open the request you are answering. If somebody asked by telephone, write it down here.")
            return redirect(address(member, "requests"))
        voice, tense = (Checklist.Voice.SHARER, form.cleaned_data["tense"]) if asked else map(str, WANTS[want])
        made = actions.start_checklist(
            by=member, at=timezone.now(), voice=voice, tense=tense, request=asked, procedure=procedure
        )
        return redirect(resume_address(member, made))
    begun = []
    if asked:
        log_reading(asked, by=member, at=timezone.now())
        mine = Checklist.objects.visible_to(member).select_related(*WITH)
        begun = [
            {"who": _begun(member, one), "href": resume_address(member, one)}
            for one in mine.filter(request=asked, status=Checklist.Status.OPEN, voice=Checklist.Voice.SHARER)
        ]
    return render(request, "sharing/checklist/start.html", {
        "form": form, "asked": asked, "procedure": procedure, "begun": begun,
    })  # fmt: skip


def _request_named(request):
    if not (reference := request.GET.get("request")):
        return None
    found = Request.objects.visible_to(request.member).select_related("asking_agency", "asked_agency")
    return get_object_or_404(found, reference=reference, asked_agency_id=request.member.agency_id)


def _procedure_named(request):
    if not (reference := request.GET.get("procedure")):
        return None
    found = rules.agreements(request.member, timezone.localdate())
    return get_object_or_404(found, protocol__reference=reference)


@require_http_methods(GET_OR_POST)
def page(request, key, page):
    """One question. What is typed is kept at every step; an empty page is kept as a gap, and nothing is refused."""
    checklist = find_checklist(request, key)
    if not is_open(checklist):
        return redirect(outcome_address(request.member, checklist))
    require(request.member, verb_for(checklist), checklist)
    found = situation_of(request.member, checklist)
    if page == NEXT:
        return redirect(resume_address(request.member, checklist, found))
    asked = questions.page_at(page)
    if asked is None:
        raise Http404
    walk = questions.pages(found, checklist.answers)
    elsewhere = _elsewhere(request.member, checklist, found, asked, walk)
    if elsewhere:
        return redirect(elsewhere)
    data = request.POST if request.method == "POST" else None
    owners = asked_from(request.member, checklist) if "5c" in (asked.code, *asked.parts) else []
    form = form_for(asked, found, data, answers=with_agreement(checklist.answers, owners))
    if form.is_valid():
        return _keep(request, checklist, asked, form.answers(), found, walk)
    if data is None and checklist.started_by_id != request.member.pk:
        log_reading(checklist, by=request.member, at=timezone.now())
    settled = form.situation
    blocks, leads = arranged(form, asked, settled)
    back = questions.previous_page(found, checklist.answers, asked.code)
    alone = request.GET.get("change") or checklist.status == Checklist.Status.OWED
    context = {
        "form": form, "page": asked, "blocks": blocks, "title": asked.title_in(settled), "leads": leads,
        "section": section(asked, settled), "how_far": how_far(asked, walk),
        "started_by": started_by_whom(request.member, checklist), "checklist": checklist,
        "revision": sent_revision(request) if data is not None else checklist.revision,
        "back": closing_address(request.member, checklist) if alone
        else page_address(request.member, checklist, back) if back else address(request.member, "list"),
        "before": said_before(asked, settled, checklist.answers), "asked": what_was_asked(settled),
        "paused": _paused(request.member, asked, settled), "asker": _asker(checklist),
        "agencies": [choice.value for choice in settled.options.get("agencies", ())],
        "owners": [shown(request.member, one) for one in owners],
        "closing": closing_address(request.member, checklist), "may_ask_adviser": may(request.member, "ask_adviser", Advice),
    }  # fmt: skip
    return render(request, "sharing/checklist/page.html", context)


def _paused(member, asked, settled) -> list[str]:
    """What the own agency has paused, where one chooses under which agreement and to whom; not said to who only asks."""
    if asked.code not in WHERE_PAUSED or settled.voice is questions.Voice.ASKER:
        return []
    return [rules.paused_words(pause) for pause in rules.pauses(member.agency_id, timezone.now())]


def _elsewhere(member, checklist, found, asked, walk) -> str:
    """Where a page that is not one of this checklist's, or not a question, is to be found instead."""
    if asked.code == "check":
        return closing_address(member, checklist)
    if asked.code == "EM" and checklist.status == Checklist.Status.OWED and "EM" in checklist.answers:
        return ""
    if asked.code == "EM":
        return page_address(member, checklist, asked)
    return "" if asked in walk else resume_address(member, checklist, found)


def _keep(request, checklist, asked, answers, found, walk):
    later = request.POST.get("save") == "later"
    if later and not any(answers.values()):
        # Nothing was typed: the page stays unanswered, so that one comes back to it.
        return _later(request)
    if asked.code == "S1" and answers.get("S1", {}).get("want") == "answer" and not checklist.request_id:
        messages.info(request, "Open the request you are answering. If somebody asked by telephone, write it down here.")
        return redirect(address(request.member, "requests"))
    try:
        kept = _save(request, checklist, asked.code, answers)
    except MoveRefused as refused:
        return _changed_since(request, str(refused), questions.settle(found, checklist.answers), answers)
    if "protected" in answers.get("S7", {}) and "covert" in answers["S7"]["protected"]:
        messages.warning(request, NOT_HERE)
    if later:
        return _later(request)
    onward = where_to_ask(request.member, kept) if "5c" in answers else ""
    return redirect(onward or _next_address(request, kept, asked, {one.code for one in walk}))


def _save(request, checklist, code, answers):
    common = {"by": request.member, "at": timezone.now(), "revision": sent_revision(request)}
    if checklist.status == Checklist.Status.OWED and checklist.disclosure_id:
        return actions.save_owed(checklist.disclosure, code, answers, **common)
    return actions.save_page(checklist, code, answers, **common)


def _changed_since(request, sentence, settled, answers):
    """Somebody was quicker: what was typed is told back under its questions (409), and nothing is written."""
    typed = [line for code, data in answers.items() for line in lines(book.page(code), settled, {code: data})]
    return render(request, "409.html", {"sentence": sentence, "typed": typed}, status=409)


def _later(request):
    messages.success(request, "Your answers are saved. Carry on whenever you like; a colleague in the same job can too.")
    return redirect(address(request.member, "list"))


def _next_address(request, checklist, asked, walked) -> str:
    """On to the next page; back to the answers when one of them was changed, unless that opened another question."""
    found = rules.situation(checklist)
    follow_up = found.route is Route.FOLLOW_UP
    if checklist.status == Checklist.Status.OWED and (not follow_up or asked.code == "EM"):
        return closing_address(request.member, checklist)
    if request.GET.get("change") or follow_up:
        following = questions.next_page(found, checklist.answers, asked.code)
        if following is not None and following.code == asked.code:
            return page_address(request.member, checklist, following)  # it has opened parts of its own
        opened = [one for one in questions.unanswered(found, checklist.answers) if follow_up or one.code not in walked]
        return page_address(request.member, checklist, opened[0] if opened else None, change=1)
    return page_address(request.member, checklist, questions.next_page(found, checklist.answers, asked.code))


def _asker(checklist) -> str:
    """Who asked, and when, for the answers that are shown instead of being asked again (R1)."""
    asked = checklist.request
    if asked is None or checklist.voice != Checklist.Voice.SHARER:
        return ""
    if asked.asked_by is None:
        return f"{asked.asking_agency}, by telephone"
    return f"{asked.asked_by.named}, {asked.asking_agency}"


@require_http_methods(GET_OR_POST)
def give_up(request, key):
    """Put an unfinished checklist aside for good."""
    checklist = find_checklist(request, key)
    require(request.member, "give_up", checklist)
    if checklist.status != Checklist.Status.OPEN:
        raise MoveRefused(f"These questions are {checklist.get_status_display().lower()}, so they cannot be given up.")
    waiting = [one for one in asked_from(request.member, checklist) if one.is_waiting]
    mine = [one for one in waiting if may(request.member, "withdraw_onward", one)]
    form = GiveUpForm(request.POST if request.method == "POST" else None, mine=mine)
    if form.is_valid():
        withdrawing = form.withdrawn()
        actions.give_up(checklist, by=request.member, at=timezone.now(), withdrawing=withdrawing)
        also = "".join(f" {one} is withdrawn, and {one.owner_agency} has been told." for one in withdrawing)
        messages.success(request, f"You have given up these questions. Nothing was recorded or sent.{also}")
        return redirect(address(request.member, "list"))
    context = {
        "form": form, "owners": [shown(request.member, one) for one in waiting],
        "others": dict.fromkeys(one.asked_by.named for one in waiting if one not in mine),
        "checklist": checklist, "words": words_for(checklist), "started_by": started_by_whom(request.member, checklist),
        "back": resume_address(request.member, checklist),
    }  # fmt: skip
    return render(request, "sharing/checklist/give_up.html", context)
