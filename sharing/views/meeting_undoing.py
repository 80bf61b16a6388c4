"""Naming somebody by mistake is undone, each on a page of its own: a part, an invitation, a guest who is expected, an item."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.moves import MoveRefused
from sharing import actions
from sharing.forms.undoing import TakeOffForm, UndoForm
from sharing.models import Meeting, MeetingPart, MeetingParty
from sharing.models.research import RUNNING
from sharing.rules import meeting_undoing as rules
from sharing.rules import passes
from sharing.views.finding import address
from sharing.views.meetings import find_meeting

GET_OR_POST = ["GET", "POST"]


def _asked(request, found, row, against, form=UndoForm) -> UndoForm:
    """Why it is undone; or at once what stands against it, before anything is typed."""
    if request.method == "GET" and (objection := against(found, row)):
        raise MoveRefused(objection)
    return form(request.POST or None)


@require_http_methods(GET_OR_POST)
def end_part(request, reference, key):
    """Somebody no longer plays the part that they were given."""
    member, found = request.member, find_meeting(request, reference)
    require(member, "end_part", found)
    part = get_object_or_404(found.parts.select_related("member__person", "member__agency"), pk=key)
    form = _asked(request, found, part, rules.against_ending)
    if form.is_valid():
        actions.end_part(part, by=member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{part.said} is no longer {part.get_part_display()} of {found}.")
        # Whoever ended their own part may not find the meeting any more.
        seen = Meeting.objects.visible_to(member).filter(pk=found.pk).exists()
        return redirect(found if seen else address(member, "meetings"))
    there, others = found.attendances.none(), found.parts.none()
    if part.member:
        there = found.attendances.filter(member=part.member)
        reading = found.parts.held_now().exclude(part__in=MeetingPart.ONLY_HEAR)
        others = reading.filter(member=part.member).exclude(pk=part.pk)
    context = {
        "meeting": found, "part": part, "form": form, "own": part.member == member,
        "others": [one.get_part_display() for one in others],
        "in_the_room": found.status in RUNNING and there.in_the_room().exists(),
        "present": there.read_papers().filter(presences__isnull=False).exists(),
    }  # fmt: skip
    return render(request, "sharing/meetings/end_part.html", context)


@require_http_methods(GET_OR_POST)
def withdraw_invitation(request, reference, key):
    """An agency is no longer asked to it."""
    member, found = request.member, find_meeting(request, reference)
    require(member, "withdraw_invitation", found)
    seat = found.parties.exclude(part=MeetingParty.Part.LENDS).select_related("agency").filter(pk=key).first()
    if seat is None and request.method == "GET":
        raise Http404
    if seat is None:
        raise MoveRefused("This agency is no longer asked to the meeting.")
    form = _asked(request, found, seat, rules.against_withdrawing)
    if form.is_valid():
        actions.withdraw_invitation(seat, by=member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{seat.agency} is no longer asked to {found}, and its officers have been told.")
        return redirect(found)
    stays = found.parts.held_now().filter(member__agency=seat.agency_id).select_related("member__person", "member__agency")
    context = {"meeting": found, "seat": seat, "form": form, "stays": stays}
    return render(request, "sharing/meetings/withdraw_invitation.html", context)


@require_http_methods(GET_OR_POST)
def strike_guest(request, reference, key):
    """A guest is not expected any more."""
    member, found = request.member, find_meeting(request, reference)
    require(member, "strike_guest", found)
    row = get_object_or_404(found.attendances, pk=key, member=None)
    form = _asked(request, found, row, rules.against_striking)
    if form.is_valid():
        actions.strike_guest(row, by=member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{row.name} is struck off and no longer expected.")
        return redirect(address(member, "people", reference=reference))
    has_link = row in passes.with_a_link(found, timezone.now())
    context = {"meeting": found, "row": row, "form": form, "has_link": has_link}
    return render(request, "sharing/meetings/strike_guest.html", context)


@require_http_methods(GET_OR_POST)
def take_off_item(request, reference, number):
    """An item is not spoken of after all."""
    member, found = request.member, find_meeting(request, reference)
    item = get_object_or_404(found.items.select_related("agency"), number=number)
    require(member, "take_off_item", item)
    form = _asked(request, found, item, rules.against_taking_off, TakeOffForm)
    if form.is_valid():
        actions.take_off_item(item, by=member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{item} is taken off the agenda.")
        return redirect(found)
    return render(request, "sharing/meetings/take_off_item.html", {"meeting": found, "item": item, "form": form})
