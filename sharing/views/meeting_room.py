"""The pages used in the room: who is here, and signing in by telephone or on the chair's device."""

import qrcode
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from qrcode.image.svg import SvgPathImage

from agencies.access import require
from agencies.moves import MoveRefused
from sharing import actions
from sharing.forms.room import GuestForm
from sharing.models import Attendance, GuestPass, Meeting
from sharing.rules import meetings as rules
from sharing.rules.meeting_undoing import against_striking
from sharing.views.finding import address
from sharing.views.meetings import find_meeting, said_of, sheet_rows

GET_OR_POST = ["GET", "POST"]
EVERYBODY = "everybody"


def sign_in_url(member, meeting) -> str:
    """Where a telephone signs in: the whole address, for the sheet and its picture."""
    return settings.SITE_URL.rstrip("/") + address(member, "sign_in", reference=meeting.reference)


def qr_svg(url: str) -> str:
    """An address as a picture that a telephone reads; drawn here, from nothing that anybody typed."""
    return qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")


@require_safe
def people(request, reference):
    """Who is here, who waits to be let in, who has left; for the chair and the clerk."""
    found = find_meeting(request, reference)
    require(request.member, "admit", found)
    return people_page(request, found, GuestForm())


def people_page(request, found, form):
    """The page itself, with what was typed about a guest."""
    member, rows = request.member, sheet_rows(found)
    waiting = [one for one in rows if one.signed_at and one.arrived_at is None and not one.declined_at]
    passes = {one.attendance_id: one for one in _passes(member, found)}
    context = {
        "meeting": found, "form": form, "waiting": len(waiting), "telephone": sign_in_url(member, found),
        "people": [_row(one, found, passes.get(one.pk)) for one in rows],
        "next_item": found.items.ahead().first(),
        "running": found.status in (Meeting.Status.PLANNED, Meeting.Status.OPEN),
    }  # fmt: skip
    return render(request, "sharing/meetings/people.html", context)


def _passes(member, meeting):
    return GuestPass.objects.visible_to(member).standing(timezone.now()).filter(attendance__meeting=meeting)


def _row(one: Attendance, meeting: Meeting, given: GuestPass | None) -> dict:
    gone = one.left_at is not None or one.declined_at is not None
    struck = one.struck_at is not None
    return {
        "key": one.pk, "name": one.name, "represents": one.represents, "status": one.get_status_display(),
        "state": said_of(one, meeting), "signed": one.get_signed_display() if one.signed else "has not signed",
        "may_admit": (one.arrived_at is None or gone) and not struck, "may_sign": not one.signed_at and not struck,
        "guest": one.member_id is None and not struck, "pass": _link_of(given),
        "in_the_room": one.arrived_at is not None and not gone,
        "may_decline": one.declined_at is None and not one.signed_at and not struck,
        "may_strike": not against_striking(meeting, one), "struck": struck,
    }  # fmt: skip


def _link_of(given: GuestPass | None) -> str:
    """Where a guest's link stands, in words; empty when there is none."""
    if given is None:
        return ""
    if given.failure:
        then = "It is tried again." if given.email else "It is not tried any more: make a new link."
        return f"Link could not be sent: {given.why_undelivered}. {then}"
    return "Has a link, sent by e-mail" if given.sent_at else "Link is being sent" if given.email else "Has a link"


@require_POST
def admit(request, reference):
    """Let in everybody who has signed in, or a guest by name."""
    found = find_meeting(request, reference)
    require(request.member, "admit", found)
    at = timezone.now()
    if EVERYBODY in request.POST:
        waiting = found.attendances.filter(signed_at__isnull=False, arrived_at=None, declined_at=None)
        for one in waiting:
            actions.admit(found, by=request.member, at=at, attendance=one)
        messages.success(request, "Everybody who had signed in is let in.")
        return redirect(_back(request, found))
    form = GuestForm(request.POST)
    if not form.is_valid():
        return people_page(request, found, form)
    row = actions.admit(found, by=request.member, at=at, **form.cleaned_data)
    messages.success(request, f"{row.name} is in the room. They read nothing until they agree to the terms.")
    return redirect(_back(request, found))


