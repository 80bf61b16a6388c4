"""Requests, checklists and records for tests, made by the same actions as the product makes them."""

import threading
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from agencies.actions import name_decision_maker
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import RetentionRule
from sharing import actions
from sharing.models import Checklist, Disclosure, Dispute, DisputeNote, Request
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON

LATER = NOON + timedelta(hours=1)
DAY = NOON.date()

# Every page of the full route, answered without a doubt, for a housing officer telling the police of a worry.
ANSWERS = {
    "S1": {"want": "share"},
    "S2": {"danger": "no"},
    "S3": {"who": "living"},
    "S4": {"people": [{"reference": "HO-3382, T.W., born about 1968", "part": "at_risk", "child": "no"}]},
    "S5": {"procedure": "none"},
    "S6": {"kinds": ["location", "concern"]},
    "1a": {"purpose": "danger", "why": "He has not been seen for four nights. Officers can look where we cannot."},
    "1b": {"helps": ["harmed"]},
    "2b": {"changes": ["outcome"]},
    "2c": {"basis": "job", "task": "housing"},
    "3e": {"kinds": ["none"]},
    "3b": {"less": "least"},
    "3c": {"other_way": "no"},
    "3d": {"effect": "little"},
    "3f": {"effects": ["hurt"], "note": "He may be lying hurt."},
    "3a": {"aims": ["safety"]},
    "3": {"judgement": "Where he sleeps and that he is missing is the least that lets somebody look for him."},
    "4a": {"sure": "today", "source": "our outreach log"},
    "4b": {"matched": ["name", "face"]},
    "4c": {"made_of": ["fact"]},
    "5a": {"source": "ours"},
    "6a": {"agreed": "not_asked"},
    "6d": {"told": "unreachable", "unreachable_why": "He is the one who is missing."},
    "7": {"confidence": "no"},
    "7L": {"live": "no"},
    "9": {"channel": "service", "marking": "official"},
}
EMERGENCY = {"why": "She was in danger from her former partner.", "told": "", "told_who": "control room"}


@dataclass(frozen=True)
class World:
    """A partnership of three agencies: one that shares, one that receives, and a stranger to both."""

    registrar: Membership
    ours: Agency
    theirs: Agency
    strangers: Agency
    sharer: Membership
    colleague: Membership
    officer: Membership
    head: Membership
    asker: Membership
    receiver: Membership
    stranger: Membership

    def recipients(self) -> dict:
        return {"recipients": [{"agency": self.theirs.name, "role": "Inspector", "use": "Sends an officer today"}]}


def world() -> World:
    """A new one; the receiver is the designated officer of the other agency, the stranger that of a third."""
    registrar = agencies.partnership()
    ours, theirs, strangers = (agencies.agency(registrar, kind=kind) for kind in ("council", "police", "housing"))
    return World(
        registrar, ours, theirs, strangers,
        sharer=agencies.member(registrar, ours),
        colleague=agencies.member(registrar, ours, job_title="Social Worker"),
        officer=agencies.member(registrar, ours, Role.OFFICER, job_title="Information Lead"),
        head=agencies.member(registrar, ours, Role.HEAD, job_title="Chief Executive"),
        asker=agencies.member(registrar, theirs, job_title="Sergeant"),
        receiver=agencies.member(registrar, theirs, Role.OFFICER, job_title="Disclosure Officer"),
        stranger=agencies.member(registrar, strangers, Role.OFFICER, Role.HEAD, job_title="Housing Lead"),
    )  # fmt: skip


def world_of(board) -> World:
    """The same among the people of a board that agrees on protocols: the council shares, the police ask."""
    return World(
        board.registrar, board.council, board.police, board.outside,
        sharer=agencies.member(board.registrar, board.council),
        colleague=agencies.member(board.registrar, board.council, job_title="Social Worker"),
        officer=board.officer(board.council), head=board.head(board.council),
        asker=agencies.member(board.registrar, board.police, job_title="Sergeant"),
        receiver=board.officer(board.police), stranger=board.stranger,
    )  # fmt: skip


