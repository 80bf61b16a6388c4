"""Opening an agency's records to an auditor of another, for stated days, and taking that back (ruling 12c)."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from agencies.access import require
from agencies.models import Agency, AuditOpening, Membership
from agencies.moves import MoveRefused, locked
from agencies.notices import tell
from agencies.roles import AT_WORK, Role
from agencies.tenancy import say_verb

LONGEST = timedelta(days=366)


def auditors(partnership_id, agency: Agency, on: date):
    """To whom could this agency open its records on a day? Auditors of others, who play no part in anybody's work."""
    active = Membership.objects.active(on).filter(partnership_id=partnership_id, person__is_active=True)
    return active.with_role(Role.AUDITOR).exclude(roles__overlap=list(AT_WORK)).exclude(agency=agency)


@transaction.atomic
def open_to_audit(
    agency: Agency, member: Membership, *, by: Membership, at: datetime, starts_on: date, ends_on: date, reason: str
) -> AuditOpening:
    """Let an auditor of another agency read what one's own auditor reads, from a day to a day. They and the own heads
    are told.

    Raises ValueError without a reason, for days that do not fit, and for somebody who is no auditor or of this agency;
    MoveRefused where the records are open to them already on one of these days.
    """
    require(by, "open_to_audit", agency)
    today = localdate(at)
    if not reason.strip():
        raise ValueError("Say what the audit is for.")
    if not today <= starts_on <= ends_on <= starts_on + LONGEST:
        raise ValueError("The days must not lie in the past, and there may be a year of them at most.")
    if not auditors(by.partnership_id, agency, today).filter(pk=member.pk).exists():
        raise ValueError("Records are opened to an auditor of another agency of the partnership.")
    agency = locked(agency)
    standing = AuditOpening.objects.standing(today).filter(agency=agency, member=member)
    if standing.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise MoveRefused(f"The records are open to {member.person} already on some of these days.")
    say_verb("open_to_audit")
    made = AuditOpening(
        id=uuid.uuid4(), partnership_id=agency.partnership_id, agency=agency, member=member, starts_on=starts_on,
        ends_on=ends_on, reason=reason.strip(), opened_by=by, opened_at=at,
    )  # fmt: skip
    made.save(force_insert=True)
    _tell(made, "opened_to_audit", by=by, at=at)
    return made


@transaction.atomic
def close_to_audit(opening: AuditOpening, *, by: Membership, at: datetime) -> AuditOpening:
    """Take it back: the next page that the auditor asks for is refused. They and the own heads are told."""
    require(by, "close_to_audit", opening)
    opening = locked(opening)
    if opening.closed_at or opening.ends_on < localdate(at):
        raise MoveRefused("This has ended already.")
    say_verb("close_to_audit")
    opening.closed_at, opening.closed_by = at, by
    opening.save(update_fields=["closed_at", "closed_by"])
    _tell(opening, "closed_to_audit", by=by, at=at)
    return opening


def _tell(opening: AuditOpening, kind: str, *, by: Membership, at: datetime) -> None:
    today = localdate(at)
    heads = Membership.objects.active(today).filter(agency_id=opening.agency_id).with_role(Role.HEAD)
    told = [opening.member, *(one for one in heads.select_related("person") if one.pk != by.pk)]
    tell(
        told, kind, at=at, link=opening.agency.get_absolute_url(), agency=opening.agency.name,
        who=opening.member.named, until=_day(opening.ends_on), since=_day(opening.starts_on),
    )  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
