"""How is what an owner was asked shown elsewhere: on the records it is about, on those that came of it, in the questions?"""

from django.db.models import Q

from agencies.access import may
from agencies.readings import withholds
from protocols.catalogue.clocks import as_day
from sharing.models import Checklist, Disclosure, DisclosureParty, OnwardRequest
from sharing.views import wording
from sharing.views.finding import address
from sharing.views.opening import is_open

S, Kind = OnwardRequest.Status, OnwardRequest.Kind


def title_of(one) -> str:
    """What is asked, or was told, without a word of its content."""
    if one.status == S.TOLD:
        return f"{'Part of ' if one.disclosure else ''}{one.about} was passed on, because it could not wait"
    if one.kind == Kind.NEW_USE:
        return f"To use {one.about} for something else"
    return f"To pass on part of {one.about}" if one.disclosure else f"To pass on {one.about}"


def status_of(one) -> str:
    """How its tag is called, where a request says the same of itself in other words."""
    return f"onward_{one.status}" if one.status in (S.GRANTED, S.REFUSED, S.LAPSED) else one.status


def sentence_of(one) -> str:
    """Where it stands, in a sentence with its days."""
    said = {
        S.SENT: f"Asked of {one.owner_agency} on {wording.day(one.sent_at)}, not answered yet.",
        S.LAPSED: f"{one.owner_agency} did not answer in time. That is not agreement.",
        S.WITHDRAWN: f"Asked of {one.owner_agency} on {wording.day(one.sent_at)}, and withdrawn.",
        S.TOLD: f"{one.owner_agency} was told on {wording.day(one.sent_at)} that it could not wait.",
    }
    if one.status in said:
        return said[one.status]
    how = {S.GRANTED: "agreed", S.CONDITIONS: "agreed on conditions", S.REFUSED: "did not agree"}[one.status]
    return f"{one.owner_agency} {how} on {wording.day(one.answered_at)}."


def shown(member, one) -> dict:
    """One of them as a line elsewhere."""
    return {
        "reference": one.reference, "href": one.get_absolute_url(), "title": title_of(one), "sentence": sentence_of(one),
        "status": status_of(one), "conditions": wording.personal(member, one.conditions), "agreed": one.is_agreed,
    }  # fmt: skip


def onward_of(member, record, checklist, own) -> dict:
    """Of a record: what was asked about it, with what agreement it was made, and what this member may do about either.

    `checklist` are the questions behind it, for who may read them; `own` the member's side of it.
    """
    rows = _asked_of(member, record, checklist) if record.onward_asked else []
    made_with = [one for one in rows if checklist and one.checklist_id == checklist.pk]
    about = [one for one in rows if one.disclosure_id == record.pk]
    received = own is not None and own.part == DisclosureParty.Part.RECIPIENT
    said = (checklist.answers.get("5c") or {}) if checklist else {}
    to_tell = said.get("agreed") == "cannot_wait" and said.get("tell_owner") == "yes"
    return {
        "about": [shown(member, one) for one in about],
        "made_with": [_agreement(member, one, record) for one in made_with if one.status != S.WITHDRAWN],
        "may_ask": received and not withholds(member) and may(member, "ask_owner", OnwardRequest),
        "may_tell": to_tell and not any(one.status == S.TOLD for one in made_with) and may(member, "tell_owner", record),
    }  # fmt: skip


def _asked_of(member, record, checklist) -> list[OnwardRequest]:
    behind = Q(checklist=checklist) if checklist else Q()
    found = OnwardRequest.objects.visible_to(member).with_subject().select_related("answered_by")
    return list(found.filter(Q(disclosure=record) | behind).order_by("-sent_at"))


def _agreement(member, one, record) -> dict:
    """With what agreement the record was made; an answer that came afterwards is said as no more than that."""
    words = sentence_of(one).rstrip(".")
    if one.is_agreed and one.answered_at <= record.shared_at:
        done = "Passed on" if one.kind == Kind.PASS_ON else "Used"
        words = f"{done} with the agreement of {one.owner_agency} of {wording.day(one.answered_at)}"
    return {
        "words": words, "reference": one.reference, "href": one.get_absolute_url(),
        "conditions": wording.personal(member, one.conditions),
    }  # fmt: skip


def came_of(member, onward) -> dict | None:
    """The questions from which it was asked, or the record that they became: for who may see either."""
    if onward.checklist_id is None:
        return None
    record = Disclosure.objects.visible_to(member).filter(reasoning=onward.checklist_id).first()
    if record is not None:
        return {"record": record.reference, "href": record.get_absolute_url()}
    checklist = Checklist.objects.visible_to(member).filter(pk=onward.checklist_id).first()
    if checklist is None or not is_open(checklist) or not may(member, "save_page", checklist):
        return None
    return {"record": "", "href": address(member, "page", key=checklist.pk, page="owner-agreed")}


def asked_from(member, checklist) -> list[OnwardRequest]:
    """What was asked of owners from these questions, newest first."""
    found = OnwardRequest.objects.visible_to(member).filter(checklist=checklist).exclude(status=S.TOLD)
    return list(found.with_subject().select_related("answered_by").order_by("-sent_at"))


def with_agreement(answers: dict, asked: list[OnwardRequest]) -> dict:
    """The answers with what the owner answered, so that one only confirms it; what was said otherwise stands. Leave to use
    something oneself is no leave to pass it on."""
    said = answers.get("5c") or {}
    newest = next((one for one in asked if one.answered_at and one.kind == Kind.PASS_ON), None)
    if said.get("agreed") not in (None, "", "ask") or newest is None or not newest.is_agreed:
        return answers
    by, at = newest.answered_by, newest.answered_at
    assert by is not None and at is not None  # whoever agrees does so as somebody, at a time
    agreed = {
        "agreed": "yes", "agreed_on": as_day(at).isoformat(), "agreed_by": f"{by.job_title}, {newest.owner_agency}"[:120],
        "conditions": newest.conditions,
    }  # fmt: skip
    return {**answers, "5c": {**said, **agreed}}


def where_to_ask(member, checklist) -> str:
    """After question 5c says that the owner is asked now: where that is done; "" where it was done already."""
    wants = (checklist.answers.get("5c") or {}).get("agreed") == "ask" and may(member, "ask_owner", OnwardRequest)
    if not wants or any(one.is_waiting for one in asked_from(member, checklist)):
        return ""
    return f"{address(member, 'ask_owner')}?checklist={checklist.pk}"
