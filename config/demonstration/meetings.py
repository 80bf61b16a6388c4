"""Which meetings were held? Each is run as a chair runs it, and agencies confirm afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from agencies.models import Membership
from agencies.tenancy import acting_as
from config.demonstration.people import Cast
from protocols.models import Version
from sharing import actions
from sharing.models import AgendaItem, Attendance, CaseLine, Disclosure, Meeting
from sharing.views.meeting_room import qr_svg, sign_in_url

ROOM = "Eastvale Civic Offices, Room 2"
CASES, ABUSE = Meeting.Kind.CASES, Meeting.Kind.DOMESTIC_ABUSE
LEVEL = "OFFICIAL-SENSITIVE"
WHY_LEVEL = "Names a household and what its members are suspected of; for the people in the room alone."
SHARED, KEPT_BACK, NOTHING = CaseLine.Brought.SHARED, CaseLine.Brought.KEPT_BACK, CaseLine.Brought.NOTHING
HOUSEHOLD = "EDC-ASB-2041, household at Fen Court"
GUESTS = (("Shelter Manager", "Northmere Night Shelter"), ("Traders' Representative", "Town Centre Traders"))
# Once for the case, whoever brings something to it.
REASONS: dict[str, dict] = {
    "1a": {
        "purpose": "antisocial",
        "why": "Eleven reports in ten weeks of shouting, of doors kicked at night and of fires in the bin store. The "
        "landlord, the council and the constabulary each know a part, and each has something to decide.",
    },
    "1b": {"helps": ["harmed", "public", "staff", "cause"]},
    "3d": {"effect": "serious", "note": "The tenancy may be at stake, and two of the household are under eighteen."},
    "3f": {"effects": ["hurt", "partners"], "note": "The next fire may not go out by itself, and each would act alone."},
    "3": {
        "judgement": "Each agency here has something to decide about this household and gets what that needs. What does not "
        "bear on the behaviour was left out, and who complained is not said."
    },
    "6a": {"agreed": "not_asked"},
    "6d": {"told": "notice"},
}  # fmt: skip
# Cases of the domestic abuse meeting: whom it is about, why, and what each agency brought.
AT_RISK = (
    (
        "NM-DA-118, L.P., born 1985",
        "A hearing is in two weeks, he is on bail, and she has moved once already.",
        "She is told what protects her before the hearing, and by one person whom she trusts.",
        {"NPC": (SHARED, ["incident", "offending"]), "LDS": (SHARED, ["concern"]), "NCC": (NOTHING, [])},
    ),
    (
        "NM-DA-121, S.A., born 1999",
        "Third report in a year; strangled on the last. She lives with his parents.",
        "One visit in daylight by somebody whom she knows is safer than letters from four agencies.",
        {"NPC": (SHARED, ["incident"]), "LDS": (KEPT_BACK, []), "NCC": (SHARED, ["household"])},
    ),
    (
        "NM-DA-123, B.W., born 1968",
        "He leaves prison on Friday. Her locks have not been changed since he was sentenced.",
        "The locks are changed before he is out, and the patrol knows the address.",
        {"NPC": (SHARED, ["risk"]), "LDS": (NOTHING, []), "NCC": (NOTHING, [])},
    ),
)  # fmt: skip


def case_conference(cast: Cast, protocol: Version, procedure: Version) -> Disclosure:
    """The conference about one household, with two guests; what the constabulary brought to it is handed back."""
    moment, chair = cast.calendar.moment, cast.members["edc-community-safety-manager"]
    held = moment("2026-05-20T10:00")
    meeting = planned(
        cast, chair, moment("2026-05-06T15:10"), held, "Fen Court case conference", CASES, ROOM,
        ("NPC", "MGH", "NFR", "WBC", "NIC"), protocol, procedure,
    )  # fmt: skip
    for code, reply in (("NPC", "coming"), ("MGH", "coming"), ("NFR", "coming"), ("WBC", "nothing")):
        replied(cast, meeting, code, reply, moment("2026-05-13T09:40"))
    with acting_as(chair):
        general = actions.add_item(
            meeting, by=chair, at=moment("2026-05-13T16:00"), title="Lighting in the town centre", is_case=False
        )
        case = actions.add_item(
            meeting, by=chair, at=moment("2026-05-13T16:20"), title="Case 1", about=HOUSEHOLD, justification=REASONS
        )
    officer, inspector = cast.members["edc-asb-officer"], cast.members["npc-neighbourhood-inspector"]
    tenancy, fire = cast.members["mgh-tenancy-officer"], cast.members["nfr-prevention-manager"]
    _gather(meeting, chair, (chair, officer, inspector, cast.members["npc-officer-in-the-case"], tenancy, fire), held)
    _level(meeting, chair, held)
    _with_guests(meeting, chair, general, case, held)
    spoken = held + timedelta(minutes=35)
    _brought(cast, case, officer, "EDC", SHARED, ["incident", "concern"], spoken)
    paper = ["incident", "offending", "household"]
    _brought(cast, case, inspector, "NPC", SHARED, paper, spoken, on_paper=True)
    _brought(cast, case, tenancy, "MGH", KEPT_BACK, [], spoken, reason="Who reported it: they have not agreed")
    _brought(cast, case, fire, "NFR", NOTHING, [], spoken)
    _conclude(cast, meeting, chair, case, held)
    for member in (inspector, officer, tenancy, fire):
        with acting_as(member):
            actions.confirm_lines(meeting, by=member, at=moment("2026-05-21T09:30"))
    with acting_as(chair):
        actions.agree_minutes(meeting, by=chair, at=moment("2026-06-02T11:00"))
    with acting_as(inspector):
        return Disclosure.objects.get(recorded_by=inspector, route=Disclosure.Route.MEETING)


def _with_guests(
    meeting: Meeting, chair: Membership, general: AgendaItem, case: AgendaItem, held: datetime
) -> None:  # fmt: skip
    """One guest agrees to the terms and stays; one does not, and leaves before the first case."""
    with acting_as(chair):
        shelter, traders = (
            actions.admit(meeting, by=chair, at=held + timedelta(minutes=2), name=name, body=body)
            for name, body in GUESTS
        )
        actions.take_declaration(shelter, by=chair, at=held + timedelta(minutes=3), how=Attendance.Signed.CHAIRS_DEVICE)
        actions.open_item(general, by=chair, at=held + timedelta(minutes=5))
        actions.decline_sheet(traders, by=chair, at=held + timedelta(minutes=18))
        actions.open_item(case, by=chair, at=held + timedelta(minutes=20))


def _conclude(cast: Cast, meeting: Meeting, chair: Membership, case: AgendaItem, held: datetime) -> None:
    """Actions, the sheet as it was signed, and the end. An invitation without an answer becomes an action."""
    day = held.date()
    with acting_as(chair):
        asked = actions.add_action(
            meeting, by=chair, at=held + timedelta(minutes=55), agency=cast.agencies["EDC"], owner=chair,
            words="Ask the integrated care board why the invitation was not answered, and whether anything is held",
            due_on=day + timedelta(days=7),
        )  # fmt: skip
        for code, words in (
            ("MGH", "Change the lock of the bin store and write to every flat of the block about fires"),
            ("NFR", "Offer a fire safety visit to the block"),
            ("NPC", "Two evening patrols a week for six weeks, and tell the chair what they find"),
        ):
            action = actions.add_action(
                meeting, by=chair, at=held + timedelta(minutes=58), item=case, agency=cast.agencies[code], words=words,
                due_on=day + timedelta(days=21),
            )  # fmt: skip
            actions.finish_action(action, by=chair, at=held + timedelta(days=20), outcome="As its agency told us")
        actions.close_meeting(meeting, by=chair, at=held + timedelta(minutes=70), sheet=Meeting.Sheet.ELECTRONIC)
        url = sign_in_url(chair, meeting)
        actions.ask_for_sheet(meeting, by=chair, at=held + timedelta(minutes=75), sign_url=url, qr_svg=qr_svg(url))
        actions.finish_action(asked, by=chair, at=held + timedelta(days=6), outcome="Nothing held; letter mislaid")


def receipts(cast: Cast, given: Disclosure) -> None:
    """Each agency that had the constabulary's paper says which law of its own allows it to hold it (practice 16)."""
    own = {
        "EDC": ["LB-E", "CO-10", "SCH1-6"], "NFR": ["LB-E", "CO-10", "SCH1-6"],
        "MGH": ["LB-EA", "RLI-5", "CO-10", "SCH1-10"],
    }  # fmt: skip
    for code, provisions in own.items():
        officer = cast.desk("officer", code)
        with acting_as(officer):
            actions.confirm_receipt(
                given, by=officer, at=cast.calendar.moment("2026-05-22T10:15"), accepts_conditions=True,
                provisions=provisions,
            )  # fmt: skip


