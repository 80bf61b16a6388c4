"""Saying that something went wrong: in one's own agency, or in writing to another one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.tenancy import say_verb
from compliance import rules
from compliance.models import Allegation, CaseChange, CaseParty, NonComplianceCase, Report
from protocols.actions import ask_for_document
from protocols.catalogue.clocks import as_day
from protocols.models import Version

Origin, Part = NonComplianceCase.Origin, CaseParty.Part


@transaction.atomic
def report_concern(*, by: Membership, at: datetime, what: str, happened: str = "", done: str = "") -> NonComplianceCase:
    """Something went wrong here: anybody may say so, in three fields. The own officers are told at once (P-12.6).

    It opens nothing about any person: the officers take it up, or say why not. Raises ValueError without a word of it.
    """
    require(by, "report_concern", NonComplianceCase)
    if not what.strip():
        raise ValueError("Say what went wrong.")
    say_verb("report_concern")
    case = _opened(by, at, "report_concern", Origin.OWN, by.agency)
    report = Report(
        partnership_id=by.partnership_id, case=case, agency_id=by.agency_id, reported_by=by, reported_at=at, what=what,
        happened=happened, done=done,
    )  # fmt: skip
    report.save(force_insert=True)
    tell(officers_of(by.agency_id, as_day(at)), "concern_reported", at=at, link=case.get_absolute_url(),
         reference=case.reference, due=rules.words_of(case.due_on))  # fmt: skip
    return case


@transaction.atomic
def allege(
    *, by: Membership, at: datetime, agency: Agency, about: str, what: str, happened: str, evidence: str = "",
    version: Version | None = None, clause_slug: str = "",
) -> NonComplianceCase:  # fmt: skip
    """Write to another agency that it did not keep to what was agreed: delivered now, and never changed (P-12.2a).

    The case is the other agency's own. Its officers are told in the same transaction. Raises ValueError for a clause
    that the version does not hold, or without what and when.
    """
    require(by, "allege", NonComplianceCase)
    if agency.pk == by.agency_id:
        raise MoveRefused("For your own agency, say that something went wrong instead.")
    if not (about.strip() and what.strip() and happened.strip()):
        raise ValueError("Say what happened and when, and in a few words what it is about.")
    clause = rules.clause_of(version, clause_slug)
    if clause_slug and clause is None:
        raise ValueError("That version holds no such clause.")
    say_verb("allege")
    case = _opened(by, at, "allege", Origin.ALLEGATION, agency)
    written = Allegation(
        partnership_id=by.partnership_id, case=case, agency_id=by.agency_id, written_by=by, sent_at=at, about=about, what=what,
        happened=happened, evidence=evidence, version=version, clause_slug=clause_slug,
    )  # fmt: skip
    written.save(force_insert=True)
    context = {
        "reference": case.reference, "marking": "OFFICIAL-SENSITIVE", "sender": str(by.agency), "receiver": str(agency),
        "written_by": by.named, "sent": rules.moment_words(at), "about": about, "what": what, "happened": happened,
        "evidence": evidence, "clause": rules.clause_words(version, clause), "due": rules.day_words(case.due_on),
    }  # fmt: skip
    ask_for_document("allegation", record=case, title=f"Allegation {case}", context=context, party_ids=case.party_ids,
                     by=by, at=at)  # fmt: skip
    tell(officers_of(agency.pk, as_day(at)), "allegation_received", at=at, link=case.get_absolute_url(),
         reference=case.reference, agency=str(by.agency), due=rules.words_of(case.due_on))  # fmt: skip
    return case


def _opened(by, at, verb, origin, agency) -> NonComplianceCase:
    parts: list[tuple[UUID, str]] = [(agency.pk, Part.OWNER)]
    if by.agency_id != agency.pk:
        parts.append((by.agency_id, Part.ACCUSER))
    case = NonComplianceCase(
        partnership_id=by.partnership_id, reference=next_reference(by.partnership, "NC", as_day(at).year), origin=origin,
        agency=agency, opened_at=at, due_on=rules.finding_due(at), party_ids=[key for key, _ in parts],
        remind_at=rules.reading_due(at),
    )  # fmt: skip
    case.save(force_insert=True)
    common = {"partnership_id": by.partnership_id, "case": case}
    CaseParty.objects.bulk_create(CaseParty(**common, agency_id=key, part=part, created_at=at) for key, part in parts)
    CaseChange.objects.bulk_create([CaseChange(**common, verb=verb, target=case.status, by=by, at=at)])
    return case
