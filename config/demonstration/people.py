"""Who belongs to the demonstration, and as whom can one sign in? Agencies, people, and who may decide what."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from agencies import actions
from agencies.models import Agency, Membership, Person
from agencies.roles import Role
from agencies.tenancy import acting_as
from config.demonstration.calendar import Calendar, at

# Agencies that began later say so in the story.
FOUNDED = "2013-09-02"
HOST = "NCC"
KINDS = {
    "county council": Agency.Kind.COUNCIL,
    "district council": Agency.Kind.COUNCIL,
    "police": Agency.Kind.POLICE,
    "fire and rescue": Agency.Kind.FIRE,
    "integrated care board": Agency.Kind.HEALTH,
    "NHS trust": Agency.Kind.TRUST,
    "probation": Agency.Kind.PROBATION,
    "registered housing provider": Agency.Kind.HOUSING,
    "voluntary": Agency.Kind.VOLUNTARY,
}
# The part before the @ for whoever is the first of an agency in a role; others are called by their job.
DESKS = {
    Role.HEAD: "head",
    Role.OFFICER: "officer",
    Role.PRACTITIONER: "practitioner",
    Role.AUDITOR: "auditor",
    Role.BOARD_ADMINISTRATOR: "board.admin",
    Role.DATA_PROTECTION_OFFICER: "dpo",
    Role.CALDICOTT_GUARDIAN: "caldicott",
    Role.SENIOR_RISK_OWNER: "risk.owner",
    Role.ASSET_OWNER: "asset.owner",
}
# Where the first practitioner named is a manager, somebody from the front line sits at the desk instead.
FRONT_LINE = {"EDC": "edc-asb-officer"}
# One person with two memberships, who picks which one they act in.
SAME_PERSON = {"nfr-data-protection-officer": "dpo@ncc"}
BOARD_SECRETARY = {"key": "edc-board-secretary", "title": "Board Secretary", "roles": ["board_administrator"]}
OPERATOR = "operator@northmere.example"
# The one capacity that comes from the partnership's own charter and from no law.
SIGNATORY = "signatory only"
# Kinds of data as decisions name them, where the story says it in the words of the law.
DATA_KINDS = {"criminal": "offences"}


@dataclass
class Cast:
    """Everybody: agencies by code; members by the key of the story and by address, "officer@npc"."""

    registrar: Membership
    calendar: Calendar
    agencies: dict[str, Agency] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)

    def desk(self, name: str, code: str) -> Membership:
        """Who sits at a desk of an agency: head, officer, practitioner, auditor …"""
        return self.members[f"{name}@{code.lower()}"]

    @property
    def board(self) -> Membership:
        """The board administrator of the agency that keeps the board's papers."""
        return self.desk("board.admin", HOST)


def found(told: dict, calendar: Calendar) -> Cast:
    """Found the partnership and let everybody in; the registrar begins and the board administrator goes on."""
    partnership = told["partnership"]
    founded = calendar.moment(FOUNDED)
    registrar = actions.found_partnership(slug=partnership["slug"], name=partnership["name"], prefix="NM", at=founded)
    cast = Cast(registrar, calendar)
    host, *others = sorted(told["agencies"], key=lambda one: one["code"] != HOST)
    with acting_as(registrar):
        take_in(cast, host, by=registrar)
        board = next(entry for entry in host["roles"] if entry["roles"] == [Role.BOARD_ADMINISTRATOR])
        let_in(cast, HOST, board, by=registrar)
    with acting_as(cast.board):
        for one in others:
            take_in(cast, one, by=cast.board)
        for one in (host, *others):
            for entry in _entries(one):
                if entry["key"] not in cast.members:
                    let_in(cast, one["code"], entry, by=cast.board)
    for one in (host, *others):
        _name_decision_makers(cast, one)
    return cast


