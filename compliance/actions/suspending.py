"""Pausing one's own sharing towards an agency that clearly does not keep to what was agreed (P-12.3, TR-24)."""

from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from compliance import rules
from compliance.models import NonComplianceCase, SuspensionGrounds
from protocols.catalogue.clocks import as_day
from protocols.models import Protocol
from sharing.models import Suspension


@transaction.atomic
def suspend_sharing(
    *, by: Membership, at: datetime, towards: Agency, scope: str, evidence: str, protocol: Protocol | None = None,
    case: NonComplianceCase | None = None,
) -> Suspension:  # fmt: skip
    """Pause what one's own agency shares with another. It binds no other agency, and stops no record from being made.

    The other agency is told the scope; the evidence stays with one's own. Raises ValueError without either.
    """
    require(by, "suspend_sharing", SuspensionGrounds)
    if towards.pk == by.agency_id:
        raise MoveRefused("An agency does not pause sharing with itself.")
    if not (scope.strip() and evidence.strip()):
        raise ValueError("Say what is paused, and on what evidence.")
    locked(by.agency)  # of two at once, the second sees what the first has paused
    if Suspension.objects.running().filter(agency_id=by.agency_id, towards=towards, protocol=protocol).exists():
        raise MoveRefused(f"Your agency has already paused this towards {towards}.")
    say_verb("suspend_sharing")
    made = Suspension(
        partnership_id=by.partnership_id, agency_id=by.agency_id, towards=towards, scope=scope, protocol=protocol,
        started_at=at, started_by=by, review_on=rules.review_due(at), party_ids=[by.agency_id, towards.pk],
    )  # fmt: skip
    made.save(force_insert=True)
    SuspensionGrounds(
        partnership_id=by.partnership_id, suspension=made, agency_id=by.agency_id, evidence=evidence, case=case
    ).save(force_insert=True)
    trace(made, "suspend_sharing", by=by, at=at)
    _tell(made, "sharing_paused", by, at, review=rules.words_of(made.review_on))
    return made


@transaction.atomic
def renew_suspension(suspension: Suspension, *, by: Membership, at: datetime, evidence: str = "") -> Suspension:
    """Looked at again, and it stays paused for another 28 days (CLK-SUSP); what has become known since may be added."""
    suspension, grounds = _running(suspension, "renew_suspension", by)
    say_verb("renew_suspension")
    suspension.review_on, suspension.reminded_at = rules.review_due(at), None
    suspension.save(update_fields=["review_on", "reminded_at"])
    if evidence.strip():
        grounds.evidence = f"{grounds.evidence}\n\n{rules.day_words(as_day(at))}: {evidence}"
        grounds.save(update_fields=["evidence"])
    trace(suspension, "renew_suspension", by=by, at=at)
    _tell(suspension, "pause_renewed", by, at, review=rules.words_of(suspension.review_on))
    return suspension


@transaction.atomic
def lift_suspension(suspension: Suspension, *, by: Membership, at: datetime) -> Suspension:
    """One's own agency shares with the other again; it is told at once."""
    suspension, _grounds = _running(suspension, "lift_suspension", by)
    say_verb("lift_suspension")
    suspension.lifted_at, suspension.lifted_by = at, by
    suspension.save(update_fields=["lifted_at", "lifted_by"])
    trace(suspension, "lift_suspension", by=by, at=at)
    _tell(suspension, "sharing_resumed", by, at)
    return suspension


def _running(suspension, verb, by) -> tuple[Suspension, SuspensionGrounds]:
    suspension = locked(suspension)
    grounds = SuspensionGrounds.objects.filter(suspension=suspension).first()
    # The agency that is paused finds no grounds: they are the other's own.
    require(by, verb, grounds or SuspensionGrounds(partnership_id=by.partnership_id, agency_id=suspension.agency_id))
    if suspension.lifted_at is not None or grounds is None:
        raise MoveRefused("This was already lifted.")
    return suspension, grounds


def _tell(suspension, kind, by, at, **context):
    tell(officers_of(suspension.towards_id, as_day(at)), kind, at=at, link=rules.pause_address(suspension),
         agency=str(by.agency), scope=suspension.scope, **context)  # fmt: skip
