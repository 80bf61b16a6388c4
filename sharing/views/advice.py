"""Advice: what waits and what was given, one question with its answer, asking, advising, and what was made of it."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.cursors import walked
from agencies.moves import MoveRefused
from agencies.questions import asked_or_404
from agencies.readings import log_reading, withholds
from sharing import actions, rules
from sharing.forms.advice import AdviseForm, AskAdviserForm, SayFollowedForm
from sharing.models import Advice, Checklist, Disclosure, Request
from sharing.views import wording
from sharing.views.finding import address

GET_OR_POST = ["GET", "POST"]
SIZE = 50
S = Advice.Status
GONE = "Removed when your agency disposed of its copy of the record."
GOING_ON = (S.ASKED, S.GIVEN)
WITH = ("asked_by__person", "adviser__person", "followed_by__person", "agency", "request", "disclosure")
LETS = {S.ASKED: ("advise", "take_back_question"), S.GIVEN: ("say_followed",)}


@require_safe
def advice_list(request):
    """What was asked of the agency's advisers: what goes on, or what is closed."""
    member, closed = request.seat, request.GET.get("show") == "closed"
    found = Advice.objects.visible_to(member).filter(agency_id=member.agency_id).select_related(*WITH)
    rows = found.exclude(status__in=GOING_ON) if closed else found.filter(status__in=GOING_ON)
    page = walked(
        rows, "asked_at", newest_first=closed, size=SIZE,
        after=request.GET.get("after", ""), before=request.GET.get("before", ""),
    )  # fmt: skip
    query = "show=closed&" if closed else ""
    context = {
        "rows": [_row(one) for one in page.rows],
        "closed": closed,
        "may_ask": may(request.member, "ask_adviser", Advice),
        "next_href": f"?{query}after={page.next}" if page.next else "",
        "previous_href": f"?{query}before={page.previous}" if page.previous else "",
        "at": timezone.now(),
    }
    return render(request, "sharing/advice/list.html", context)


def _row(one) -> dict:
    return {
        "href": one.get_absolute_url(), "title": str(one), "status": f"advice_{one.status}", "due": None, "late": False,
        "facts": [f"Asked of {one.adviser.named}, by {one.asked_by.named}.", f"Asked {wording.day(one.asked_at)}."],
    }  # fmt: skip


@require_safe
def advice(request, key):
    """One question, what was advised, and what was made of it."""
    found = _find(request, key)
    member = request.member
    log_reading(found, by=member, at=timezone.now())
    sentence, verb = rules.advice_next(found, member)
    context = {
        **_about(member, found),
        "next": {"sentence": sentence, "verb": verb if verb and may(member, verb, found) else None},
        "may_take_back": found.status == S.ASKED and may(member, "take_back_question", found),
        "withheld": withholds(member),
    }
    return render(request, "sharing/advice/advice.html", context)


def _find(request, key) -> Advice:
    return asked_or_404(_advice_of, request.member, key)


def _advice_of(member, key):
    return Advice.objects.visible_to(member).select_related(*WITH).filter(pk=key)


def _about(member, found) -> dict:
    """The question as every page about it shows it, and the address of what it is about for who may open that."""
    said = {name: wording.personal(member, getattr(found, name)) for name in ("question", "advice", "followed_why")}
    if not found.question:
        said |= {"question": GONE, "advice": GONE}
    return {"advice": found, "said": said, "about_href": _record_address(member, found)}


def _record_address(member, found) -> str:
    for record in (found.request, found.disclosure):
        if record is not None and type(record).objects.visible_to(member).filter(pk=record.pk).exists():
            return record.get_absolute_url()
    if found.checklist_id and Checklist.objects.visible_to(member).filter(pk=found.checklist_id).exists():
        return address(member, "page", key=found.checklist_id, page="next")
    return ""


@require_http_methods(GET_OR_POST)
def ask_adviser(request):
    """Ask an adviser of one's own agency, about a record, a request or questions not finished; or about none of them."""
    member, today = request.member, timezone.localdate()
    require(member, "ask_adviser", Advice)
    about = _named(request)
    form = AskAdviserForm(request.POST or None, advisers=rules.advisers(member, today))
    if form.is_valid():
        told = form.cleaned_data
        made = actions.ask_adviser(told["adviser"], by=member, at=timezone.now(), question=told["question"], about=about)
        messages.success(request, f"{told['adviser'].named} has been asked, and is told by notice.")
        return redirect(made)
    words = "questions not finished yet" if isinstance(about, Checklist) else str(about or "")
    context = {"form": form, "anybody": bool(form.advisers), "about": words, "back": _back(member, about)}
    return render(request, "sharing/advice/ask_adviser.html", context)


def _named(request):
    """What the address says it is about, if this member may see it; 404 for what they may not."""
    if key := request.GET.get("checklist"):
        return get_object_or_404(Checklist.objects.visible_to(request.member), pk=_uuid(key))
    for name, kind in (("request", Request), ("disclosure", Disclosure)):
        if reference := request.GET.get(name):
            return get_object_or_404(kind.objects.visible_to(request.member), reference=reference)
    return None


def _uuid(key: str) -> uuid.UUID:
    """Of what is none, a key that nobody has."""
    try:
        return uuid.UUID(key)
    except ValueError:
        return uuid.UUID(int=0)


def _back(member, about) -> str:
    if isinstance(about, Checklist):
        return address(member, "page", key=about.pk, page="next")
    return about.get_absolute_url() if about else address(member, "advice_list")


@require_http_methods(GET_OR_POST)
def advise(request, key):
    """Write down what one advises."""
    found = _at(request, key, "advise")
    form = AdviseForm(request.POST or None)
    if form.is_valid():
        actions.advise(found, by=request.member, at=timezone.now(), words=form.cleaned_data["words"])
        return _done(request, found, "Your advice is kept, and whoever asked has been told.")
    return _act(request, found, "sharing/advice/advise.html", form)


@require_http_methods(GET_OR_POST)
def say_followed(request, key):
    """Say what was made of it."""
    found = _at(request, key, "say_followed")
    form = SayFollowedForm(request.POST or None)
    if form.is_valid():
        actions.say_followed(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        return _done(request, found, "What was made of the advice is written down, and the adviser has been told.")
    return _act(request, found, "sharing/advice/say_followed.html", form)


@require_http_methods(GET_OR_POST)
def take_back_question(request, key):
    """The advice is no longer needed."""
    found = _at(request, key, "take_back_question")
    if request.method == "POST":
        actions.take_back_question(found, by=request.member, at=timezone.now())
        return _done(request, found, "The question is taken back, and the adviser has been told.")
    return _act(request, found, "sharing/advice/take_back_question.html", None)


def _at(request, key, verb) -> Advice:
    found = _find(request, key)
    require(request.member, verb, found)
    if verb not in LETS.get(S(found.status), ()):
        raise MoveRefused(f"This cannot be done now: {found.get_status_display().lower()}.")
    return found


def _act(request, found, template, form):
    return render(request, template, {**_about(request.member, found), "form": form})


def _done(request, found, words):
    messages.success(request, words)
    return redirect(reverse("sharing:advice", kwargs={"partnership": request.member.partnership.slug, "key": found.pk}))
