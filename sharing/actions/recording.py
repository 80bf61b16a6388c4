"""Recording that something was shared: from the questions, or in an emergency from one short page."""

from datetime import date, datetime, time

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, line_of, locked, moved
from agencies.notices import notices, officers_of
from agencies.tenancy import say_verb
from agencies.writing import Changed
from protocols.catalogue.clocks import LONDON, as_day
from protocols.models import Clause
from sharing import lifecycle, rules
from sharing.actions.placing import place
from sharing.checklist import Due
from sharing.models import Checklist, Disclosure

Status, Route = Disclosure.Status, Disclosure.Route


def record_disclosure(
    checklist: Checklist, *, by: Membership, at: datetime, shared_at: datetime, note: str = "", clause: Clause | None = None,
    no_protocol_reason: str = "",
) -> Disclosure:  # fmt: skip
    """The sharing is recorded, whatever is still missing: that is listed, owned and dated (ruling 1).

    `note` is anything the reader should know; `clause` one of the agreement in use; `no_protocol_reason` the
    professional's words where there is none, which is no fault (TR-01). Refused for SECRET and above alone.
    Whatever stops it does so before its first row is written, so it needs no savepoint inside the door's transaction.
    """
    checklist = locked(checklist, saying="record_disclosure")
    require(by, "record_disclosure", checklist)
    checklist.agency = by.agency  # the same, as the permission has it; it need not be read again
    if checklist.status != Checklist.Status.OPEN or checklist.voice == Checklist.Voice.ASKER:
        raise MoveRefused("These questions have already become a record or a request, or are an asker's.")
    if note:
        checklist.answers = {**checklist.answers, "check": {"note": note}}
    said = rules.told(checklist)
    missing = rules.owed(rules.gaps(None, checklist, at, said.situation))
    move = lifecycle.RECORD_OWED if missing else lifecycle.RECORD

    def besides(disclosure):
        kept = {"disclosure": disclosure, "answers": checklist.answers, "saved_at": at}
        asked = disclosure.request
        told = asked is not None and asked.asking_agency_id in disclosure.party_ids
        return [
            *moved(move, checklist, by=by, at=at, **kept),
            *([line_of(asked, "record_disclosure", by=by, at=at, reason=disclosure.reference)] if told else []),
        ]

    return place(
        checklist, said, by=by, at=at, shared_at=shared_at, verb="record_disclosure", route=_route(checklist),
        clause=clause if clause and checklist.procedure_id else None, no_protocol_reason=no_protocol_reason,
        status=Status.RECORDED if missing else Status.COMPLETE, completed_at=None if missing else at,
        complete_by=rules.complete_by(missing), besides=besides,
    )  # fmt: skip


@transaction.atomic
def record_emergency(
    *, by: Membership, at: datetime, fields: dict, quick: bool = False, checklist: Checklist | None = None
) -> Disclosure:
    """One page, six fields, two needed; anyone of the agency may write it for someone else (ruling 12e).

    `fields` are the answers of the page "EM". The rest is owed within 24 hours, for a quick call within two working
    days. `checklist` is the one in which somebody turned out to be in danger: what was typed in it is carried over.
    Raises ValueError unless it says why and who was told.
    """
    require(by, "record_emergency", Disclosure)
    if not fields.get("why") or not fields.get("told"):
        raise ValueError("Why it was needed and who was told are needed to record it.")
    quick = quick or fields.get("kind") == "quick"
    fields = {**fields, "kind": "quick" if quick else "danger"}
    say_verb("record_emergency")
    checklist = _emergency_checklist(checklist, fields, by, at)
    due = rules.gap_due(Due.QUICK_CALL if quick else Due.EMERGENCY, at)

    def besides(disclosure):
        checklist.disclosure = disclosure
        return [
            Changed(checklist, ("disclosure",)),
            *notices(
                [by, *officers_of(by.agency_id, as_day(at))], "answers_owed", at=at, link=disclosure.get_absolute_url(),
                reference=disclosure.reference, due=rules.in_words(due),
            ),
        ]  # fmt: skip

    return place(
        checklist, by=by, at=at, shared_at=_moment(fields, at), verb="record_emergency", besides=besides,
        route=Route.QUICK if quick else Route.EMERGENCY, decided_by=(fields.get("decided_by") or "")[:200], complete_by=due,
    )  # fmt: skip


def _route(checklist) -> str:
    answers = checklist.answers
    if answers.get("FIG"):
        return Route.FIGURES
    return Route.PROCEDURE if checklist.procedure_id else Route.FULL


def _emergency_checklist(started, fields, by, at) -> Checklist:
    if started is not None:
        carried = locked(started).answers
        return carry_out(
            lifecycle.CARRY_OVER, started, by=by, at=at, asked="save_page", answers={**carried, "EM": fields},
            tense=Checklist.Tense.AFTER, voice=Checklist.Voice.ALONE if not started.request_id else started.voice, saved_at=at,
        )  # fmt: skip
    checklist = Checklist(
        partnership_id=by.partnership_id, agency_id=by.agency_id, started_by=by, job_title=by.job_title, started_at=at,
        saved_at=at, status=Checklist.Status.OWED, voice=Checklist.Voice.ALONE, tense=Checklist.Tense.AFTER,
        answers={"EM": fields},
    )  # fmt: skip
    checklist.save(force_insert=True)
    return checklist


def _moment(fields, at: datetime) -> datetime:
    """When it was said: the day and time given, or now. Fields come as ISO text; what cannot be read is now."""
    try:
        day = date.fromisoformat(fields["shared_on"])
        spoken = time.fromisoformat(fields["shared_at"]) if fields.get("shared_at") else time(0, 0)
    except (KeyError, TypeError, ValueError):
        return at
    return datetime.combine(day, spoken, tzinfo=LONDON)
