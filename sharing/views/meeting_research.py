"""The list before a meeting: sent to the agencies that are asked to it, and answered by each on its own page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import log_reading, withholds
from sharing import actions
from sharing.forms.research import AnswerResearchForm, SendResearchForm
from sharing.models import CaseRecord, Meeting, Research
from sharing.naming import in_short
from sharing.rules import pauses_in_words
from sharing.rules import research as rules
from sharing.views.finding import address
from sharing.views.meetings import find_meeting

GET_OR_POST = ["GET", "POST"]


@require_http_methods(GET_OR_POST)
def send_research(request, reference):
    """Ask agencies to look for what they hold on one's own agency's cases."""
    member, found = request.member, find_meeting(request, reference)
    require(member, "send_research", found)
    if found.status not in (Meeting.Status.PLANNED, Meeting.Status.OPEN) and request.method == "GET":
        raise MoveRefused(f"This meeting is {found.get_status_display().lower()}.")
    cases = CaseRecord.objects.visible_to(member).filter(item__meeting=found, item__agency_id=member.agency_id)
    items = [case.item for case in cases.select_related("item").order_by("item__number") if case.about.strip()]
    seats = found.parties.exclude(part="lends").values("agency")
    agencies = Agency.objects.visible_to(member).filter(pk__in=seats).exclude(pk=member.agency_id).order_by("name")
    today = timezone.localdate()
    started = {"due_on": rules.usual_day(found, today), "items": [str(one.number) for one in items]}
    form = SendResearchForm(
        request.POST or None, items=items, agencies=agencies, first=today, last=max(rules.latest_day(found), today),
        initial=started,
        paused=pauses_in_words(member.agency_id, timezone.now(), agencies, found.agreement),
    )  # fmt: skip
    if form.is_valid():
        made = actions.send_research(found, by=member, at=timezone.now(), **form.sent())
        asked = in_short(sorted({str(one.agency) for one in made}))
        messages.success(request, f"Asked, and the officers told: {asked}.")
        return redirect(found)
    return render(request, "sharing/meetings/send_research.html", {"meeting": found, "form": form, "cases": bool(items)})


@require_http_methods(GET_OR_POST)
def answer_research(request, reference):
    """What one's own agency is asked to look for, and nothing of what others are; it ends with the meeting."""
    member, found = request.member, find_meeting(request, reference)
    require(member, "answer_research", found)
    now = timezone.now()
    own = Research.objects.visible_to(member).filter(item__meeting=found, agency_id=member.agency_id)
    lines = list(own.select_related("item", "asked_by__agency", "replied_by__person", "reply_disclosure"))
    over = rules.research_over(found, now)
    shown = [] if over or withholds(member) else lines
    waiting = [one for one in shown if not one.reply]
    paused = {
        agency: pauses_in_words(member.agency_id, now, [agency], found.agreement)
        for agency in {one.asked_by.agency for one in waiting}
    }
    form = AnswerResearchForm(request.POST if request.method == "POST" else None, lines=waiting, paused=paused)
    if request.method == "POST" and over:
        raise MoveRefused("The list has ended with the meeting.")
    if form.is_valid():
        made = actions.answer_research(found, by=member, at=now, answers=form.answered())
        left = len(waiting) - len(made)
        messages.success(request, "Your agency's answers are recorded." + (f" {left} still wait." if left else ""))
        return redirect(found if not left else address(member, "answer_research", reference=reference))
    for one in shown:
        log_reading(one, by=member, at=now)
    context = {
        "meeting": found, "form": form, "over": over, "anything": bool(lines), "waiting": waiting,
        "answered": [
            {"item": one.item, "about": one.about if shown else "", "reply": one.get_reply_display(), "by": one.replied_by,
             "at": one.replied_at, "record": one.reply_disclosure}
            for one in lines if one.reply
        ],
    }  # fmt: skip
    return render(request, "sharing/meetings/answer_research.html", context)
