"""Boards and versions for tests, in any status, made by the same actions as the product makes them."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

from django.db import connections, transaction

from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, carry_out
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols import actions, lifecycle
from protocols.actions.documents import templates
from protocols.models import Document, Version
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON

S = Version.Status
EFFECTIVE = date(2026, 12, 1)
ON_THE_DAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
CLAUSES = (
    {"number": "1.1", "text": "Partners share what keeps people safe.", "items": ["quickly", "carefully"]},
    {"number": "1.2", "text": "Whoever gives information says who may have it."},
    {"table": {"header": ["Item", "Rule"], "rows": [["Paper", "Locked away"]]}},
)


@dataclass(frozen=True)
class Board:
    """A partnership of three agencies, each with a head and an officer, and a stranger outside every version."""

    registrar: Membership
    council: Agency
    police: Agency
    fire: Agency
    outside: Agency
    author: Membership
    approver: Membership
    heads: dict
    officers: dict
    stranger: Membership

    def head(self, agency: Agency) -> Membership:
        return self.heads[agency.pk]

    def officer(self, agency: Agency) -> Membership:
        return self.officers[agency.pk]

    @property
    def signatories(self) -> list[tuple]:
        return [(self.council, True, "responsible authority"), (self.police, True, ""), (self.fire, False, "")]


def board() -> Board:
    registrar = agencies.partnership()
    council, police, fire, outside = (
        agencies.agency(registrar, kind=kind) for kind in ("council", "police", "fire", "voluntary")
    )
    inside = (council, police, fire)
    return Board(
        registrar, council, police, fire, outside,
        author=agencies.member(registrar, council, Role.BOARD_ADMINISTRATOR, job_title="Partnership Manager"),
        approver=agencies.member(registrar, police, Role.BOARD_ADMINISTRATOR, job_title="Board Secretary"),
        heads={one.pk: agencies.member(registrar, one, Role.HEAD, job_title="Chief Officer") for one in inside},
        officers={one.pk: agencies.member(registrar, one, Role.OFFICER) for one in inside},
        stranger=agencies.member(registrar, outside, Role.HEAD, Role.OFFICER),
    )  # fmt: skip


def do(action, *args, by: Membership, at: datetime = NOON, **words):
    """Carry out an action as a member, inside that member's door."""
    with acting_as(by):
        return action(*args, by=by, at=at, **words)


def see(made: Board, record):
    """The record as it now is; the registrar sees everything of the partnership."""
    with acting_as(made.registrar):
        return type(record).objects.get(pk=record.pk)


def empty(made: Board, *, reference: str = "", number: str = "1.0", minimum: int = 2) -> Version:
    """A version without text, of a new protocol."""
    protocol = do(
        actions.draft_protocol, by=made.author, reference=reference, title="Harbour Safety Protocol", tier=2,
        no_parent_reason="The charter is being written.", minimum_signatures=minimum,
    )  # fmt: skip
    return do(actions.start_version, protocol, by=made.author, number=number)


def draft(made: Board, *, effective_on: date = EFFECTIVE, **words) -> Version:
    """A draft with text, dates, facts and three signatories."""
    found = empty(made, **words)
    do(actions.add_section, found, by=made.author, heading="Introduction", clauses=list(CLAUSES))
    do(
        actions.edit_details,
        found,
        by=made.author,
        effective_on=effective_on,
        review_months=24,
        channels=["secure_email"],
    )
    do(actions.name_facts, found, by=made.author, purposes=["Preventing crime"], data_items=[("Address", "personal")],
       provisions=["CDA-115"])  # fmt: skip
    return do(actions.name_parties, found, by=made.author, signatories=made.signatories)


def sign_as(made: Board, found: Version, *signers: Agency, at: datetime = NOON) -> None:
    """The heads of these agencies sign."""
    for agency in signers:
        do(actions.sign, place(made, found, agency), by=made.head(agency), at=at)


def place(made: Board, found: Version, agency: Agency):
    with acting_as(made.registrar):
        return found.parties.select_related("agency", "version").get(agency=agency)


