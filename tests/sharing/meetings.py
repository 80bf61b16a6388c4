"""Meetings for tests, made by the same actions as the product makes them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from agencies.models import Agency, Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import Document
from sharing import actions
from sharing.models import (
    AgendaItem,
    Attendance,
    CaseLine,
    CaseRecord,
    Meeting,
    MeetingAction,
    MeetingPart,
    MeetingParty,
)  # fmt: skip
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.sharing.factories import ANSWERS

HELD_AT = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
THE_DAY = HELD_AT - timedelta(minutes=10)
REASONS = {code: ANSWERS[code] for code in ("1a", "1b", "3", "3d", "3f", "6a", "6d")}


@dataclass(frozen=True)
class Table:
    """Three agencies round a table and one outside it: a chair, a clerk of another agency, and who came for each."""

    registrar: Membership
    host: Agency
    police: Agency
    housing: Agency
    chair: Membership
    sergeant: Membership
    desk: Membership
    officer: Membership
    clerk: Membership
    stranger: Membership
    meeting: Meeting


def table(**words) -> Table:
    """A meeting planned by the chair, with the police and the housing provider asked to it."""
    registrar = agencies.partnership()
    host, police, housing, outside = (
        agencies.agency(registrar, kind=kind) for kind in ("council", "police", "housing", "voluntary")
    )
    chair = agencies.member(registrar, host, job_title="Community Safety Manager")
    return Table(
        registrar, host, police, housing, chair,
        sergeant=agencies.member(registrar, police, job_title="Sergeant"),
        desk=agencies.member(registrar, police, Role.OFFICER, job_title="Disclosure Officer"),
        officer=agencies.member(registrar, housing, Role.PRACTITIONER, Role.OFFICER, job_title="Tenancy Officer"),
        clerk=agencies.member(registrar, outside, job_title="Minute Taker"),
        stranger=agencies.member(registrar, outside, Role.HEAD, Role.OFFICER),
        meeting=planned(chair, [police, housing], **words),
    )  # fmt: skip


def planned(chair: Membership, invited, at: datetime = NOON, **words) -> Meeting:
    told = {"name": "Anti-social behaviour case conference", "kind": "cases", "held_at": HELD_AT, "place": "Room 2",
            "no_protocol_reason": "The procedure is being written."}  # fmt: skip
    return do(actions.plan_meeting, by=chair, at=at, invited=invited, **{**told, **words})


def do(action, *args, by: Membership, at: datetime = THE_DAY, **words):
    """Carry out an action as a member, inside that member's door."""
    with acting_as(by):
        return action(*args, by=by, at=at, **words)


def see(made: Table, record):
    """The record as it is now; the registrar sees everything of the partnership."""
    with acting_as(made.registrar):
        return type(record)._base_manager.get(pk=record.pk)


def came(made: Table, *members: Membership) -> list[Attendance]:
    """These have signed in themselves, and the chair has let them in."""
    rows = [do(actions.sign_in, made.meeting, by=member) for member in members]
    return [do(actions.admit, made.meeting, by=made.chair, attendance=row) for row in rows]


def begun(made: Table, *members: Membership) -> list[Attendance]:
    """It is open, at a level, and these are in the room."""
    do(actions.open_meeting, made.meeting, by=made.chair)
    do(actions.set_level, made.meeting, by=made.chair, level="OFFICIAL-SENSITIVE", instruction="RECIPIENTS ONLY")
    return came(made, *members)


def case(made: Table, *, opened: bool = True, **words) -> AgendaItem:
    """A case on the agenda, open unless said otherwise."""
    told = {"title": "Case 14", "about": "HO-3382, T.W.", "justification": REASONS}
    item = do(actions.add_item, made.meeting, by=made.chair, **{**told, **words})
    return do(actions.open_item, item, by=made.chair) if opened else item


def record_of(made: Table, item: AgendaItem) -> CaseRecord:
    with acting_as(made.registrar):
        return CaseRecord.objects.select_related("item__meeting").get(item=item)


def line(made: Table, item: AgendaItem, agency: Agency, *, by: Membership | None = None, **words) -> CaseLine:
    """What an agency brought, as the chair wrote it down."""
    told = {"brought": "shared", "kinds": ["concern"]}
    record = record_of(made, item)
    return do(actions.write_line, record, by=by or made.chair, agency=agency, **{**told, **words})


@dataclass(frozen=True)
class Held:
    """A meeting that is going on, somebody in it without an account, and what is to be done after it."""

    meeting: Meeting
    guest: Attendance
    action: MeetingAction
    scan: Document
    seat: MeetingParty | None
    part: MeetingPart
    expected: Attendance


def at_the_table(chair: Membership, asked: Membership, third: Agency | None = None) -> Held:
    """The chair alone with a guest, in a case that their agency brought something to; the other agency owes an action.

    A guest and a second item are still to come, somebody else plays a part, and a third agency may be asked as well.
    """
    meeting = planned(chair, [asked.agency])
    do(actions.open_meeting, meeting, by=chair)
    row = do(actions.sign_in, meeting, by=chair)
    do(actions.admit, meeting, by=chair, attendance=row)
    guest = do(actions.admit, meeting, by=chair, name="Shelter Manager", body="Night Shelter")
    do(actions.give_pass, guest, by=chair)
    item = do(actions.add_item, meeting, by=chair, title="Case 14", about="HO-3382, T.W.", justification=REASONS)
    do(actions.open_item, item, by=chair)
    with acting_as(chair):
        case = CaseRecord.objects.get(item=item)
    do(actions.write_line, case, by=chair, agency=chair.agency, brought="nothing")
    action = do(actions.add_action, meeting, by=chair, words="Visit", agency=asked.agency, due_on=HELD_AT.date())
    scan = do(actions.keep_scan, meeting, by=chair, data=b"%PDF-1.4 scan %%EOF")
    seat = do(actions.invite, meeting, [third], by=chair)[0] if third else None
    part = do(actions.name_part, meeting, by=chair, part="observer", name="Trainee", body="Northmere College")
    expected = do(actions.expect_guest, meeting, by=chair, name="Youth Worker", body="Fenland Youth")
    do(actions.add_item, meeting, by=chair, title="Minutes of the last meeting", is_case=False)
    return Held(meeting, guest, action, scan, seat, part, expected)


def minuted(chair: Membership, asked: Membership) -> Meeting:
    """A meeting that is over, with the chair in the room, its minutes agreed and sent to both agencies."""
    meeting = planned(chair, [asked.agency])
    do(actions.open_meeting, meeting, by=chair)
    do(actions.admit, meeting, by=chair, attendance=do(actions.sign_in, meeting, by=chair))
    do(actions.close_meeting, meeting, by=chair, sheet=Meeting.Sheet.ELECTRONIC)
    do(actions.agree_minutes, meeting, by=chair)
    do(actions.send_minutes, meeting, by=chair, at=timezone.now(), summary="Two cases.", days=14)
    return meeting


def clerk(made: Table) -> MeetingPart:
    return do(actions.name_part, made.meeting, by=made.chair, part="clerk", member=made.clerk)
