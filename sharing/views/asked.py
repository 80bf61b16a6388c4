"""What does a request say: what is asked and why, under which agreement, how it was answered, and what came of it?"""

from agencies.readings import withholds
from protocols.models import Version
from protocols.views.finding import version_address
from sharing import checklist as questions
from sharing import rules
from sharing.models import Checklist, Request
from sharing.views import wording
from sharing.views.finding import address

S = Request.Status


def asked_context(member, request, at) -> dict:
    """The parts of the context that every page about one request has."""
    version = _agreement(member, request)
    return {
        "asked": request,
        "title": wording.asked_for(request),
        "ours": request.asking_agency_id == member.agency_id,
        "withheld": withholds(member),
        "asker": _asker(member, request),
        "purpose": wording.purpose_words(request.purpose, _agreed_purpose(request, version)),
        "checked": wording.KNEW_WORDS.get(request.caller_check, ""),
        "agreement": {
            "title": version.protocol.title,
            "number": version.number,
            "href": version_address(member, version),
        }
        if version
        else None,
        "answers": _answers(member, request, version, at),
        "decision": _decision(member, request),
        "disclosures": [
            {"reference": one.reference, "href": address(member, "disclosure", reference=one.reference)}
            for one in (request.disclosures.all() if request.status != S.SENT else ())
        ],
        "readers": wording.readers(request),
        "timeline": wording.timeline(member, request),
    }


def _asker(member, request) -> str:
    if request.asked_by:
        return wording.who(request.asked_by)
    return wording.personal(member, request.caller) or f"Somebody at {request.asking_agency}"


def _agreement(member, request):
    """The protocol or procedure that the asker named, as it stood on that day, with what its wording needs."""
    reference = (request.answers.get("S5") or {}).get("procedure")
    if not reference or reference in ("none", "unknown"):
        return None
    day = request.sent_at.date()
    found = Version.objects.visible_to(member).in_force_on(day).filter(protocol__reference=reference)
    return found.select_related("protocol").prefetch_related("data_items", "purposes").first()


def _agreed_purpose(request, version) -> str:
    """The agreement's own words for the purpose, where it is one of its own."""
    named = version.purposes.all() if version else ()
    return next((purpose.words for purpose in named if purpose.slug == request.purpose), "")


def _answers(member, request, version, at) -> list:
    """The asker's own answers in words, question by question; for an auditor which were answered, and no more."""
    asking = Checklist(
        agency=request.asking_agency, voice=Checklist.Voice.ASKER, tense=Checklist.Tense.BEFORE, answers=request.answers,
        procedure=version, saved_at=request.sent_at,
    )  # fmt: skip
    situation = rules.situation(asking)
    told = [
        (wording.question(page, situation), lines)
        for page, lines in questions.summary(situation, request.answers)
        if lines
    ]
    if withholds(member):
        return [(name, [("", wording.WITHHELD)]) for name, _ in told]
    return told


def _decision(member, request) -> dict | None:
    found = next(iter(request.decisions.all()), None) if request.status != S.SENT else None
    if found is None:
        return None
    return {
        "outcome": found.get_outcome_display(),
        "status": request.status,
        "not_given": found.not_given,
        "why": rules.REFUSAL_REASONS.get(found.reason_code, ""),
        "reason": wording.personal(member, found.reason),
        "effect": wording.personal(member, found.effect_of_not_sharing),
        "instead": wording.personal(member, found.offered_instead),
        "ring": found.whom_to_ring,
        "by": wording.who(found.by),
        "at": found.at,
    }
