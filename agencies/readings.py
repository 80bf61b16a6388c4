"""Who opened personal content? The one thing that a page writes when it is only read (ruling 27; DPA 2018 s62)."""

from datetime import datetime

from agencies.locked import locked_fields
from agencies.models import Membership, Reading
from agencies.roles import Role


def withholds(member: Membership) -> bool:
    """Is personal content kept from this member? From an auditor who plays no other part in the work."""
    return member.has(Role.AUDITOR) and not member.has(Role.PRACTITIONER, Role.OFFICER, Role.HEAD)


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
    Reading.objects.bulk_create([read])
    return read
