"""Advice: what waits and what was given, one question with its answer, asking, advising, and what was made of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.cursors import walked, ways_on
from agencies.moves import MoveRefused
from agencies.questions import asked_or_404
from agencies.readings import log_reading, withholds
from sharing import actions, lifecycle, rules
from sharing.forms.advice import AdviseForm, AskAdviserForm, SayFollowedForm
from sharing.models import Advice, Checklist
from sharing.views import wording
from sharing.views.finding import address, find_disclosure, find_request
from sharing.views.opening import find_checklist

GET_OR_POST = ["GET", "POST"]
SIZE = 50
GONE = "Removed when your agency disposed of its copy of the record."
FINDERS = {"checklist": find_checklist, "request": find_request, "disclosure": find_disclosure}


@require_safe
def advice_list(request):
    """What was asked of the agency's advisers: what goes on, or what is closed."""
    member, closed = request.seat, request.GET.get("show") == "closed"
    found = Advice.objects.visible_to(member).filter(agency_id=member.agency_id).with_subject()
    rows = found.exclude(closed_at=None) if closed else found.going_on()
    page = walked(
        rows, "closed_at" if closed else "asked_at", newest_first=closed, size=SIZE,
        after=request.GET.get("after", ""), before=request.GET.get("before", ""),
    )  # fmt: skip
    context = {
        "rows": [_row(one) for one in page.rows],
        "closed": closed,
        "may_ask": may(request.member, "ask_adviser", Advice),
        **ways_on(request, page),
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
        "may_take_back": _is_open_to(found, "take_back_question") and may(member, "take_back_question", found),
        "withheld": withholds(member),
    }
    return render(request, "sharing/advice/advice.html", context)


def _find(request, key) -> Advice:
    return asked_or_404(_advice_of, request.member, key)


def _advice_of(member, key):
    return Advice.objects.visible_to(member).with_subject().select_related("followed_by__person", "agency").filter(pk=key)


def _about(member, found) -> dict:
    """The question as every page about it shows it, and the address of what it is about for who may open that."""
    said = {name: wording.personal(member, getattr(found, name)) for name in ("question", "advice", "followed_why")}
    if found.is_removed:
        said |= {"question": GONE, "advice": GONE}
    return {"advice": found, "said": said, "about_href": _record_address(member, found)}


def _record_address(member, found) -> str:
    record = found.subject or found.checklist
    if record is None or not type(record).objects.visible_to(member).filter(pk=record.pk).exists():
        return ""
    return _address_of(member, record)


def _address_of(member, record) -> str:
    """Of questions, where one carries on with them."""
    return address(member, "page", key=record.pk, page="next") if isinstance(record, Checklist) else record.get_absolute_url()


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
    back = _address_of(member, about) if about else address(member, "advice_list")
    context = {"form": form, "anybody": bool(form.advisers), "about": Advice.on(about).about if about else "", "back": back}
    return render(request, "sharing/advice/ask_adviser.html", context)


def _named(request):
    """What the address says it is about; 404 for what this member may not see."""
    return next((find(request, request.GET[name]) for name, find in FINDERS.items() if request.GET.get(name)), None)


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
    if not _is_open_to(found, verb):
        raise MoveRefused(f"This cannot be done now: {found.get_status_display().lower()}.")
    return found


def _is_open_to(found, verb) -> bool:
    return found.status in lifecycle.OF_ADVICE[verb].sources


def _act(request, found, template, form):
    return render(request, template, {**_about(request.member, found), "form": form})


def _done(request, found, words):
    messages.success(request, words)
    return redirect(found)
