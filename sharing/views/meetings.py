"""Meetings: the list, planning one, and the page of one with what happens next in it."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.cursors import cursor_of, row_at
from agencies.models import Agency
from agencies.questions import asked_or_404
from agencies.readings import withholds
from sharing import actions
from sharing.forms.meetings import PlanMeetingForm
from sharing.models import Attendance, CaseLine, CaseRecord, Meeting, MeetingAction, MeetingParty, MinutesCopy, Research
from sharing.models.research import RUNNING
from sharing.permissions import reads_sheet, runs_meeting
from sharing.rules import meetings as rules
from sharing.rules.meeting_next import next_in_meeting
from sharing.rules.meeting_undoing import against_taking_off
from sharing.rules.passes import untold_of_move
from sharing.rules.sheet import sheets_of
from sharing.views import wording
from sharing.views.finding import address

GET_OR_POST = ["GET", "POST"]
SIZE = 50
VERBS = (
    "invite", "withdraw_invitation", "name_part", "end_part", "cancel_meeting", "move_meeting", "set_level", "open_meeting",
    "admit", "add_item", "open_item", "add_action", "ask_for_sheet", "keep_scan", "close_meeting", "agree_minutes",
    "hand_over_custody", "reply_invitation", "confirm_lines", "send_research", "answer_research", "send_minutes",
)  # fmt: skip


def find_meeting(request, reference) -> Meeting:
    """The meeting of that reference, if this member may see it."""
    return asked_or_404(_meeting_of, request.member, reference)


def _meeting_of(member, reference):
    found = Meeting.objects.visible_to(member).select_related(
        "agency", "protocol__protocol", "procedure__protocol", "planned_by__person", "planned_by__agency",
        "custodian__person", "custodian__agency", "level_set_by__person", "level_set_by__agency",
    )  # fmt: skip
    return found.filter(reference=reference)


@require_safe
def meetings(request):
    """Those to come, soonest first, and those that were, newest first."""
    member, at = request.member, timezone.now()
    seen = Meeting.objects.visible_to(member).select_related("agency")
    live = Q(status__in=[Meeting.Status.PLANNED, Meeting.Status.OPEN])
    over = seen.exclude(live).order_by("-held_at", "-id")
    if last := row_at(request.GET.get("after", "")):
        over = over.filter(held_at__lte=last[0]).exclude(held_at=last[0], pk__gte=last[1])
    earlier = list(over[: SIZE + 1])
    more, earlier = len(earlier) > SIZE, earlier[:SIZE]
    cursor = cursor_of((earlier[-1].held_at, earlier[-1].pk)) if more else ""
    return render(
        request,
        "sharing/meetings/meetings.html",
        {
            "coming": [] if last else [_row(member, one) for one in seen.filter(live).order_by("held_at", "id")[:SIZE]],
            "earlier": [_row(member, one) for one in earlier],
            "next_href": f"{request.path}?after={cursor}" if cursor else "",
            "first_page": last is None,
            "may_plan": may(member, "plan_meeting", Meeting),
            "at": at,
        },
    )


def _row(member, meeting) -> dict:
    ours = meeting.agency_id == member.agency_id
    return {
        "href": address(member, "meeting", reference=meeting.reference), "reference": meeting.reference,
        "title": meeting.name, "status": meeting.status, "due": None, "late": False, "held_at": meeting.held_at,
        "place": meeting.place, "from": "Held by us" if ours else f"Held by {meeting.agency}",
    }  # fmt: skip


@require_http_methods(GET_OR_POST)
def plan_meeting(request):
    """Plan a meeting that one's agency holds."""
    member, today = request.member, timezone.localdate()
    require(member, "plan_meeting", Meeting)
    agencies = Agency.objects.visible_to(member).on(today).exclude(pk=member.agency_id)
    versions = rules.governing_choices(member, today)
    form = PlanMeetingForm(request.POST or None, agencies=agencies, versions=versions, on=today)
    if form.is_valid():
        made = actions.plan_meeting(by=member, at=timezone.now(), **form.planned())
        messages.success(request, f"{made} is planned. The agencies that you asked have been told.")
        return redirect(made)
    return render(request, "sharing/meetings/plan_meeting.html", {"form": form})


