"""Asking the agency that information belongs to before it is passed on, answering, and telling it where nobody could wait."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, carry_out, locked
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.sweeps import claimed
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle, rules
from sharing.models import Checklist, Disclosure, OnwardChange, OnwardParty, OnwardRequest

S, Kind = OnwardRequest.Status, OnwardRequest.Kind


@transaction.atomic
def ask_owner(
    *, by: Membership, at: datetime, kind: str, what: str, why: str, disclosure: Disclosure | None = None,
    owner_agency: Agency | None = None, which: str = "", to_agency: Agency | None = None, to_body: str = "",
    checklist: Checklist | None = None,
) -> OnwardRequest:  # fmt: skip
    """Ask the agency that something belongs to whether it may be passed on, or used for something else.

    Of a record that one sees it is the agency that shared it; of other things `owner_agency`, and `which` of them.
    `checklist` is the questions from which it is asked: they stay open. Raises PermissionDenied about what one does not
    see, MoveRefused about what one's agency shared itself or no longer has, and ValueError where words are missing.
    """
    require(by, "ask_owner", OnwardRequest)
    _own_questions(checklist, by)
    if not what.strip() or not why.strip():
        raise ValueError("A question to the owner says what of theirs it is about, and why.")
    if kind == Kind.PASS_ON and not (to_agency or to_body.strip()):
        raise ValueError("It says to whom it is to be passed on.")
    say_verb("ask_owner")
    onward = _placed(
        by, at, "ask_owner", disclosure, owner_agency, which, status=S.SENT, kind=Kind(kind), checklist=checklist, what=what,
        why=why, due_at=rules.onward_due(at), remind_at=rules.onward_reminder(at),
        to_agency=to_agency if kind == Kind.PASS_ON else None, to_body=to_body if kind == Kind.PASS_ON else "",
    )  # fmt: skip
    if onward.to_agency_id == onward.owner_agency_id:
        raise ValueError(f"It belongs to {onward.owner_agency}, and is passed on to somebody else.")
    _tell_owner(onward, "onward_asked", at, due=rules.in_words(rules.onward_due(at)))
    return onward


@transaction.atomic
def answer_onward(
    onward: OnwardRequest, *, by: Membership, at: datetime, outcome: str, conditions: str = "", why: str = ""
) -> OnwardRequest:
    """Agree, agree on conditions, or not agree; whoever asked is told. An answer that comes late still counts.

    Raises PermissionDenied where nothing lets the member answer on that day, and ValueError where the conditions, or the
    reason of a refusal, are not said.
    """
    move = lifecycle.ANSWER_ONWARD[S(outcome)]
    if move.target == S.CONDITIONS and not conditions.strip():
        raise ValueError("Conditions are said in words.")
    if move.target == S.REFUSED and not why.strip():
        raise ValueError("Whoever does not agree says why.")
    onward = carry_out(
        move, onward, by=by, at=at, answered_by=by, answered_at=at, remind_at=None, answer_why=why,
        conditions=conditions if move.target == S.CONDITIONS else "",
    )  # fmt: skip
    if not rules.may_answer_onward(by, onward, as_day(at)):
        raise PermissionDenied("Answering this is not within what the head of your agency has given you to decide.")
    _tell_asker(onward, "onward_answered", at, outcome=onward.get_status_display().lower())
    return onward


@transaction.atomic
def withdraw_onward(onward: OnwardRequest, *, by: Membership, at: datetime, reason: str = "") -> OnwardRequest:
    """The answer is no longer needed; whoever was to give it is told."""
    onward = carry_out(lifecycle.WITHDRAW_ONWARD, onward, by=by, at=at, reason=reason, remind_at=None)
    _tell_owner(onward, "onward_withdrawn", at)
    return onward


@transaction.atomic
def tell_owner(
    record: Disclosure, *, by: Membership, at: datetime, cannot_wait: str, provision: str, what: str, why: str, to_body: str,
    disclosure: Disclosure | None = None, owner_agency: Agency | None = None, which: str = "",
) -> OnwardRequest:  # fmt: skip
    """Tell the agency that something belonged to that it was passed on in `record`, because it could not wait.

    `cannot_wait` is why nobody was asked first, `provision` the law or the order, in words. The record no longer says
    that the owner is still to be told. Raises as `ask_owner` does.
    """
    require(by, "tell_owner", record)
    if not all(words.strip() for words in (provision, what, why, to_body)):
        raise ValueError("It says what was passed on, to whom, why it could not wait, and under which law or order.")
    say_verb("tell_owner")
    checklist = Checklist.objects.filter(disclosure=record).first()
    onward = _placed(
        by, at, "tell_owner", disclosure, owner_agency, which, status=S.TOLD, kind=Kind.PASS_ON, checklist=checklist,
        what=what, why=why, cannot_wait=OnwardRequest.CannotWait(cannot_wait), provision=provision, to_body=to_body,
        shared_at=record.shared_at,
    )  # fmt: skip
    _has_been_told(checklist, record, at)
    _tell_owner(onward, "onward_told", at)
    return onward


@transaction.atomic
def lapse_onward(onward: OnwardRequest, *, by: Membership, at: datetime) -> OnwardRequest:
    """Nobody answered in time, which is no agreement; whoever asked is told."""
    onward = carry_out(lifecycle.LAPSE_ONWARD, onward, by=by, at=at, remind_at=None)
    _tell_asker(onward, "onward_lapsed", at)
    return onward


def watch_onward(clock: Membership, at: datetime) -> int:
    """One batch of questions to owners whose time comes near or has run out: a word to who answers, or the end of it."""
    related = ("disclosure", "asking_agency", "owner_agency", "asked_by")
    due = claimed(OnwardRequest, "onward_clocks", at, order="due_at", related=related)
    for onward in due:
        if onward.due_at <= at:
            lapse_onward(onward, by=clock, at=at)
            continue
        say_verb("remind_of_onward")
        onward.remind_at = None
        onward.save(update_fields=["remind_at"])
        _tell_owner(onward, "onward_due_soon", at, due=rules.in_words(onward.due_at))
    return len(due)


def _placed(by, at, verb, disclosure, owner_agency, which, **facts: Any) -> OnwardRequest:
    if disclosure is not None:
        _received(disclosure, by)
        owner = disclosure.agency
    elif owner_agency is None or not which.strip():
        raise ValueError("It says which agency it belongs to, and which of theirs it is.")
    else:
        owner = owner_agency
    if owner.pk == by.agency_id:
        raise MoveRefused("An agency does not ask itself.")
    if owner_agency is not None and owner_agency.pk != owner.pk:
        raise ValueError(f"{disclosure} came from {owner}.")
    onward = OnwardRequest(
        partnership_id=by.partnership_id, reference=next_reference(by.partnership, "O", as_day(at).year), sent_at=at,
        asking_agency=by.agency, owner_agency=owner, asked_by=by, disclosure=disclosure, which=which,
        party_ids=[by.agency_id, owner.pk], **facts,
    )  # fmt: skip
    onward.save(force_insert=True)
    common = {"partnership_id": by.partnership_id, "onward": onward}
    sides = ((by.agency_id, OnwardParty.Part.ASKER), (owner.pk, OnwardParty.Part.OWNER))
    OnwardParty.objects.bulk_create(
        OnwardParty(**common, agency_id=agency, part=part, created_at=at) for agency, part in sides
    )
    OnwardChange.objects.bulk_create([OnwardChange(**common, verb=verb, target=onward.status, by=by, at=at)])
    return onward


def _received(disclosure, by) -> None:
    if not Disclosure.objects.visible_to(by).filter(pk=disclosure.pk).exists():
        raise PermissionDenied("One asks about what one sees.")
    if not rules.has_received(by.agency_id, disclosure):
        raise MoveRefused("Your agency did not receive this from another.")
    if rules.disposed(by.agency_id, [disclosure.pk]):
        raise MoveRefused("Your agency has disposed of its copy of this record.")


def _own_questions(checklist, by) -> None:
    if checklist is not None and not Checklist.objects.visible_to(by).filter(pk=checklist.pk).exists():
        raise PermissionDenied("One asks from one's own questions.")


def _has_been_told(checklist, record, at) -> None:
    """The answer that the owner is still to be told follows what was done; a copy on hold is changed by nobody."""
    said = (checklist.answers.get("5c") or {}) if checklist else {}
    owed = checklist is not None and checklist.status == Checklist.Status.OWED
    if not owed or said.get("agreed") != "cannot_wait" or rules.held(record, record.agency_id):
        return
    checklist = locked(checklist)
    checklist.answers = {**checklist.answers, "5c": {**checklist.answers["5c"], "tell_owner": "told"}}
    checklist.revision += 1
    checklist.saved_at = at
    checklist.save(update_fields=["answers", "revision", "saved_at"])


def _tell_owner(onward, kind, at, **context) -> None:
    """Those who answer, and the officers, who help and chase."""
    day = as_day(at)
    told = [*rules.answerers(onward, day), *officers_of(onward.owner_agency_id, day)]
    _tell(told, kind, onward, at, agency=onward.asking_agency, **context)


def _tell_asker(onward, kind, at, **context) -> None:
    """Whoever asked, while they are there; otherwise the officers."""
    here = Membership.objects.active(as_day(at)).filter(pk=onward.asked_by_id)
    told = list(here) or officers_of(onward.asking_agency_id, as_day(at))
    _tell(told, kind, onward, at, agency=onward.owner_agency, **context)


def _tell(members, kind, onward, at, *, agency, **context) -> None:
    tell(
        members, kind, at=at, link=onward.get_absolute_url(), reference=onward.reference, agency=str(agency),
        **context,
    )  # fmt: skip
