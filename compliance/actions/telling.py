"""Formal notices: to whom a failure touched, to whoever was wrong to suspect one, and receipt of them."""

from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, locked
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from compliance import rules
from compliance.models import CaseNotice, NonComplianceCase, Untold
from protocols.actions import ask_for_document
from protocols.catalogue.clocks import as_day
from protocols.catalogue.regulators import regulator
from sharing.rules import receipt_due

S, F, Kind = NonComplianceCase.Status, NonComplianceCase.Finding, CaseNotice.Kind
_NOT_YET = "People are told of a failure once it has been found, and before the case is closed."


@transaction.atomic
def issue_notice(
    case: NonComplianceCase, *, by: Membership, at: datetime, what_failed: str, consequences: str, remedy: str,
    to_agency: Agency | None = None, people: str = "",
) -> CaseNotice:  # fmt: skip
    """Tell an agency, or the people affected, what failed, what may follow and what is done (P-12.1c, P-12.1d).

    People are reached outside this service: the notice is made for the agency to hand or send to them. Raises
    ValueError unless all three parts are there and it says to whom.
    """
    case = of_failure(case, "issue_notice", by=by, otherwise=_NOT_YET)
    if not (what_failed.strip() and consequences.strip() and remedy.strip()):
        raise ValueError("A notice says what failed, what may follow from it, and what is done about it.")
    if (to_agency is None) == (not people.strip()):
        raise ValueError("Say to which agency, or to which people.")
    if to_agency is not None:
        _refuse_again(case, to_agency)
    say_verb("issue_notice")
    return _issued(
        case, by, at, kind=Kind.FAILURE, to_agency=to_agency, people=people, what_failed=what_failed,
        consequences=consequences, remedy=remedy,
    )  # fmt: skip


@transaction.atomic
def leave_untold(
    case: NonComplianceCase,
    *,
    by: Membership,
    at: datetime,
    reason: str,
    to_agency: Agency | None = None,
    people: str = "",
) -> Untold:
    """Record why an agency, or people affected, are not told; only one's own agency reads it. ValueError without both."""
    case = of_failure(case, "leave_untold", by=by, otherwise=_NOT_YET)
    if not reason.strip():
        raise ValueError("Say why they are not told.")
    if (to_agency is None) == (not people.strip()):
        raise ValueError("Say which agency, or which people.")
    if to_agency is not None:
        _refuse_again(case, to_agency)
    say_verb("leave_untold")
    made = Untold(
        partnership_id=by.partnership_id, case=case, agency_id=by.agency_id, to_agency=to_agency, people=people, reason=reason,
        by=by, at=at,
    )  # fmt: skip
    Untold.objects.bulk_create([made])
    return made


@transaction.atomic
def confirm_notice(notice: CaseNotice, *, by: Membership, at: datetime) -> CaseNotice:
    """The agency that it is for has received it; whoever issued it is told."""
    notice = locked(notice)
    require(by, "confirm_notice", notice)
    if notice.received_at is not None:
        raise MoveRefused("Receipt of this was already confirmed.")
    say_verb("confirm_notice")
    notice.received_at, notice.received_by = at, by
    notice.save(update_fields=["received_at", "received_by"])
    tell(officers_of(notice.agency_id, as_day(at)), "notice_confirmed", at=at, link=notice.get_absolute_url(),
         reference=notice.case_reference, agency=str(by.agency))  # fmt: skip
    return notice


def give_reasons(case: NonComplianceCase, reasons: str, *, by: Membership, at: datetime) -> None:
    """Every agency that wrote is given the reasons in writing, each under the case it wrote in (P-12.2d)."""
    for one, agency in rules.accusers(case):
        _issued(one, by, at, kind=Kind.NO_FAILURE, to_agency=agency, reasons=reasons)


def _issued(case, by, at, **facts) -> CaseNotice:
    to_agency = facts["to_agency"]
    # An agency that wrote knows the matter under the reference of its own case, also where that was joined to this one.
    wrote = {agency: one.reference for one, agency in rules.accusers(case)}
    reference = wrote.get(to_agency, case.reference)
    notice = CaseNotice(
        partnership_id=by.partnership_id, case=case, case_reference=reference, agency_id=by.agency_id, issued_by=by,
        issued_at=at, receipt_due_at=receipt_due(at) if to_agency else None,
        party_ids=[by.agency_id, *([to_agency.pk] if to_agency else [])], **facts,
    )  # fmt: skip
    notice.save(force_insert=True)
    finding = NonComplianceCase.Finding(case.finding).label
    watches = regulator(as_day(at))
    context = {
        "reference": reference, "marking": "OFFICIAL-SENSITIVE", "sender": str(by.agency),
        "receiver": str(to_agency) if to_agency else "", "people": notice.people, "written_by": by.named,
        "sent": rules.moment_words(at), "finding": finding, "what_failed": notice.what_failed,
        "consequences": notice.consequences, "remedy": notice.remedy, "reasons": notice.reasons,
        # As it is called today: a paper of then keeps the name of then (P-12.4).
        "regulator": watches.name, "complaints": watches.complaints,
    }  # fmt: skip
    ask_for_document(notice.kind, record=notice, title=f"{notice.get_kind_display()}, {reference}", context=context,
                     party_ids=notice.party_ids, by=by, at=at)  # fmt: skip
    if to_agency:
        due = rules.words_of(as_day(receipt_due(at)))
        tell(officers_of(to_agency.pk, as_day(at)), f"{notice.kind}_received", at=at, link=notice.get_absolute_url(),
             reference=reference, agency=str(by.agency), due=due)  # fmt: skip
    return notice


def of_failure(case: NonComplianceCase, verb: str, *, by: Membership, otherwise: str) -> NonComplianceCase:
    """The case, locked, in which a failure was found and that is not closed; MoveRefused in words for any other."""
    case = locked(case)
    require(by, verb, case)
    if case.status != S.FOUND or case.finding != F.FAILURE or case.joined_to_id:
        raise MoveRefused(otherwise)
    return case


def _refuse_again(case, agency):
    if agency.pk == case.agency_id:
        raise MoveRefused("An agency does not write to itself.")
    if case.notices.filter(to_agency=agency).exists() or case.untold.filter(to_agency=agency).exists():
        raise MoveRefused(f"{agency} has a notice already, or a reason why it is not told.")