def abuse_meeting(cast: Cast, protocol: Version, procedure: Version) -> None:
    """The fortnightly meeting about people at high risk: one reason a case and one line an agency."""
    moment, chair = cast.calendar.moment, cast.members["npc-domestic-abuse-sergeant"]
    held, review = moment("2026-11-04T13:30"), cast.calendar.day("2027-02-03").isoformat()
    clerk, adviser = cast.members["npc-control-room-supervisor"], cast.members["lds-independent-adviser"]
    people = (chair, adviser, cast.members["ncc-safeguarding-duty-manager"])
    meeting = planned(
        cast, chair, moment("2026-10-27T09:15"), held, "Domestic abuse meeting", ABUSE, "Northmere Police Headquarters",
        ("LDS", "NCC", "PRB"), protocol, procedure,
    )  # fmt: skip
    for code, reply in (("LDS", "coming"), ("NCC", "coming"), ("PRB", "nothing")):
        replied(cast, meeting, code, reply, moment("2026-10-29T11:20"))
    with acting_as(chair):
        actions.name_part(meeting, by=chair, at=moment("2026-10-27T09:20"), part="clerk", member=clerk)
        cases = [
            actions.add_item(
                meeting, by=chair, at=moment("2026-10-28T10:00"), title=f"Case {number}", about=about,
                justification=_at_risk(why, judgement, review),
            )
            for number, (about, why, judgement, _) in enumerate(AT_RISK, start=1)
        ]  # fmt: skip
    _gather(meeting, chair, (*people, clerk), held)
    _level(meeting, chair, held)
    for number, (case, (*_, brought)) in enumerate(zip(cases, AT_RISK, strict=True)):
        start = held + timedelta(minutes=10 + 20 * number)
        with acting_as(chair):
            actions.open_item(case, by=chair, at=start)
        for code, (what, kinds) in brought.items():
            reason = "She has asked that it stays with her adviser" if what == KEPT_BACK else ""
            _brought(cast, case, clerk, code, what, kinds, start + timedelta(minutes=12), reason=reason)
    with acting_as(chair):
        actions.add_action(
            meeting, by=chair, at=held + timedelta(minutes=75), item=cases[2], agency=cast.agencies["NCC"], owner=people[2],
            words="Try the new locks and the alarm with her, and tell the chair whether they work",
            due_on=cast.calendar.today + timedelta(days=5),
        )  # fmt: skip
        actions.close_meeting(meeting, by=chair, at=held + timedelta(minutes=80), sheet=Meeting.Sheet.ELECTRONIC)
    for minutes, member in enumerate(people, start=110):
        with acting_as(member):
            actions.confirm_lines(meeting, by=member, at=held + timedelta(minutes=minutes))


