"""Who asked whether something may be passed on? The district for its mediator, with the constabulary's agreement; and the
landlord, which still waits for an answer."""

from typing import Any

from agencies.tenancy import acting_as
from config.demonstration.people import Cast
from config.demonstration.sharing import THINKING
from sharing import actions
from sharing.models import Checklist, Disclosure, OnwardRequest

# What the officer has answered when the question comes up whose information it is.
SO_FAR = ("S1", "S2", "S3", "S4", "S6", "1a", "2a", "5a")
MEDIATION: dict[str, Any] = {
    "kind": OnwardRequest.Kind.PASS_ON,
    "to_body": "Even Keel Mediation, which works for the council under a contract that binds it to the protocol",
    "what": "Two lines of what you brought to the Fen Court conference: when the trouble happens, and what was tried.",
    "why": "Both households have agreed to mediation. One mediator would have them, for a first visit that is safe.",
}
TIMES_ONLY = "It helps, and it costs the household little. Nothing about offences goes with it."
POSSESSION: dict[str, Any] = {
    "kind": OnwardRequest.Kind.NEW_USE,
    "what": "The dates of the incidents at Fen Court, without who reported them.",
    "why": "We were given them for the conference. We want to rely on the dates in a notice before a claim for possession, "
    "and would otherwise write to every neighbour again.",
}


def begin_mediation(cast: Cast, told: dict, paper: Disclosure) -> Checklist:
    """The district's officer comes to the question whether the constabulary has agreed, and asks it now."""
    by, asked = cast.members[told["from"]["by"]], cast.calendar.moment("2026-09-02T11:15")
    answers = cast.calendar.answers({code: told["answers"][code] for code in SO_FAR})
    answers["5a"] = {**answers["5a"], "agency": f"{cast.agencies['NPC'].name}, {paper.reference}"}
    answers["5c"] = {"agreed": "ask"}
    with acting_as(by):
        checklist = actions.start_checklist(by=by, at=asked - THINKING, voice="alone", tense="before")
        checklist = actions.save_page(
            checklist, next(iter(answers)), answers, by=by, at=asked - THINKING / 2, revision=checklist.revision
        )
        actions.ask_owner(by=by, at=asked, disclosure=paper, checklist=checklist, **MEDIATION)
    return checklist


def agree_to_mediation(cast: Cast, told: dict) -> OnwardRequest:
    """The owner of the constabulary's information agrees, on a condition."""
    owner = cast.members["npc-asset-owner"]
    with acting_as(owner):
        asked = OnwardRequest.objects.get(status=OnwardRequest.Status.SENT)
        return actions.answer_onward(
            asked, by=owner, at=cast.calendar.moment("2026-09-09T15:40"), outcome=OnwardRequest.Status.CONDITIONS,
            conditions=told["answers"]["5c"]["conditions"], why=TIMES_ONLY,
        )  # fmt: skip


def ask_and_wait(cast: Cast, paper: Disclosure) -> OnwardRequest:
    """The landlord wants to use the constabulary's paper for something else; nobody has answered yet."""
    manager = cast.desk("officer", "MGH")
    with acting_as(manager):
        return actions.ask_owner(
            by=manager, at=cast.calendar.working_days_ago(3, "14:20"), disclosure=paper, **POSSESSION
        )