def name_an_operator(by: Membership, founded: datetime) -> None:
    """Somebody who looks after the service, acts for no agency and sees no record."""
    operator = Person(
        email=OPERATOR, name="Service Operator", joined_at=founded, is_operator=True, is_demonstration=True
    )
    operator.set_unusable_password()
    with acting_as(by, "name_operator"):
        operator.save(force_insert=True)


def take_in(cast: Cast, told: dict, *, by: Membership) -> None:
    """Take one agency into the partnership, in its legal capacities, from the day it joined."""
    joined = cast.calendar.day(told.get("joined_on", FOUNDED))
    cast.agencies[told["code"]] = actions.add_agency(
        by=by, at=at(joined, "09:30"), code=told["code"], name=told["name"], kind=KINDS[told["kind"]], starts_on=joined,
        controller=told["controller_legal_name"],
        capacities=[(row["capacity"], row["provision"], _since(cast, row)) for row in told["capacities"]],
    )  # fmt: skip


def _since(cast: Cast, row: dict) -> date:
    """Since when a body has a capacity: by law, on the law's own day; as a signatory, on a day of the story."""
    return cast.calendar.day(row["from"]) if row["capacity"] == SIGNATORY else date.fromisoformat(row["from"])


def let_in(
    cast: Cast, code: str, entry: dict, *, by: Membership, domain: str = "northmere", address: str = ""
) -> Membership:
    """Let one person act for an agency; `address` is that of somebody who signs in already."""
    agency = cast.agencies[code]
    desk = _desk(cast, code, entry)
    address = address or SAME_PERSON.get(entry["key"]) or desk
    member = actions.add_member(
        by=by, at=at(agency.starts_on, "10:00"), agency=agency, email=f"{address}.{domain}.example", name=entry["title"],
        job_title=entry["title"], roles=[Role(role) for role in entry["roles"]], starts_on=agency.starts_on,
        is_volunteer=entry.get("volunteer", False), is_demonstration=True,
    )  # fmt: skip
    # Known already: saves a query for each act.
    member.agency, member.partnership = agency, cast.registrar.partnership
    if "to" in entry:
        actions.end_membership(member, by=by, at=cast.calendar.moment(entry["to"], "17:00"))
    cast.members[entry["key"]] = cast.members[desk] = member
    return member


def _entries(told: dict) -> list[dict]:
    """The people of one agency as told, and what every agency needs and the story takes for granted."""
    code, entries = told["code"], list(told["roles"])
    if code == "EDC":
        entries.append(BOARD_SECRETARY)
    if not any(Role.AUDITOR in entry["roles"] for entry in entries):
        entries.append({"key": f"{code.lower()}-auditor", "title": "Internal Auditor", "roles": ["auditor"]})
    return entries


def _desk(cast: Cast, code: str, entry: dict) -> str:
    """The address of a person within the partnership: the desk they are first at, or their job."""
    role, own = Role(entry["roles"][0]), entry["key"].split("-", 1)[1].replace("-", ".")
    if entry.get("deputy"):
        return f"deputy.officer@{code.lower()}"
    if role == Role.PRACTITIONER and FRONT_LINE.get(code, entry["key"]) != entry["key"]:
        return f"{own}@{code.lower()}"
    desk = f"{DESKS[role]}@{code.lower()}"
    return desk if desk not in cast.members else f"{own}@{code.lower()}"


def _name_decision_makers(cast: Cast, told: dict) -> None:
    """The head of the agency says who may decide what, on the day after it joined (practice 4)."""
    head = cast.desk("head", told["code"])
    with acting_as(head):
        for entry in told["roles"]:
            for grant in entry.get("decides", ()):
                actions.name_decision_maker(
                    cast.members[entry["key"]], by=head, at=at(head.starts_on + timedelta(days=1), "09:00"),
                    data_kinds=[DATA_KINDS.get(kind, kind) for kind in grant["data_kinds"]], urgencies=grant["urgency"],
                    highest_marking=grant["markings"][-1],
                )  # fmt: skip
