"""A second, small partnership beside the first: where are the walls, and what does somebody of both see? (ruling 12b)"""

from agencies import actions as agencies
from agencies.models import Agency
from agencies.roles import Role
from agencies.tenancy import acting_as
from config.demonstration.calendar import Calendar, at
from config.demonstration.people import Cast, let_in
from sharing import actions

SLUG = "fellside"
FOUNDED = "2024-01-08"
COUNCIL = (
    {"key": "fbc-board", "title": "Partnership Co-ordinator", "roles": [Role.BOARD_ADMINISTRATOR]},
    {"key": "fbc-chief-executive", "title": "Chief Executive", "roles": [Role.HEAD]},
    {"key": "fbc-community-safety-officer", "title": "Community Safety Officer", "roles": [Role.OFFICER]},
    {"key": "fbc-housing-standards", "title": "Housing Standards Officer", "roles": [Role.PRACTITIONER]},
)
SHARED = {
    "NFR": ({"key": "nfr-area-commander", "title": "Area Commander, Fellside", "roles": [Role.HEAD]},),
    "MGH": (
        {"key": "mgh-fellside-manager", "title": "Neighbourhood Manager, Fellside", "roles": [Role.OFFICER]},
        {"key": "mgh-fellside-officer", "title": "Tenancy Officer, Fellside", "roles": [Role.PRACTITIONER]},
    ),
}
# In both partnerships with one sign-in.
IN_BOTH: dict = {"key": "nfr-fellside-prevention", "title": "Prevention Manager", "roles": [Role.OFFICER]}
ASKED: dict[str, dict] = {
    "S1": {"want": "ask"},
    "S2": {"danger": "no"},
    "S4": {"people": [{"reference": "FBC-HS-0419, flats above a shop", "part": "at_risk", "child": "no", "partner": False}]},
    "S5": {"procedure": "none"},
    "S6": {"kinds": ["location", "risk"]},
    "1a": {
        "purpose": "support",
        "why": "We inspect the flats next week and want to know what was found at the last fire safety visit.",
    },
    "1b": {"helps": ["harmed", "staff"]},
    "2b": {"changes": ["service"]},
    "2c": {"basis": "job", "task": "housing"},
}  # fmt: skip


def found(northmere: Cast, calendar: Calendar) -> Cast:
    """Found Fellside with a council of its own and two organisations of Northmere, and ask its fire service something."""
    registrar = agencies.found_partnership(
        slug=SLUG, name="Fellside Community Safety Partnership", prefix="FS", at=calendar.moment(FOUNDED)
    )
    cast = Cast(registrar, calendar)
    joined = calendar.day(FOUNDED)
    with acting_as(registrar):
        _take_in(cast, "FBC", "Fellside Borough Council", Agency.Kind.COUNCIL, joined)
        for code, entries in SHARED.items():
            known = northmere.agencies[code]
            _take_in(cast, code, known.name, known.kind, joined, known.organisation)
            for entry in entries:
                let_in(cast, code, entry, by=registrar, domain=SLUG)
        for entry in COUNCIL:
            let_in(cast, "FBC", entry, by=registrar, domain=SLUG)
        let_in(cast, "NFR", IN_BOTH, by=registrar, address="officer@nfr")
    head = cast.desk("head", "NFR")
    with acting_as(head):
        agencies.name_decision_maker(
            cast.members[IN_BOTH["key"]], by=head, at=calendar.moment(FOUNDED, "15:00"), data_kinds=["personal"]
        )
    _ask(cast)
    return cast


def _take_in(cast, code, name, kind, joined, organisation=None):
    cast.agencies[code] = agencies.add_agency(
        by=cast.registrar, at=at(joined, "09:30"), code=code, name=name, kind=kind, starts_on=joined,
        organisation=organisation,
    )  # fmt: skip


def _ask(cast: Cast) -> None:
    """The council asks the fire service, whose officer then has something waiting in each partnership."""
    by, sent = cast.desk("practitioner", "FBC"), cast.calendar.working_days_ago(1, "14:10")
    with acting_as(by):
        checklist = actions.start_checklist(by=by, at=sent, voice="asker", tense="before")
        checklist = actions.save_page(checklist, next(iter(ASKED)), ASKED, by=by, at=sent, revision=checklist.revision)
        actions.send_request(checklist, by=by, at=sent, asked_agency=cast.agencies["NFR"], urgency="ordinary")
