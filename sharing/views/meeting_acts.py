"""What those who run a meeting do about it as a whole, each on a page of its own; and answering an invitation."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused
from sharing import actions
from sharing.forms.meetings import (
    AgreeMinutesForm,
    CancelMeetingForm,
    CloseMeetingForm,
    CustodyForm,
    InviteForm,
    MoveMeetingForm,
    NamePartForm,
    ReplyForm,
)
from sharing.forms.room import LevelForm
from sharing.forms.undertaking import AddActionForm, FinishActionForm
from sharing.models import Meeting, MeetingAction
from sharing.rules import meetings as rules
from sharing.rules import passes
from sharing.views import wording
from sharing.views.meeting_room import qr_svg, sign_in_url
from sharing.views.meetings import find_meeting

GET_OR_POST = ["GET", "POST"]
S = Meeting.Status


def _found(request, reference, verb, *statuses) -> Meeting:
    """The meeting, when this member may do this to it; and it is not over, where the act needs it to be so."""
    found = find_meeting(request, reference)
    require(request.member, verb, found)
    if statuses and found.status not in statuses and request.method == "GET":
        raise MoveRefused(f"This meeting is {found.get_status_display().lower()}.")
    return found


@require_http_methods(GET_OR_POST)
def invite(request, reference):
    """Ask further agencies to it."""
    found = _found(request, reference, "invite", S.PLANNED, S.OPEN)
    member, today = request.member, timezone.localdate()
    asked = found.parties.exclude(part="lends").values("agency")
    form = InviteForm(request.POST or None, agencies=Agency.objects.visible_to(member).on(today).exclude(pk__in=asked))
    if form.is_valid():
        actions.invite(found, form.chosen(), by=member, at=timezone.now())
        messages.success(request, "The agencies have been asked, and their officers told.")
        return redirect(found)
    return render(request, "sharing/meetings/invite.html", {"meeting": found, "form": form})


@require_http_methods(GET_OR_POST)
def reply_invitation(request, reference):
    """Answer for one's agency."""
    found = _found(request, reference, "reply_invitation", S.PLANNED, S.OPEN)
    form = ReplyForm(request.POST or None, meeting=found)
    if form.is_valid():
        actions.reply_invitation(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{found}: your agency's answer is kept, and the chair sees it.")
        return redirect(found)
    return render(request, "sharing/meetings/reply_invitation.html", {"meeting": found, "form": form})


@require_http_methods(GET_OR_POST)
def name_part(request, reference):
    """Give somebody a part to play."""
    found = _found(request, reference, "name_part")
    people = Membership.objects.visible_to(request.member).active(timezone.localdate()).select_related("person", "agency")
    form = NamePartForm(request.POST or None, people=people.order_by("person__name"))
    if form.is_valid():
        given = actions.name_part(found, by=request.member, at=timezone.now(), **form.given())
        messages.success(request, f"{given.said} is {given.get_part_display()} of {found}.")
        return redirect(found)
    words = [(part.label.capitalize(), said) for part, said in rules.UNDERTAKINGS.items()]
    return render(request, "sharing/meetings/name_part.html", {"meeting": found, "form": form, "undertakings": words})


@require_http_methods(GET_OR_POST)
def cancel_meeting(request, reference):
    """It does not take place."""
    found = _found(request, reference, "cancel_meeting", S.PLANNED)
    form = CancelMeetingForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.cancel_meeting(found, by=request.member, at=timezone.now(), reason=reason)
        messages.success(request, f"{found} is cancelled. The agencies asked to it have been told.")
        return redirect(found)
    guests = passes.with_a_link(found, timezone.now())
    return render(request, "sharing/meetings/cancel_meeting.html", {"meeting": found, "form": form, "guests": guests})


@require_http_methods(GET_OR_POST)
def move_meeting(request, reference):
    """It is held at another time or place."""
    found = _found(request, reference, "move_meeting", S.PLANNED)
    local, now = timezone.localtime(found.held_at), timezone.now()
    started = {"held_on": local.date(), "held_at": f"{local:%H:%M}", "place": found.place}
    form = MoveMeetingForm(request.POST or None, meeting=found, at=now, initial=started)
    if form.is_valid():
        actions.move_meeting(found, by=request.member, at=now, **form.moved())
        messages.success(request, f"{found} is moved. The agencies asked to it have been told.")
        return redirect(found)
    guests = passes.told_by_hand(found, now)
    return render(request, "sharing/meetings/move_meeting.html", {"meeting": found, "form": form, "guests": guests})


@require_http_methods(GET_OR_POST)
def set_level(request, reference):
    """At which level is it held? Set A is the test; what set B says is shown and kept beside it."""
    found = _found(request, reference, "set_level", S.PLANNED, S.OPEN)
    points = rules.level_points(found.marking_scheme)
    started = {
        "level": found.marking, "instruction": found.instruction, "points_to_a": found.points_to_a,
        "points_to_b": found.points_to_b,
    }  # fmt: skip
    form = LevelForm(request.POST or None, points=points, before=found.marking, initial=started)
    if form.is_valid():
        actions.set_level(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"The level is {form.cleaned_data['level']}. The sheet prints it.")
        return redirect(found)
    context = {"meeting": found, "form": form, "points": points, "scheme": rules.scheme_name(found.marking_scheme)}
    return render(request, "sharing/meetings/set_level.html", context)


@require_POST
def open_meeting(request, reference):
    """It begins."""
    found = _found(request, reference, "open_meeting")
    actions.open_meeting(found, by=request.member, at=timezone.now())
    messages.success(request, f"{found} is open.")
    return redirect(found)


@require_POST
def ask_for_sheet(request, reference):
    """Have the signing-in sheet made."""
    found = _found(request, reference, "ask_for_sheet")
    url = sign_in_url(request.member, found)
    made = actions.ask_for_sheet(found, by=request.member, at=timezone.now(), sign_url=url, qr_svg=qr_svg(url))
    return redirect(made)


@require_http_methods(GET_OR_POST)
def add_action(request, reference):
    """Write down what an agency undertook to do."""
    found = _found(request, reference, "add_action")
    agencies = Agency.objects.visible_to(request.member).filter(pk__in=found.parties.values("agency"))
    people, lending = rules.people_of(found, timezone.localdate()), rules.lending(found)
    form = AddActionForm(
        request.POST or None, agencies=agencies, people=people, lending=lending, on=timezone.localdate()
    )  # fmt: skip
    if form.is_valid():
        made = actions.add_action(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"It is written down, and {made.owner.named if made.owner else made.agency} has been told.")
        return redirect(found)
    return render(request, "sharing/meetings/add_action.html", {"meeting": found, "form": form})


@require_http_methods(GET_OR_POST)
def finish_action(request, reference, key):
    """It is done."""
    found = find_meeting(request, reference)
    action = get_object_or_404(MeetingAction.objects.visible_to(request.member).filter(meeting=found), pk=key)
    require(request.member, "finish_action", action)
    if action.done_at and request.method == "GET":
        raise MoveRefused("This is done already.")
    form = FinishActionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.finish_action(action, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "It is done. Those who run the meeting see it.")
        return redirect(found)
    words = wording.personal(request.member, action.words)
    return render(request, "sharing/meetings/finish_action.html", {"meeting": found, "words": words, "form": form})


@require_http_methods(GET_OR_POST)
def close_meeting(request, reference):
    """It is over; how people signed is said."""
    found = _found(request, reference, "close_meeting", S.OPEN)
    signed = found.attendances.filter(signed_at__isnull=False).exists()
    started = {"sheet": found.sheet} if found.sheet else {}
    form = CloseMeetingForm(request.POST or None, signed=signed, initial=started)
    if form.is_valid():
        actions.close_meeting(found, by=request.member, at=timezone.now(), **form.ended())
        messages.success(request, f"{found} is closed. Agencies with lines to confirm have been told.")
        return redirect(found)
    context = {"meeting": found, "form": form, "ahead": found.items.ahead().count()}
    return render(request, "sharing/meetings/close_meeting.html", context)


@require_http_methods(GET_OR_POST)
def agree_minutes(request, reference):
    """Nothing more is added, and the clerk's access ends."""
    found = _found(request, reference, "agree_minutes", S.CLOSED)
    if found.minutes_agreed_at and request.method == "GET":
        raise MoveRefused("The minutes are agreed already.")
    form = AgreeMinutesForm(request.POST or None)
    if form.is_valid():
        actions.agree_minutes(found, by=request.member, at=timezone.now())
        messages.success(request, f"The minutes of {found} are agreed.")
        return redirect(found)
    return render(request, "sharing/meetings/agree_minutes.html", {"meeting": found, "form": form})


@require_http_methods(GET_OR_POST)
def hand_over_custody(request, reference):
    """Who keeps the sheet, and where."""
    found = _found(request, reference, "hand_over_custody", S.CLOSED)
    if found.sheet not in (Meeting.Sheet.ELECTRONIC, Meeting.Sheet.PAPER):
        raise MoveRefused("No sheet was used in this meeting.")
    seats = found.parties.values("agency")
    active = Membership.objects.visible_to(request.member).active(timezone.localdate())
    people = active.filter(agency__in=seats).select_related("person", "agency").order_by("person__name")
    started = {"to": str(found.custodian_id or ""), "kept_at": found.sheet_kept_at}
    form = CustodyForm(request.POST or None, people=people, host=found.agency, initial=started)
    if form.is_valid():
        actions.hand_over_custody(found, by=request.member, at=timezone.now(), **form.handed())
        messages.success(request, "Who keeps the sheet, and where, is written down.")
        return redirect(found)
    return render(request, "sharing/meetings/hand_over_custody.html", {"meeting": found, "form": form})