@require_safe
def meeting(request, reference):
    """What happens next, the level, who is asked and who came, its items, what is to be done, and the sheet.

    Whoever neither plays a part nor was in the room sees that it takes place, who is asked to it, and what their own
    agency answered and owes (practice 22).
    """
    found = find_meeting(request, reference)
    member, at = request.member, timezone.now()
    runs = runs_meeting(member, found)
    rows = sheet_rows(found)
    parts = list(found.parts.select_related("member__person", "member__agency"))
    known = {one.member_id for one in rows} | {one.member_id for one in parts if one.ended_by_id is None}
    inside = runs or member.pk in known
    sentence, verb, words = next_in_meeting(found, member, at)
    items = _items(member, found, inside, runs)
    on_agenda = [one for one in items if not one["taken_off_at"]]
    seats = list(found.parties.select_related("agency", "replied_by__person").exclude(part=MeetingParty.Part.LENDS))
    return render(
        request,
        "sharing/meetings/meeting.html",
        {
            "meeting": found,
            "at": at,
            "inside": inside,
            "runs": runs,
            "withheld": withholds(member),
            "next": {"sentence": sentence, "verb": verb, "action": words,
                     "href": address(member, verb, reference=reference) if verb else ""},
            "may": {verb: may(member, verb, found) for verb in VERBS},
            "governing": rules.governing(found),
            "later": list(rules.followed(found, timezone.localdate(at)).values()) if found.status == "planned" else [],
            "seats": seats,
            "own": next((one for one in seats if one.agency_id == member.agency_id), None),
            "parts": [one for one in parts if one.until_at is None] if inside else [],
            "ended": [one for one in parts if one.ended_by_id] if inside else [],
            "taking_part": {one.agency_id for one in rows} | {one["agency"].pk for one in on_agenda if one["agency"]},
            "people": [_person(one, found) for one in rows] if inside else [],
            "items": items,
            "on_agenda": on_agenda,
            "actions": _actions(member, found),
            "research": Research.objects.visible_to(member).waiting().filter(
                agency_id=member.agency_id, item__meeting=found
            ).count(),
            "own_lines": CaseLine.objects.visible_to(member).filter(
                agency_id=member.agency_id, case__item__meeting=found, confirmed_at=None
            ).count(),
            "untold": untold_of_move(found, at) if runs else [],
            "gaps": rules.meeting_gaps(found, rows) if runs else [],
            "documents": [
                {"document": one, "href": address(member, "sheet_file", reference=reference, key=one.pk)}
                for one in (sheets_of(found)[:5] if reads_sheet(member, found) else ())
            ],
            "may_sign_in": may(member, "sign_in", found) and (
                _signs_in(member, found, rows, at) or rules.gives_undertaking(found, member)
            ),
            "minutes": MinutesCopy.objects.visible_to(member).filter(meeting=found).first(),
            "timeline": wording.timeline(member, found) if inside else [],
        },
    )  # fmt: skip


def _signs_in(member, meeting, rows, at) -> bool:
    signed = any(one.member_id == member.pk and one.signed_at for one in rows)
    return rules.may_sign_in_on(meeting, at) and not signed


def sheet_rows(meeting: Meeting) -> list[Attendance]:
    """The rows of the sheet; until the meeting is over also who was struck off it, so that nobody waits for them."""
    rows = meeting.attendances.select_related("agency")
    return list(rows if meeting.status in RUNNING else rows.on_the_sheet())


def _person(row: Attendance, meeting: Meeting) -> dict:
    return {"name": row.name, "represents": row.represents, "state": said_of(row, meeting)}


def said_of(row: Attendance, meeting: Meeting) -> str:
    """Where somebody stands: in the room, gone, waiting to be let in, or not willing to agree to the terms."""
    over = meeting.status == Meeting.Status.CLOSED
    if row.struck_at:
        said = "Struck off, not expected any more"
    elif row.declined_at:
        said = "Did not agree to the terms"
    elif row.arrived_at is None:
        waits = "Signed in, and was not let in" if over else "Signed in, waiting to be let in"
        expected = "Was expected, and did not come" if over else "Expected"
        said = waits if row.signed_at else expected
    else:
        here = "Was there to the end" if over else "In the room"
        said = here if row.left_at is None else "Has left"
    if row.left_before:
        said += f", left before item {row.left_before}"
    return said


def _items(member, meeting, inside, runs) -> list[dict]:
    """The agenda for those inside, and for others what their own agency brings. A case leads on for who may see it."""
    seen = set(CaseRecord.objects.visible_to(member).filter(item__meeting=meeting).values_list("item", flat=True))
    apart = set(meeting.items.filter(interests__member__person=member.person_id).values_list("pk", flat=True))
    items = meeting.items.select_related("agency", "taken_off_by__person", "taken_off_by__agency")
    shown = [item for item in items if inside or item.agency_id == member.agency_id]
    mine_to_take_off = _to_take_off(member, meeting, shown, apart)
    return [
        {
            "number": item.number, "title": item.title, "is_case": item.is_case, "agency": item.agency,
            "opened_at": item.opened_at, "closed_at": item.closed_at, "apart": item.pk in apart,
            "taken_off_at": item.taken_off_at, "taken_off_reason": wording.personal(member, item.taken_off_reason),
            "taken_off_by": wording.who(item.taken_off_by) if item.taken_off_by else "",
            "may_take_off": item.pk in mine_to_take_off,
            "href": address(member, "case", reference=meeting.reference, number=item.number) if item.pk in seen else "",
        }
        for item in shown
    ]  # fmt: skip


def _to_take_off(member, meeting, items, apart) -> set:
    """Those that this member may take off; asked once for each agency that brings some, not for each item."""
    may_of: dict = {}
    found = set()
    for item in items:
        if item.pk in apart or against_taking_off(meeting, item):
            continue
        if item.agency_id not in may_of:
            may_of[item.agency_id] = may(member, "take_off_item", item)
        if may_of[item.agency_id]:
            found.add(item.pk)
    return found


def _actions(member, meeting) -> list[dict]:
    found = MeetingAction.objects.visible_to(member).filter(meeting=meeting).select_related("agency", "owner__person")
    return [
        {
            "words": undertaken(member, one), "agency": one.agency, "due_on": one.due_on, "done_at": one.done_at,
            "outcome": wording.personal(member, one.outcome),
            "href": address(member, "finish_action", reference=meeting.reference, key=one.pk)
            if not one.done_at and may(member, "finish_action", one) and not withholds(member) else "",
        }
        for one in found
    ]  # fmt: skip


def undertaken(member, action) -> str:
    """What somebody undertook, with their name where one person owes it."""
    words = wording.personal(member, action.words)
    return f"{words}\n\n{action.owner.named} does it." if action.owner else words