def version(made: Board, status: str = S.DRAFT, *, signed: tuple = (), **words) -> Version:
    """A version in a status. Out for signing, `signed` agencies have signed; in force, the council and the police."""
    found = draft(made, **words)
    if status == S.CONSULTATION:
        do(actions.consult, found, by=made.author, ends_on=(NOON + timedelta(days=14)).date())
    elif status == S.WITHDRAWN:
        do(actions.withdraw, found, by=made.author, reason="Another protocol covers it.")
    elif status != S.DRAFT:
        do(actions.submit, found, by=made.author)
        if status != S.APPROVAL:
            do(actions.approve, found, by=made.approver)
            sign_as(made, found, *(signed if status == S.SIGNING else (made.council, made.police)))
            if status != S.SIGNING:
                do(actions.bring_into_force, found, by=made.registrar, at=ON_THE_DAY)
                if status == S.SUPERSEDED:
                    replace(made, found)
    return see(made, found)


def replace(
    made: Board, old: Version, *, number: str = "2.0", on: datetime = ON_THE_DAY + timedelta(days=30)
) -> Version:
    """An amendment that takes the place of a version in force."""
    new = do(actions.amend, old, by=made.author, at=ON_THE_DAY, number=number, change_summary="Clearer words.")
    do(actions.edit_details, new, by=made.author, at=ON_THE_DAY, effective_on=on.date())
    do(actions.submit, new, by=made.author, at=ON_THE_DAY)
    do(actions.approve, new, by=made.approver, at=ON_THE_DAY)
    sign_as(made, new, made.council, made.police, at=ON_THE_DAY)
    do(actions.bring_into_force, new, by=made.registrar, at=on)
    return see(made, new)


# How each move of the table is made by somebody who may.
MOVERS = {
    "consult": lambda made, one: do(actions.consult, one, by=made.author, ends_on=date(2026, 12, 9)),
    "submit": lambda made, one: do(actions.submit, one, by=made.author, note="The board meets early."),
    "send_back": lambda made, one: do(actions.send_back, one, by=made.approver, reason="Clause 1.2 is unclear."),
    "approve": lambda made, one: do(actions.approve, one, by=made.approver),
    "bring_into_force": lambda made, one: do(actions.bring_into_force, one, by=made.registrar, at=ON_THE_DAY),
    "supersede": lambda made, one: do(supersede, one, by=made.registrar),
    "withdraw": lambda made, one: do(actions.withdraw, one, by=made.author, reason="Another protocol covers it."),
}


def signed_for(made, move):
    """Who has signed, so that nothing but the table is between a version and the move."""
    return (made.council, made.police) if move.verb == "bring_into_force" else ()


def supersede(one: Version, *, by: Membership, at: datetime) -> Version:
    return carry_out(lifecycle.SUPERSEDE, one, by=by, at=at)


def force(member: Membership, change) -> None:
    """Write past every rule in Python, as somebody whom the database knows: what does it say by itself?"""
    with acting_as(member, "force"), transaction.atomic():
        change()


def race(number: int, act) -> Counter:
    """Do one thing in so many threads at once: how many "moved", how many were "refused"; any other error by name."""
    start, told = Barrier(number), []

    def run():
        try:
            start.wait()
            act()
            told.append("moved")
        except MoveRefused:
            told.append("refused")
        except Exception as error:
            told.append(repr(error))
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(told)


SHEET = {
    "reference": "TS-M-2026-0001", "name": "Harbour case meeting", "when": "Thursday 26 November 2026, 10:00am",
    "place": "Town Hall", "chair": "Person 1, Agency AG1", "marking": "RESTRICTED", "scheme": "",
    "definition": "Somebody in a case can be recognised.", "rules": [["Paper", "Locked away"]], "no_rules_note": "",
    "instruction": "", "protocols": [["Harbour Partnership Protocol", "3.0"]], "declarations": ["Only for the purpose."],
    "rows": [{"name": "Person 2", "representing": "Agency AG2", "signed": "", "note": ""}], "blanks": 10,
    "sign_url": "http://localhost/sign/", "qr_svg": "",
}  # fmt: skip


# A kind for tests: drawn as a sheet is, and read by whoever the document is for.
PAPER = "tested_paper"
templates(tested_paper="pdf/sheet.html", formal=[PAPER])


def document(by: Membership, record, parties=None, kind=PAPER, **context) -> Document:
    """A paper that somebody asked for; readable by the record's agencies unless others are given. A worker in a process of
    its own knows only the kinds of the product."""
    return do(
        actions.ask_for_document, kind, by=by, record=record, title="Signing-in sheet",
        context={**SHEET, **context}, party_ids=record.party_ids if parties is None else parties,
    )  # fmt: skip