def checklist(world: World, by: Membership | None = None, answers: dict | None = None, **more) -> Checklist:
    """An open checklist with these answers; every page answered, for the other agency, unless others are given."""
    by = by or world.sharer
    told = {**ANSWERS, "2a": world.recipients()} if answers is None else answers
    with acting_as(by):
        made = actions.start_checklist(by=by, at=NOON, **{"voice": "alone", "tense": "before", **more})
        if told:  # in one go, as a page with several questions is saved
            made = actions.save_page(made, next(iter(told)), told, by=by, at=NOON, revision=made.revision)
    return made


def disclosure(world: World, answers: dict | None = None, **more) -> Disclosure:
    """A record made by the sharer; complete unless other answers are given."""
    made = checklist(world, answers=answers)
    with acting_as(world.sharer):
        return actions.record_disclosure(made, by=world.sharer, at=NOON, shared_at=NOON, **more)


def owed(world: World) -> Disclosure:
    """A record with everything still missing but whom it went to."""
    return disclosure(world, answers={"2a": world.recipients()})


def emergency(world: World, by: Membership | None = None, **fields) -> Disclosure:
    """A call at night to the other agency, written down by the sharer."""
    by = by or world.sharer
    with acting_as(by):
        return actions.record_emergency(by=by, at=NOON, fields={**EMERGENCY, "told": world.theirs.name, **fields})


def request(world: World, *, kinds=("location",), urgency="ordinary") -> Request:
    """The other agency's practitioner asks ours."""
    asked = {"S6": {"kinds": list(kinds)}, "1a": ANSWERS["1a"], "S4": ANSWERS["S4"]}
    made = checklist(world, by=world.asker, answers=asked, voice="asker")
    with acting_as(world.asker):
        return actions.send_request(made, by=world.asker, at=NOON, asked_agency=world.ours, urgency=urgency)


def refused(world: World, outcome="refused", by: Membership | None = None, **asked) -> Request:
    """A request of the other agency that our colleague, or who is named, has refused, with an offer instead."""
    decider = decision_maker(world, by)
    made = request(world, **asked)
    with acting_as(decider):
        actions.decide(
            made, by=decider, at=NOON, outcome=outcome, reason_code="not_needed", reason="Names are not needed for this.",
            effect_of_not_sharing="Officers may look in the wrong place.", offered_instead="Figures by street.",
        )  # fmt: skip
    return made


def dispute(world: World, asked: Request | None = None, **more) -> Dispute:
    """The other agency's asker does not accept it."""
    asked = asked or refused(world)
    with acting_as(world.asker):
        return actions.open_dispute(
            asked, by=world.asker, at=NOON, why="Figures do not find anybody.", would_do="The street and the hours.", **more
        )


def discussion(world: World, dispute: Dispute, by: Membership | None = None, **more) -> DisputeNote:
    """Both officers have talked; ours writes it down unless another is named."""
    by = by or world.officer
    told = {"talked_on": DAY, "who": "Both officers", "said": "We read the law in two ways.", **more}
    with acting_as(by):
        return actions.log_discussion(dispute, by=by, at=NOON, **told)


def decision_maker(world: World, member: Membership | None = None, *, starts=NOON, **limits) -> Membership:
    """Our colleague, who may answer requests since the day given."""
    member = member or world.colleague
    with acting_as(world.head):
        name_decision_maker(member, by=world.head, at=starts, **limits)
    return member


def retention_rule(member: Membership, code: str, months: int | None) -> RetentionRule:
    """A line of the schedule of the member's agency."""
    rule = RetentionRule(
        partnership_id=member.partnership_id, agency_id=member.agency_id, code=code, record_type="disclosure",
        trigger="Matter closed", months=months, then="review", approved_by=member, approved_at=NOON,
    )  # fmt: skip
    with acting_as(member, "approve_schedule"):
        rule.save(force_insert=True)
    return rule


def race(members: list[Membership], act) -> list[str]:
    """Six people do the same at the same moment, each on a connection of their own; how each of them fared."""
    start, fared = threading.Barrier(len(members)), []

    def one(member):
        try:
            with acting_as(member):
                start.wait(timeout=10)
                act(member)
            fared.append("done")
        except MoveRefused:
            fared.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(fared)


ONE_DONE_FIVE_REFUSED = ["done", *["refused"] * 5]
