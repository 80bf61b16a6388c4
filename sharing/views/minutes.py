"""The minutes of a meeting: sent by whoever leads it, and read by each as they may, until the day that was stated."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import require
from agencies.moves import MoveRefused
from agencies.readings import log_reading, withholds
from sharing import actions
from sharing.forms.meetings import SendMinutesForm
from sharing.models import MinutesCopy
from sharing.rules import minutes as rules
from sharing.views import wording
from sharing.views.meetings import find_meeting, undertaken

GET_OR_POST = ["GET", "POST"]


@require_http_methods(GET_OR_POST)
def send_minutes(request, reference):
    """Send them to every agency, or anew for longer."""
    member, found = request.member, find_meeting(request, reference)
    require(member, "send_minutes", found)
    if not found.minutes_agreed_at and request.method == "GET":
        raise MoveRefused("Minutes are sent when they are agreed.")
    before = MinutesCopy.objects.visible_to(member).filter(meeting=found).first()
    started = {"summary": wording.personal(member, before.summary)} if before else {}
    form = SendMinutesForm(request.POST or None, initial=started)
    if form.is_valid():
        actions.send_minutes(found, by=member, at=timezone.now(), **form.sent())
        messages.success(request, f"The minutes of {found} are sent. Each agency reads its own part.")
        return redirect(found)
    agencies = [one.agency for one in found.parties.exclude(part="lends").select_related("agency")]
    context = {"meeting": found, "form": form, "agencies": agencies, "before": before}
    return render(request, "sharing/meetings/send_minutes.html", context)


@require_safe
def minutes(request, reference):
    """The minutes, cut for whoever reads them; nothing but their end once they have ended."""
    member, found, now = request.member, find_meeting(request, reference), timezone.now()
    copies = MinutesCopy.objects.visible_to(member).filter(meeting=found).select_related("sent_by__person", "sent_by__agency")
    copy = get_object_or_404(copies)
    over = rules.minutes_over(copy, now)
    context = {"meeting": found, "copy": copy, "over": over, "withheld": withholds(member), "cases": [], "actions": []}
    if not over:
        log_reading(copy, by=member, at=now)
        context |= {
            "summary": wording.personal(member, copy.summary),
            "actions": [
                {"words": undertaken(member, one), "due_on": one.due_on, "done_at": one.done_at}
                for one in rules.actions_of(found, member)
            ],
            "cases": [] if withholds(member) else rules.cases_of(found, member),
        }  # fmt: skip
    return render(request, "sharing/meetings/minutes.html", context)
