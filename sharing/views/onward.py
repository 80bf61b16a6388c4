"""Onward sharing: what waits and what was answered, one question with its answer, asking, telling, answering, withdrawing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.cursors import walked, ways_on
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import seat_at, withholds
from sharing import actions, feeds, rules
from sharing.forms.onward import AnswerOnwardForm, AskOwnerForm, TellOwnerForm, WithdrawOnwardForm
from sharing.models import Disclosure, OnwardParty, OnwardRequest
from sharing.naming import in_list
from sharing.views import wording
from sharing.views.finding import address, find_disclosure, find_onward, opened
from sharing.views.onward_shown import came_of, status_of, title_of
from sharing.views.opening import checklist_of, find_checklist, is_open, resume_address

GET_OR_POST = ["GET", "POST"]
SIZE = 50
GONE = "Removed with the last copy of the record."
PERSONAL = ("which", "what", "why", "provision", "conditions", "answer_why")
# What waits, by the column in which the agency stands; what is finished comes from the feed of both sides.
SIDES = {"waiting": "owner_agency", "asked": "asking_agency"}
FINISHED = "finished"


@require_safe
def onward_list(request):
    """What was asked of the agency and what it asked of others, by its day; or what is finished, newest first."""
    member, at, tab = request.seat, timezone.now(), request.GET.get("show", "")
    tab = tab if tab in (*SIDES, FINISHED) else "waiting"
    place = {"size": SIZE, "after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    if tab == FINISHED:
        page = walked(OnwardParty.objects.visible_to(member).finished().with_subject(), "created_at", **place)
        rows = [one.onward for one in page.rows]
    else:
        found = OnwardRequest.objects.visible_to(member).waiting().filter(**{SIDES[tab]: member.agency_id})
        page = walked(found.with_subject(), "due_at", newest_first=False, **place)
        rows = page.rows
    context = {
        "rows": [_row(one, at) for one in rows],
        "tab": tab,
        "may_ask": may(request.member, "ask_owner", OnwardRequest),
        **ways_on(request, page),
        "at": at,
    }
    return render(request, "sharing/onward/list.html", context)


def _row(one, at) -> dict:
    told = one.status == OnwardRequest.Status.TOLD
    return {
        "href": one.get_absolute_url(), "title": title_of(one), "status": status_of(one),
        "due": one.due_at if one.is_waiting else None, "late": one.is_waiting and one.due_at < at,
        "facts": [
            f"{one.reference}. {one.asking_agency} {'told' if told else 'asked'} {one.owner_agency}.",
            f"{'Told' if told else 'Asked'} {wording.day(one.sent_at)}.",
        ],
    }  # fmt: skip


@require_safe
def onward_request(request, reference):
    """One question: what is asked, what happens next, how it was answered, and what came of it."""
    found = opened(request, find_onward(request, reference))
    member, today = seat_at(request, found.party_ids), timezone.localdate()
    sentence, verb = rules.onward_next(found, member, today)
    came, waits = came_of(request.member, found), found.is_waiting
    if came and came["record"]:
        sentence = _passed_on_in(came["record"], found) or sentence
    context = {
        **_about(member, found),
        "next": {"sentence": sentence, "verb": verb if verb and may(request.member, verb, found) else None},
        "late": waits and found.due_at < timezone.now(),
        "may_withdraw": waits and may(request.member, "withdraw_onward", found),
        "withheld": withholds(member),
        "came": came,
        "timeline": wording.timeline(member, found),
        "at": timezone.now(),
    }
    return render(request, "sharing/onward/onward.html", context)


def _passed_on_in(record, found) -> str:
    """What the asker reads once there is a record of passing it on, made with agreement or before there was any."""
    if found.is_agreed:
        return f"Nothing more is waiting here. It was passed on in {record}."
    without = found.is_waiting or found.status == OnwardRequest.Status.REFUSED
    return f"{found.owner_agency} has not agreed. It was passed on all the same, in {record}." if without else ""


def _about(member, found) -> dict:
    """What every page about it shows; of its record what is not personal, for who answers need not be let in to it."""
    said = {name: wording.personal(member, getattr(found, name)) for name in PERSONAL}
    said["to"] = str(found.to_agency) if found.to_agency else wording.personal(member, found.to_body)
    if found.is_removed:
        said |= {"what": GONE, "why": GONE, "to": GONE}
    record = found.disclosure
    seen = record is not None and Disclosure.objects.visible_to(member).filter(pk=record.pk).exists()
    return {
        "onward": found, "title": title_of(found), "status": status_of(found), "said": said,
        "about_href": record.get_absolute_url() if seen else "", "record": _in_outline(record) if record else None,
    }  # fmt: skip


def _in_outline(record) -> dict:
    return {
        "kinds": wording.kinds(record), "shared": wording.day(record.shared_at), "marked": wording.marking_words(record),
        "onward": record.onward,
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def ask_owner(request):
    """Ask: from a record that was received (?disclosure=), from the questions (?checklist=), or from the list."""
    member = request.member
    require(member, "ask_owner", OnwardRequest)
    checklist = find_checklist(request, request.GET["checklist"]) if request.GET.get("checklist") else None
    record = find_disclosure(request, request.GET["disclosure"]) if request.GET.get("disclosure") else None
    if record is not None and not rules.has_received(member.agency_id, record):
        raise MoveRefused("Your agency did not receive this from another.")
    agencies, records = _agencies(member), feeds.received(member)
    initial = _named_in(checklist, agencies, records)
    form = AskOwnerForm(request.POST or None, records=records, agencies=agencies, record=record, initial=initial)
    if form.is_valid():
        made = actions.ask_owner(by=member, at=timezone.now(), checklist=checklist, **form.asked())
        messages.success(request, f"{made.owner_agency} has been asked, and is told by notice. This is {made}.")
        return redirect(made)
    back = address(member, "onward_list")
    if checklist is not None:
        back = resume_address(member, checklist) if is_open(checklist) else back
    context = {
        "form": form, "record": record, "checklist": checklist, "back": record.get_absolute_url() if record else back,
        "due": rules.in_words(rules.onward_due(timezone.now())),
    }  # fmt: skip
    return render(request, "sharing/onward/ask_owner.html", context)


def _agencies(member) -> list[Agency]:
    here = Agency.objects.visible_to(member).on(timezone.localdate()).exclude(kind="service")
    return list(here.exclude(pk=member.agency_id).order_by("name"))


def _named_in(checklist, agencies, records) -> dict:
    """What the asker's own questions say already: whose it is, which record, and what is to be done with it."""
    said = (checklist.answers.get("5a") or {}).get("agency") or "" if checklist else ""
    record = next((one for one in records if one.reference.casefold() in said.casefold()), None)
    owner = record.agency if record else rules.owner_named(said, agencies)
    if owner is None:
        return {}
    theirs = [one for one in records if one.agency_id == owner.pk]
    chosen = record or (theirs[0] if len(theirs) == 1 else None)
    started = {"owner_agency": owner.code, "disclosure": chosen.reference if chosen else ""}
    return {**started, **_wanted_by(checklist, agencies)}