def _at_risk(why: str, judgement: str, review: str) -> dict:
    return {
        "1a": {"purpose": "domestic_abuse", "why": why},
        "1b": {"helps": ["harmed"]},
        "3d": {
            "effect": "danger", "note": "He could harm her if he learned of it.",
            "safe_contact": "Through her adviser alone", "source_exposed": False,
        },
        "3f": {"effects": ["hurt"], "note": "She may be badly hurt, or worse."},
        "3": {"judgement": judgement},
        "6a": {"agreed": "yes"},
        "6d": {"told": "risk", "review_on": review},
    }  # fmt: skip


def planned(cast, chair, when, held, name, kind, place, asked: Sequence[str], protocol, procedure) -> Meeting:
    """A meeting that the chair planned at a moment, and the agencies they asked to it."""
    with acting_as(chair):
        return actions.plan_meeting(
            by=chair, at=when, name=name, kind=kind, held_at=held, place=place, protocol=protocol, procedure=procedure,
            invited=[cast.agencies[code] for code in asked],
        )  # fmt: skip


def replied(cast: Cast, meeting: Meeting, code: str, reply: str, when: datetime) -> None:
    """What an agency's officer answers to being asked."""
    officer = cast.desk("officer", code)
    with acting_as(officer):
        actions.reply_invitation(meeting, by=officer, at=when, reply=reply)


def _gather(meeting: Meeting, chair: Membership, people: Sequence[Membership], held: datetime) -> None:
    """Opened, and everybody signs in with their own account and is let in."""
    with acting_as(chair):
        actions.open_meeting(meeting, by=chair, at=held)
    for member in people:
        with acting_as(member):
            row = actions.sign_in(meeting, by=member, at=held)
        with acting_as(chair):
            actions.admit(meeting, by=chair, at=held + timedelta(minutes=1), attendance=row)


def _level(meeting: Meeting, chair: Membership, held: datetime) -> None:
    with acting_as(chair):
        actions.set_level(
            meeting, by=chair, at=held + timedelta(minutes=2), level=LEVEL, reason=WHY_LEVEL,
            instruction="RECIPIENTS ONLY",
        )  # fmt: skip


def _brought(
    cast: Cast, item: AgendaItem, by: Membership, code: str, what: str, kinds: Sequence[str], when: datetime, *,
    reason: str = "", on_paper: bool = False,
) -> None:  # fmt: skip
    with acting_as(by):
        actions.write_line(
            item.case, by=by, at=when, agency=cast.agencies[code], brought=what, kinds=kinds, reason=reason,
            on_paper=on_paper,
        )  # fmt: skip
