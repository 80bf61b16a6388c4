"""The agenda and its cases: put on it, opened, what each agency brought, confirmed; and interests declared."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.access import may, require
from agencies.models import Agency
from agencies.moves import MoveRefused
from agencies.readings import withholds
from sharing import actions, rules
from sharing import checklist as questions
from sharing.checklist.forms import form_for
from sharing.checklist.questions.lists import KIND_WORDS
from sharing.checklist.routing import CASE
from sharing.forms.room import AboutForm, AddItemForm, ConfirmLinesForm, InterestForm, LineForm
from sharing.models import CaseLine, CaseRecord, Checklist, Disclosure, MeetingParty, Research
from sharing.permissions import runs_meeting
from sharing.rules.brought import said_of
from sharing.rules.meeting_undoing import against_taking_off
from sharing.rules.meetings import case_gaps, hearing, lines_as_read
from sharing.views import wording
from sharing.views.asking import arranged, sent_revision
from sharing.views.finding import address, opened
from sharing.views.meetings import find_meeting

GET_OR_POST = ["GET", "POST"]
# The seven questions on one page; each keeps its answers under its own code.
REASONS = questions.Page("case", "case", "Why is this case shared?", parts=CASE)


def _item(request, reference, number):
    meeting = find_meeting(request, reference)
    return get_object_or_404(meeting.items.select_related("agency", "meeting"), number=number)


def _case(request, reference, number) -> CaseRecord:
    """The content of a case, for whoever it is open to; for everybody else there is nothing here."""
    meeting = find_meeting(request, reference)
    found = CaseRecord.objects.visible_to(request.member).filter(item__meeting=meeting)
    return get_object_or_404(found.select_related("item__meeting", "item__agency", "brought_by"), item__number=number)


@require_http_methods(GET_OR_POST)
def add_item(request, reference):
    """Put an item on the agenda."""
    member, meeting = request.member, find_meeting(request, reference)
    require(member, "add_item", meeting)
    agencies = Agency.objects.visible_to(member)
    runs = runs_meeting(member, meeting)
    agencies = agencies.filter(pk__in=meeting.parties.values("agency")) if runs else agencies.filter(pk=member.agency_id)
    form = AddItemForm(request.POST or None, agencies=agencies, initial={"agency": member.agency.code})
    if form.is_valid():
        item = actions.add_item(meeting, by=member, at=timezone.now(), **form.added())
        messages.success(request, f"{item} is on the agenda.")
        if item.is_case:
            return redirect(address(member, "save_case", reference=reference, number=item.number))
        return redirect(meeting)
    return render(request, "sharing/meetings/add_item.html", {"meeting": meeting, "form": form})


@require_safe
def case(request, reference, number):
    """One case: why it is shared, who is present for it, and what each agency brought."""
    found = opened(request, _case(request, reference, number))
    member, item = request.member, found.item
    meeting, runs = item.meeting, runs_meeting(member, item.meeting)
    present = list(found.presences.select_related("attendance__agency").order_by("came_at", "id"))
    lines = {one.agency_id: one for one in CaseLine.objects.visible_to(member).filter(case=found)}
    made = Disclosure.objects.visible_to(member).filter(pk__in=[one.disclosure_id for one in lines.values()])
    records = {one.pk: one for one in made}
    agencies = {one.attendance.agency_id: one.attendance.agency for one in present if one.attendance.agency_id}
    context = {
        "meeting": meeting, "item": item, "case": found, "runs": runs, "withheld": withholds(member),
        "about": wording.personal(member, found.about), "reasons": _reasons(member, found),
        "missing": len(case_gaps(found)), "may_save": may(member, "save_case", item),
        "may_take_off": not against_taking_off(meeting, item) and may(member, "take_off_item", item),
        "present": [_present(one) for one in present], "left_before": _gone(found),
        "lines": [_line(member, agency, lines.get(key), runs, found, records) for key, agency in agencies.items()],
        "may_open": item.opened_at is None and meeting.status == "open" and may(member, "open_item", meeting),
        "no_level": meeting.personal and not meeting.marking,
        "open_now": item.opened_at is not None and item.closed_at is None,
        "beforehand": _beforehand(member, item),
    }  # fmt: skip
    return render(request, "sharing/meetings/case.html", context)


def _present(one) -> dict:
    row = one.attendance
    return {"name": row.name, "represents": row.represents, "came_at": one.came_at, "left_at": one.left_at}


def _gone(case) -> list[str]:
    """Those who were in the room and had left when this item was opened, whatever the order of the items."""
    item = case.item
    left = item.meeting.attendances.filter(left_at__isnull=False).exclude(presences__case=case)
    if item.opened_at:
        left = left.filter(left_at__lte=item.opened_at)
    return [f"{one.name}, {one.represents}" for one in left.select_related("agency")]


def _beforehand(member, item) -> list[dict]:
    """What each agency was asked and answered; of one that was asked again after its list had ended, the later list."""
    asked = Research.objects.visible_to(member).filter(item=item).select_related("agency")
    latest = {one.agency_id: one for one in sorted(asked, key=lambda one: one.ended_at is None)}
    invited = item.meeting.parties.exclude(part=MeetingParty.Part.LENDS) if latest else item.meeting.parties.none()
    still = set(invited.values_list("agency_id", flat=True))
    return [
        {
            "agency": one.agency, "reply": one.get_reply_display(), "at": one.replied_at, "due_on": one.due_on,
            "ended_at": one.ended_at, "gone": one.agency_id not in still,
        }
        for one in sorted(latest.values(), key=lambda one: one.agency.name)
    ]  # fmt: skip


def _line(member, agency, line, runs, case, records) -> dict:
    mine = agency.pk == member.agency_id
    may_write = (mine or runs) and not (line and line.confirmed_at) and not case.item.meeting.minutes_agreed_at
    href = address(member, "write_line", reference=case.item.meeting.reference, number=case.item.number)
    said = {"agency": agency, "href": f"{href}?agency={agency.code}" if may_write and not withholds(member) else ""}
    if line is None:
        return {**said, "brought": "", "kinds": [], "reason": "", "limits": [], "confirmed_at": None, "record": None}
    return {
        **said, "brought": line.get_brought_display(), "kinds": [KIND_WORDS.get(kind, kind) for kind in line.kinds],
        "reason": wording.personal(member, line.reason) if mine or runs else "",
        "limits": [CaseLine.Limit(one).label for one in line.limits], "confirmed_at": line.confirmed_at,
        "record": records.get(line.disclosure_id),
    }  # fmt: skip


def _situation(member, case, answers, at):
    meeting = case.item.meeting
    blank = Checklist(
        partnership_id=member.partnership_id, agency=member.agency, voice=Checklist.Voice.ALONE,
        tense=Checklist.Tense.BEFORE, saved_at=at, answers={**answers, "meeting": {}},
        procedure=meeting.agreement,
    )  # fmt: skip
    return rules.situation(blank)


def _reasons(member, case) -> list:
    situation = _situation(member, case, case.justification, timezone.now())
    told = [
        (wording.question(page, situation), lines)
        for page, lines in questions.summary(situation, case.justification)
        if lines
    ]
    return [(name, [("", wording.WITHHELD)]) for name, _ in told] if withholds(member) else told


def _still_on(request, reference, number) -> None:
    """Whoever was writing a case when it was taken off is told so, and keeps what they typed."""
    item = _item(request, reference, number) if request.method == "POST" else None
    if item and item.taken_off_at and may(request.member, "take_off_item", item):
        raise MoveRefused(f"Item {item.number} was taken off the agenda.")


@require_http_methods(GET_OR_POST)
def save_case(request, reference, number):
    """The seven questions, answered once for the case."""
    _still_on(request, reference, number)
    found = opened(request, _case(request, reference, number))
    member, item = request.member, found.item
    require(member, "save_case", item)
    if item.meeting.minutes_agreed_at and request.method == "GET":
        raise MoveRefused("The minutes are agreed.")
    data = request.POST if request.method == "POST" else None
    situation = _situation(member, found, found.justification, timezone.now())
    form = form_for(REASONS, situation, data, answers=found.justification)
    about = AboutForm(data, initial={"about": found.about})
    stands, revision = None, sent_revision(request) if data is not None else found.revision
    if about.is_valid() and form.is_valid():
        try:
            actions.save_case(
                item, by=member, at=timezone.now(), about=about.cleaned_data["about"], justification=form.answers(),
                revision=revision,
            )  # fmt: skip
        except MoveRefused:
            found = CaseRecord.objects.visible_to(member).filter(pk=found.pk).first()
            if found is None or found.revision == revision:
                raise
            form.add_error(None, "Somebody saved this case after you opened the page, so what you typed is not saved yet")
            stands, revision = _as_it_stands(member, found), found.revision
        else:
            messages.success(request, f"{item}: its reasons are kept, once for everybody who brings something to it.")
            return redirect(address(member, "case", reference=reference, number=number))
    blocks, _leads = arranged(form, REASONS, form.situation)
    context = {
        "meeting": item.meeting, "item": item, "form": form, "about": about, "blocks": blocks, "revision": revision,
        "stands": stands,
    }  # fmt: skip
    return render(request, "sharing/meetings/save_case.html", context, status=409 if stands else 200)


def _as_it_stands(member, case) -> dict:
    """What somebody else saved in the meantime, beside what was typed: nothing of either is lost."""
    return {"about": wording.personal(member, case.about), "reasons": _reasons(member, case)}


@require_POST
def open_item(request, reference, number):
    """Go on to an item."""
    item = _item(request, reference, number)
    require(request.member, "open_item", item.meeting)
    actions.open_item(item, by=request.member, at=timezone.now())
    messages.success(request, f"{item} is open. Whoever is in the room is present for it.")
    if CaseRecord.objects.visible_to(request.member).filter(item=item).exists():
        return redirect(address(request.member, "case", reference=reference, number=number))
    return redirect(item.meeting)


@require_http_methods(GET_OR_POST)
def write_line(request, reference, number):
    """What one agency brought to a case."""
    found = _case(request, reference, number)
    member, chosen = request.member, request.GET.get("agency", "")
    require(member, "write_line", found)
    runs = runs_meeting(member, found.item.meeting)
    there = Agency.objects.visible_to(member).filter(pk__in=found.presences.values("attendance__agency"))
    agencies = list(there if runs else there.filter(pk=member.agency_id))
    if not chosen and len(agencies) == 1:
        chosen = agencies[0].code
    line = CaseLine.objects.visible_to(member).filter(case=found, agency__in=agencies, agency__code=chosen).first()
    if line and line.confirmed_at and request.method == "GET":
        raise MoveRefused(f"{line.agency} has confirmed this line.")
    started = {name: getattr(line, name) for name in ("brought", "kinds", "reason", "limits", "on_paper")} if line else {}
    started["read"] = lines_as_read([line] if line else [])
    form = LineForm(request.POST or None, agencies=agencies, initial={"agency": chosen, **started})
    if form.is_valid():
        line = actions.write_line(found, by=member, at=timezone.now(), **form.written())
        messages.success(request, f"What {line.agency} brought is written down. It confirms its whole list in one click.")
        return redirect(address(member, "case", reference=reference, number=number))
    context = {"meeting": found.item.meeting, "item": found.item, "form": form, "anybody": bool(form.agencies)}
    return render(request, "sharing/meetings/write_line.html", context)


@require_http_methods(GET_OR_POST)
def confirm_lines(request, reference):
    """One click for the whole list of one's agency; what it shared becomes its records."""
    member, meeting = request.member, find_meeting(request, reference)
    require(member, "confirm_lines", meeting)
    own = CaseLine.objects.visible_to(member).filter(
        case__item__meeting=meeting, agency_id=member.agency_id, confirmed_at=None
    )
    related = own.select_related("agency", "case__item", "entered_by__person", "entered_by__agency")
    lines = list(related.order_by("case__item__number"))
    if not lines and request.method == "GET":
        raise MoveRefused("Every line of your agency is confirmed, or none has been written yet.")
    paused = rules.pauses_in_words(member.agency_id, timezone.now(), hearing(lines), meeting.agreement)
    form = ConfirmLinesForm(request.POST or None, paused=paused, initial={"read": lines_as_read(lines)})
    if form.is_valid():
        confirmed = actions.confirm_lines(meeting, by=member, at=timezone.now(), read=form.cleaned_data["read"])
        recorded = " What it shared is recorded." if any(line.disclosure_id for line in confirmed) else ""
        messages.success(request, f"Your agency's list is confirmed.{recorded}")
        return redirect(meeting)
    rows = [
        {"item": line.case.item, "said": said_of(line, own=True), "on_paper": line.on_paper, "by": line.entered_by.named}
        for line in lines
    ]  # fmt: skip
    return render(request, "sharing/meetings/confirm_lines.html", {"meeting": meeting, "rows": rows, "form": form})


@require_http_methods(GET_OR_POST)
def declare_interest(request, reference, number):
    """One knows somebody in a case: one leaves it, and can never open it."""
    item = _item(request, reference, number)
    require(request.member, "declare_interest", item)
    if not item.is_case:
        raise Http404
    if item.taken_off_at:
        raise MoveRefused(f"Item {item.number} was taken off the agenda.")
    runs = may(request.member, "admit", item.meeting)
    guests = item.meeting.attendances.on_the_sheet().filter(member=None, declined_at=None) if runs else ()
    form = InterestForm(request.POST or None, guests=guests)
    if form.is_valid():
        whose = form.whose()
        actions.declare_interest(item, by=request.member, at=timezone.now(), attendance=whose)
        said = f"{whose.name} stays out of it, and leaves" if whose else "you stay out of it. Leave"
        messages.success(request, f"{item}: {said} the room while it is spoken of.")
        return redirect(item.meeting)
    return render(request, "sharing/meetings/declare_interest.html", {"meeting": item.meeting, "item": item, "form": form})
