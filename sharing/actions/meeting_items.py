"""What the meeting goes through: opened, its level set, its items in order, and who stays out of which."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle
from sharing.actions.meeting_room import be_present, not_over
from sharing.actions.meeting_seats import LEADING
from sharing.actions.placing import REFUSED
from sharing.models import (
    AgendaItem,
    Attendance,
    CaseParty,
    CasePresence,
    CaseRecord,
    Interest,
    Meeting,
    MeetingPart,
)  # fmt: skip
from sharing.rules import is_refused
from sharing.rules import meetings as rules


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: Membership, at: datetime) -> Meeting:
    """The meeting begins, under the versions that are in force that day (TR-28)."""
    meeting = locked(meeting)
    now = rules.followed(meeting, as_day(at))
    reason = ". ".join(f"Held under {version}, which has come into force since it was planned" for version in now.values())
    facts: dict[str, Any] = {**now, "opened_at": at}
    if now and not meeting.marking:
        protocol, procedure = now.get("protocol", meeting.protocol), now.get("procedure", meeting.procedure)
        facts["marking_scheme"] = rules.scheme_of_meeting(protocol, procedure, as_day(at))
    return carry_out(lifecycle.OPEN_MEETING, meeting, by=by, at=at, reason=reason, **facts)


@transaction.atomic
def set_level(
    meeting: Meeting, *, by: Membership, at: datetime, level: str, reason: str = "", instruction: str = "",
    points_to_a: str = "", points_to_b: str = "",
) -> Meeting:  # fmt: skip
    """The chair sets the level by the definitions of set A; what set B says is kept beside it (practice 6).

    Raises ValueError for a level that is not of the meeting's scheme, without a reason where the definitions point to
    different levels or the level is changed, and without an instruction where the level has no handling rules.
    """
    meeting = locked(meeting)
    require(by, "set_level", meeting)
    not_over(meeting)
    if is_refused(level):
        raise MoveRefused(REFUSED)
    point = rules.level_point(meeting.marking_scheme, level)
    before = meeting.marking
    if not reason.strip() and (rules.two_levels(points_to_a, points_to_b) or (before and before != level)):
        raise ValueError("Say why it is this level.")
    if rules.needs_instruction(point) and not instruction.strip():
        raise ValueError("There are no handling rules for this level: say how it is to be handled.")
    say_verb("set_level")
    meeting.marking, meeting.level_reason, meeting.instruction = level, reason, instruction
    meeting.definition_a, meeting.definition_b = point.definition_a or point.meaning, point.definition_b or point.meaning
    meeting.points_to_a, meeting.points_to_b = points_to_a, points_to_b
    if not before:
        meeting.level_set_at = at
    meeting.level_set_by = by
    meeting.save(
        update_fields=["marking", "level_reason", "instruction", "definition_a", "definition_b", "points_to_a",
                       "points_to_b", "level_set_at", "level_set_by"]
    )  # fmt: skip
    trace(meeting, "set_level", by=by, at=at, reason=reason, source=before, target=level)
    return meeting


@transaction.atomic
def add_item(
    meeting: Meeting, *, by: Membership, at: datetime, title: str, is_case: bool = True,
    agency: Agency | None = None, about: str = "",
    justification: dict | None = None,
) -> AgendaItem:  # fmt: skip
    """Put an item on the agenda. Of a case the agenda says only that there is one; the rest lies apart."""
    meeting = locked(meeting)
    require(by, "add_item", meeting)
    not_over(meeting)
    say_verb("add_item")
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-number").first()
    brings = agency.pk if agency else by.agency_id
    common = {"partnership_id": by.partnership_id}
    item = AgendaItem(
        **common, meeting=meeting, number=last.number + 1 if last else 1, title=title, is_case=is_case, agency_id=brings
    )
    item.save(force_insert=True)
    if is_case:
        seats: dict = {meeting.agency_id: CaseParty.Why.HOST, brings: CaseParty.Why.BROUGHT}
        leading = MeetingPart.objects.filter(meeting=meeting, until_at=None, part__in=LEADING, member__isnull=False)
        for part, of in leading.values_list("part", "member__agency"):
            seats.setdefault(of, LEADING[MeetingPart.Part(part)])
        seats.setdefault(by.agency_id, CaseParty.Why.BROUGHT)
        case = CaseRecord(
            **common, item=item, brought_by=by, about=about, justification=justification or {}, party_ids=list(seats)
        )
        case.save(force_insert=True)
        CaseParty.objects.bulk_create(CaseParty(**common, case=case, agency_id=one, why=why) for one, why in seats.items())
    trace(meeting, "add_item", by=by, at=at)
    return item


@transaction.atomic
def save_case(
    item: AgendaItem, *, by: Membership, at: datetime, about: str, justification: dict, revision: int
) -> CaseRecord:
    """Say, once for everybody, whom a case is about and why it is shared.

    Refused when somebody else saved it since `revision` was read.
    """
    on_the_agenda(locked(item))
    case = locked(CaseRecord.objects.get(item=item))
    require(by, "save_case", item)
    say_verb("save_case")
    if case.item.meeting.minutes_agreed_at:
        raise MoveRefused("The minutes are agreed.")
    if case.revision != revision:
        raise MoveRefused("Somebody saved this case after you opened the page.")
    case.about, case.justification = about, {**case.justification, **justification}
    case.revision += 1
    case.save(update_fields=["about", "justification", "revision"])
    return case


@transaction.atomic
def open_item(item: AgendaItem, *, by: Membership, at: datetime) -> AgendaItem:
    """Go on to an item: the one before is closed, and whoever is in the room is present for this one.

    Without a level it opens all the same, and stays listed as a gap (practice 6).
    """
    meeting = locked(item.meeting)
    require(by, "open_item", meeting)
    if meeting.status != Meeting.Status.OPEN:
        raise MoveRefused(f"This meeting is {meeting.get_status_display().lower()}: items open in an open meeting.")
    item = locked(item)
    on_the_agenda(item)
    if item.opened_at:
        raise MoveRefused(f"Item {item.number} was opened already.")
    say_verb("open_item")
    close_items(meeting, at)
    item.opened_at = at
    item.save(update_fields=["opened_at"])
    if item.is_case:
        be_present(item, list(Attendance.objects.filter(meeting=meeting).in_the_room()), at)
    trace(meeting, "open_item", by=by, at=at, reason=f"Item {item.number}")
    return item


@transaction.atomic
def declare_interest(
    item: AgendaItem, *, by: Membership, at: datetime, attendance: Attendance | None = None
) -> Interest:  # fmt: skip
    """Somebody knows the people of a case, oneself unless a row of the sheet is given. They leave it and can never
    open it, before, during or after the meeting (practice 22)."""
    item = locked(item)
    require(by, "declare_interest", item)
    on_the_agenda(item)
    if attendance and attendance.member_id != by.pk:
        require(by, "admit", item.meeting)
    member = attendance.member if attendance else by
    if attendance is None:
        attendance = Attendance.objects.filter(meeting=item.meeting_id, member=by).first()
    whose = {"member": member} if member else {"attendance": attendance}
    if Interest.objects.filter(item=item, **whose).exists():
        raise MoveRefused("This interest is declared already.")
    say_verb("declare_interest")
    declared = Interest(
        partnership_id=by.partnership_id, item=item, member=member, attendance=attendance, declared_at=at
    )
    Interest.objects.bulk_create([declared])
    if attendance:
        CasePresence.objects.filter(case__item=item, attendance=attendance, left_at=None).update(left_at=at)
    return declared


def on_the_agenda(item: AgendaItem) -> None:
    """Raises MoveRefused for one that was taken off it."""
    if item.taken_off_at:
        raise MoveRefused(f"Item {item.number} was taken off the agenda.")


def close_items(meeting: Meeting, at: datetime) -> None:
    """What was open is over, and so is everybody's presence for it. The meeting comes locked."""
    CasePresence.objects.filter(case__item__meeting=meeting, left_at=None).update(left_at=at)
    AgendaItem.objects.filter(meeting=meeting, opened_at__isnull=False, closed_at=None).update(closed_at=at)
