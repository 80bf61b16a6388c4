"""What was found, what is done about it, and the end of the case."""

from datetime import date, datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from compliance import lifecycle, rules
from compliance.actions.investigating import note, raised_by
from compliance.actions.telling import give_reasons, of_failure
from compliance.models import CaseNote, Investigation, NonComplianceCase, Remedy
from protocols.catalogue.clocks import as_day

F = NonComplianceCase.Finding
_NOT_OF_IT = "A remedy belongs to a case in which a failure was found and that is not closed."


@transaction.atomic
def make_finding(
    case: NonComplianceCase, *, by: Membership, at: datetime, finding: str, findings: str, reasons: str = ""
) -> NonComplianceCase:
    """There was a failure, there was none, or it could not be determined; for it and for the cases joined to it.

    Where no failure was found, `reasons` go to every agency that wrote about it, in writing and now (TR-25). Raises
    ValueError without findings, or without reasons where they are owed.
    """
    finding = F(finding)
    if not findings.strip():
        raise ValueError("Say what was found.")
    if finding != F.FAILURE and not reasons.strip():
        raise ValueError("Give the reasons that whoever raised it will read.")
    case = carry_out(lifecycle.MAKE_FINDING, case, by=by, at=at, finding=finding, found_at=at, remind_at=None)
    for follower in case.followers.all():
        carry_out(lifecycle.MAKE_FINDING_TOO, follower, by=by, at=at, finding=finding, found_at=at)
    kept = Investigation.objects.select_for_update(of=("self",)).get(case=case)
    kept.findings, kept.reasons = findings, reasons if finding != F.FAILURE else ""
    kept.save(update_fields=["findings", "reasons"])
    for one in rules.together(case):
        tell(raised_by(one, at), "finding_made", at=at, link=one.get_absolute_url(), reference=one.reference,
             agency=str(case.agency))  # fmt: skip
    if finding != F.FAILURE:
        give_reasons(case, kept.reasons, by=by, at=at)
    return case


@transaction.atomic
def plan_remedy(case: NonComplianceCase, *, by: Membership, at: datetime, what: str, due_on: date) -> Remedy:
    """Say what is done so that it is put right, and by when; ValueError without saying what."""
    case = of_failure(case, "plan_remedy", by=by, otherwise=_NOT_OF_IT)
    if not what.strip():
        raise ValueError("Say what will be done.")
    say_verb("plan_remedy")
    remedy = Remedy(
        partnership_id=by.partnership_id, case=case, agency_id=by.agency_id, what=what, due_on=due_on, planned_by=by,
        planned_at=at,
    )  # fmt: skip
    remedy.save(force_insert=True)
    return remedy


@transaction.atomic
def finish_remedy(remedy: Remedy, *, by: Membership, at: datetime) -> Remedy:
    """It is done."""
    remedy = locked(remedy)
    require(by, "finish_remedy", remedy)
    _refuse_if_over(remedy)
    say_verb("finish_remedy")
    remedy.done_at, remedy.done_by = at, by
    remedy.save(update_fields=["done_at", "done_by"])
    return remedy


@transaction.atomic
def drop_remedy(remedy: Remedy, *, by: Membership, at: datetime, reason: str) -> Remedy:
    """It is no longer needed, for a reason that stays in the agency. Whoever read of what is done about it is told.

    ValueError without a reason.
    """
    remedy = locked(remedy)
    require(by, "drop_remedy", remedy)
    if not reason.strip():
        raise ValueError("Say why it is no longer needed.")
    _refuse_if_over(remedy)
    say_verb("drop_remedy")
    remedy.dropped_at, remedy.dropped_by, remedy.dropped_reason = at, by, reason.strip()
    remedy.save(update_fields=["dropped_at", "dropped_by", "dropped_reason"])
    _tell_of_dropped(remedy, by, at)
    return remedy


def _refuse_if_over(remedy):
    if objection := rules.remedy_over(remedy):
        raise MoveRefused(objection)


def _tell_of_dropped(remedy, by, at):
    """Whoever planned it, the officers where they were reminded of it, and each agency that has a notice of the failure."""
    case, on = remedy.case, as_day(at)
    ours = [remedy.planned_by, *(officers_of(remedy.agency_id, on) if remedy.reminded_at else [])]
    tell([one for one in ours if one.pk != by.pk], "remedy_dropped", at=at, link=case.get_absolute_url(),
         reference=case.reference)  # fmt: skip
    for notice in case.notices.filter(to_agency__isnull=False):
        tell(officers_of(notice.to_agency_id, on), "remedy_dropped_elsewhere", at=at, link=notice.get_absolute_url(),
             reference=notice.case_reference, agency=str(by.agency))  # fmt: skip


@transaction.atomic
def need_no_remedy(case: NonComplianceCase, *, by: Membership, at: datetime, reason: str) -> CaseNote:
    """There was a failure and nothing has to be put right, for a reason; ValueError without one."""
    case = of_failure(case, "need_no_remedy", by=by, otherwise=_NOT_OF_IT)
    if not reason.strip():
        raise ValueError("Say why no remedy is needed.")
    if case.remedies.exists():
        raise MoveRefused("A remedy is planned already.")
    say_verb("need_no_remedy")
    return note(case, CaseNote.Kind.NO_REMEDY, reason, by, at)


@transaction.atomic
def close_case(case: NonComplianceCase, *, by: Membership, at: datetime) -> NonComplianceCase:
    """Everything is done and everybody is told; the cases joined to it close with it."""
    case = carry_out(lifecycle.CLOSE, case, by=by, at=at, closed_at=at)
    for follower in case.followers.all():
        carry_out(lifecycle.CLOSE_TOO, follower, by=by, at=at, closed_at=at)
    for one in rules.together(case):
        tell(raised_by(one, at), "case_closed", at=at, link=one.get_absolute_url(), reference=one.reference,
             agency=str(case.agency))  # fmt: skip
    return case
