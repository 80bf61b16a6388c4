"""Who opened personal content? The one thing that a page writes when it is only read (ruling 27; DPA 2018 s62)."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from uuid import UUID

from agencies.locked import locked_fields
from agencies.models import Membership, Reading
from agencies.roles import AT_WORK, Role
from agencies.writing import write


def withholds(member: Membership) -> bool:
    """Is personal content kept from this member? From an auditor who plays no other part in the work."""
    return member.has(Role.AUDITOR) and not member.has(*AT_WORK)


def seat(member: Membership, agencies: Iterable[UUID]) -> Membership:
    """As whom does this member read what is of these agencies? As themselves; an auditor to whom other agencies opened
    their records, as the auditor of the one agency whose they are, the own one first.

    For what a page shows and never for an act: what is written is written by the member.
    """
    if len(member.reads) == 1:
        return member
    theirs = set(agencies)
    seated = copy(member)
    seated.agency_id = next((key for key in member.reads if key in theirs), member.agency_id)
    seated.reads = [seated.agency_id]
    return seated


def seat_at(request, agencies: Iterable[UUID]) -> Membership:
    """The same for a page about what is of these agencies: the seat that was chosen, where it is one of theirs."""
    theirs = set(agencies)
    return request.seat if request.seat.agency_id in theirs else seat(request.member, theirs)


def log_reading(record, *, by: Membership, at: datetime) -> Reading | None:
    """Note that a member opened a record that holds personal content; None for a record that holds none.

    The note lies with the reader's own agency, which answers for its people.
    """
    if not locked_fields(type(record)):
        return None
    read = Reading(
        partnership_id=by.partnership_id, agency_id=by.agency_id, member=by, record=record._meta.label_lower,
        record_id=record.pk, reference=str(getattr(record, "reference", ""))[:30], at=at,
    )  # fmt: skip
    write([read])
    return read