@require_POST
def admit_person(request, reference, key):
    """Let in one person of the sheet."""
    found, row = _attendance(request, reference, key, "admit")
    actions.admit(found, by=request.member, at=timezone.now(), attendance=row)
    messages.success(request, f"{row.name} is in the room.")
    return redirect(_back(request, found))


@require_http_methods(GET_OR_POST)
def take_declaration(request, reference, key):
    """The terms, for somebody to agree to on the chair's device; or that they signed the paper sheet."""
    found, row = _attendance(request, reference, key, "take_declaration")
    if request.method == "POST":
        how = Attendance.Signed.PAPER if request.POST.get("how") == Attendance.Signed.PAPER else "chairs_device"
        actions.take_declaration(row, by=request.member, at=timezone.now(), how=how)
        messages.success(request, f"{row.name} has agreed to the terms.")
        return redirect(_back(request, found))
    if row.signed_at or row.struck_at:
        raise MoveRefused(f"{row.name} {'has signed already' if row.signed_at else 'is struck off, and no longer expected'}.")
    return render(request, "sharing/meetings/take_declaration.html", {**terms_of(found), "row": row})


@require_POST
def decline_sheet(request, reference, key):
    """Somebody does not agree to the terms, and leaves."""
    found, row = _attendance(request, reference, key, "decline_sheet")
    actions.decline_sheet(row, by=request.member, at=timezone.now())
    messages.success(request, f"{row.name} did not agree to the terms. They leave, and read nothing.")
    return redirect(_back(request, found))


@require_POST
def mark_left(request, reference, key):
    """Somebody has left the room."""
    found, row = _attendance(request, reference, key, "mark_left")
    actions.mark_left(row, by=request.member, at=timezone.now())
    messages.success(request, f"{row.name} has left.")
    return redirect(_back(request, found))


@require_http_methods(GET_OR_POST)
def sign_in(request, reference):
    """Read the terms and put one's name to the sheet, on one's own telephone."""
    found = find_meeting(request, reference)
    member, at = request.member, timezone.now()
    require(member, "sign_in", found)
    parts, anew = rules.undertakings_owed(found, member), rules.gives_undertaking(found, member)
    if request.method == "POST":
        actions.sign_in(found, by=member, at=at)
        said = "Your undertaking is kept." if anew else "You have signed in. The chair or the clerk lets you in."
        messages.success(request, said)
        return redirect(found)
    terms = terms_of(found)
    context = {
        **terms, "declarations": [*terms["declarations"], *rules.undertakings_in_words(parts)],
        "row": None if anew else found.attendances.filter(member=member).first(),
        "anew": anew, "may_now": anew or rules.may_sign_in_on(found, at), "status": rules.status_of(found, member),
    }  # fmt: skip
    return render(request, "sharing/meetings/sign_in.html", context)


@require_safe
def sign_in_code(request, reference):
    """The address to sign in at, as a picture for the screen in the room."""
    found = find_meeting(request, reference)
    require(request.member, "admit", found)
    return HttpResponse(qr_svg(sign_in_url(request.member, found)), content_type="image/svg+xml")


def terms_of(meeting) -> dict:
    """What somebody reads before they put their name to the sheet."""
    known = bool(meeting.marking)
    return {
        "meeting": meeting,
        "declarations": rules.declarations(meeting),
        "handling": rules.handling_of(meeting.marking_scheme, meeting.marking) if known else [],
    }


def _attendance(request, reference, key, verb):
    found = find_meeting(request, reference)
    require(request.member, verb, found)
    return found, get_object_or_404(found.attendances, pk=key)


def _back(request, meeting) -> str:
    return address(request.member, "people", reference=meeting.reference)