def _wanted_by(checklist, agencies) -> dict:
    """To whom it is to go, where the questions name one only, and why."""
    lines = [row for row in (checklist.answers.get("2a") or {}).get("recipients") or () if isinstance(row, dict)]
    name = str(lines[0].get("agency") or "") if len(lines) == 1 else ""
    agency = rules.owner_named(name, agencies) if name and not lines[0].get("outside") else None
    return {
        "kind": OnwardRequest.Kind.PASS_ON, "to_agency": agency.code if agency else "", "to_body": "" if agency else name,
        "why": (checklist.answers.get("1a") or {}).get("why") or "",
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def tell_owner(request, reference):
    """Tell the agency that something belonged to that it was passed on, because it could not wait."""
    found = find_disclosure(request, reference)
    member = request.member
    require(member, "tell_owner", found)
    agencies, records = _agencies(member), feeds.received(member)
    checklist = checklist_of(member, found)
    said = (checklist.answers.get("5c") or {}) if checklist else {}
    initial = {
        **_named_in(checklist, agencies, records), "why": "", "cannot_wait": said.get("urgency"),
        "to_body": _recipients(found), "what": "\n".join(wording.kinds(found)),
    }  # fmt: skip
    form = TellOwnerForm(request.POST or None, records=records, agencies=agencies, initial=initial)
    if form.is_valid():
        made = actions.tell_owner(found, by=member, at=timezone.now(), **form.told())
        messages.success(request, f"{made.owner_agency} has been told by notice. This is {made}.")
        return redirect(made)
    context = {"form": form, "disclosure": found, "title": wording.title(found)}
    return render(request, "sharing/onward/tell_owner.html", context)


def _recipients(record) -> str:
    agencies = [str(one.agency) for one in record.parties.all() if one.part == one.Part.RECIPIENT]
    return in_list([*agencies, *(row["who"] for row in record.outside)])[:200]


@require_http_methods(GET_OR_POST)
def answer_onward(request, reference):
    """Agree, agree on conditions, or not agree."""
    found = opened(request, _waiting(request, reference, "answer_onward"))
    if not rules.may_answer_onward(request.member, found, timezone.localdate()):
        raise PermissionDenied("What the head of the agency has given them to decide does not reach this.")
    form = AnswerOnwardForm(request.POST or None)
    if form.is_valid():
        actions.answer_onward(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Your answer to {found} is kept, and {found.asking_agency} has been told.")
        return redirect(found)
    return render(request, "sharing/onward/answer_onward.html", {**_about(request.member, found), "form": form})


@require_http_methods(GET_OR_POST)
def withdraw_onward(request, reference):
    """No longer needed."""
    found = _waiting(request, reference, "withdraw_onward")
    form = WithdrawOnwardForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.withdraw_onward(found, by=request.member, at=timezone.now(), reason=reason)
        messages.success(request, f"{found} is withdrawn, and {found.owner_agency} has been told.")
        return redirect(found)
    return render(request, "sharing/onward/withdraw_onward.html", {**_about(request.member, found), "form": form})


def _waiting(request, reference, verb) -> OnwardRequest:
    found = find_onward(request, reference)
    require(request.member, verb, found)
    if not found.is_waiting:
        raise MoveRefused(f"This cannot be done now: {found.get_status_display().lower()}.")
    return found
