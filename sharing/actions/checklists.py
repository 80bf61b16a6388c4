"""Filling in the questions: saved at every page, taken over by a colleague, given up."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from protocols.models import Version
from sharing import lifecycle, rules
from sharing.actions.onward import withdraw_onward
from sharing.actions.placing import refresh
from sharing.checklist import page_at
from sharing.checklist.book import BY_CODE
from sharing.checklist.carrying import WANTS
from sharing.models import Checklist, Disclosure, OnwardRequest, Request

_CLOSED = frozenset({Request.Status.REFUSED, Request.Status.WITHDRAWN})


@transaction.atomic
def start_checklist(
    *, by: Membership, at: datetime, voice: str, tense: str, request: Request | None = None,
    procedure: Version | None = None,
) -> Checklist:  # fmt: skip
    """Begin the questions. With a request they are the sharer's part of it; from a procedure's page, the short form."""
    require(by, "start_checklist", Checklist)
    if request is not None:
        if request.asked_agency_id != by.agency_id:
            raise MoveRefused("This was asked of another agency.")
        if request.status in _CLOSED:
            raise MoveRefused(f"The request is {request.get_status_display().lower()}.")
        voice = Checklist.Voice.SHARER
    say_verb("start_checklist")
    checklist = Checklist(
        partnership_id=by.partnership_id, agency_id=by.agency_id, started_by=by, job_title=by.job_title, started_at=at,
        saved_at=at, voice=voice, tense=tense, request=request, procedure=procedure,
        answers={} if request or procedure else _chosen(voice, tense),
    )  # fmt: skip
    checklist.save(force_insert=True)
    return checklist


@transaction.atomic
def save_page(
    checklist: Checklist,
    page: str,
    answers: dict,
    *,
    by: Membership,
    at: datetime,
    revision: int,
    verb: str = "save_page",
) -> Checklist:
    """Keep the answers of one page, named by its code or its place in the address.

    `answers` is {field: value}, or {code: {field: value}} for a page that shows several together. Refused when the
    checklist was saved by somebody else since `revision` was read. After recording, what other agencies may read of
    it follows the answers, and they are told when a limit or warning changed. Raises KeyError for no such page.
    """
    checklist = locked(checklist)
    require(by, verb, checklist)
    if checklist.status not in (Checklist.Status.OPEN, Checklist.Status.OWED):
        raise MoveRefused(f"These questions are {checklist.get_status_display().lower()}.")
    if checklist.revision != revision:
        raise MoveRefused("Somebody saved these answers after you opened the page.")
    if checklist.disclosure_id and rules.held(checklist.disclosure_id, checklist.agency_id):
        raise MoveRefused(rules.HELD)
    saved = _by_code(page, answers)
    say_verb(verb)
    checklist.answers = {**checklist.answers, **saved}
    _follow(checklist, saved, by, at)
    checklist.revision += 1
    checklist.saved_at = at
    checklist.save(update_fields=["answers", "revision", "saved_at", "voice", "tense", "procedure"])
    if checklist.status == Checklist.Status.OWED and checklist.disclosure_id:
        corrected = saved.get("FU1", {}).get("correct") in ("correct", "take_back")
        refresh(locked(Disclosure(pk=checklist.disclosure_id)), checklist, by=by, at=at, corrected=corrected)
    return checklist


@transaction.atomic
def save_owed(
    disclosure: Disclosure, page: str, answers: dict, *, by: Membership, at: datetime, revision: int
) -> Checklist:
    """Keep one page of what is still owed for a record; as `save_page`. Raises MoveRefused when nothing is owed."""
    checklist = Checklist.objects.filter(disclosure=disclosure).first()
    if checklist is None:
        raise MoveRefused("The answers to this record are its giver's.")
    return save_page(checklist, page, answers, by=by, at=at, revision=revision, verb="save_owed")


@transaction.atomic
def give_up(
    checklist: Checklist, *, by: Membership, at: datetime, withdrawing: Sequence[OnwardRequest] = ()
) -> Checklist:
    """Put an unfinished checklist aside for good; nothing was recorded or sent.

    `withdrawing` are the questions asked from it of the agencies that something belongs to, which need no answer now.
    """
    checklist = carry_out(lifecycle.GIVE_UP, checklist, by=by, at=at)
    for onward in withdrawing:
        if onward.checklist_id != checklist.pk:
            raise ValueError(f"{onward} was not asked from these questions.")
        withdraw_onward(onward, by=by, at=at)
    return checklist


def _chosen(voice: str, tense: str) -> dict:
    """The door that was used answers the first question; it can still be changed."""
    want = next((want for want, chosen in WANTS.items() if chosen == (voice, tense) and want != "answer"), None)
    return {"S1": {"want": want}} if want else {}


def _by_code(page: str, answers: dict) -> dict:
    found = BY_CODE.get(page) or page_at(page)
    if found is None:
        raise KeyError(page)
    several = bool(answers) and all(code in BY_CODE and isinstance(data, dict) for code, data in answers.items())
    return answers if several else {found.code: answers}


def _follow(checklist, saved, by, at) -> None:
    """What the first pages decide is kept in columns too, for lists and rules."""
    want = saved.get("S1", {}).get("want")
    if want in WANTS and checklist.request_id is None and checklist.disclosure_id is None:
        checklist.voice, checklist.tense = WANTS[want]
    if "S5" in saved:
        reference = saved["S5"].get("procedure")
        in_force = rules.agreements(by, as_day(at)).filter(protocol__reference=reference)
        checklist.procedure = in_force.first() if reference else None
