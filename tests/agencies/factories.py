"""Partnerships, agencies and people for tests, made by the same actions as the product makes them."""

import itertools
from datetime import UTC, date, datetime

from agencies import actions
from agencies.models import Agency, Membership
from agencies.roles import Role
from agencies.tenancy import acting_as

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
_numbers = itertools.count(1)


def partnership(slug: str = "", name: str = "Safer Testshire Partnership Board") -> Membership:
    """A new partnership; its registrar."""
    number = next(_numbers)
    letters = "".join(chr(65 + int(digit)) for digit in f"{number:03d}")
    return actions.found_partnership(
        slug=slug or f"testshire-{number}", name=name, prefix=f"T{letters}", at=datetime(2020, 1, 1, tzinfo=UTC)
    )


def agency(registrar: Membership, code: str = "", kind: str = "council", **fields) -> Agency:
    """An agency of the registrar's partnership."""
    code = code or f"AG{next(_numbers)}"
    with acting_as(registrar):
        return actions.add_agency(
            by=registrar, at=NOON, code=code, name=fields.pop("name", f"Agency {code}"), kind=kind, starts_on=LONG_AGO,
            **fields,
        )  # fmt: skip


def member(registrar: Membership, agency: Agency, *roles: Role, **fields) -> Membership:
    """Somebody acting for an agency; a practitioner unless other roles are given."""
    number = next(_numbers)
    with acting_as(registrar):
        made = actions.add_member(
            by=registrar, at=NOON, agency=agency, email=fields.pop("email", f"person{number}@{agency.code.lower()}.example"),
            name=fields.pop("name", f"Person {number}"), job_title=fields.pop("job_title", "Housing Officer"),
            roles=list(roles) or [Role.PRACTITIONER], starts_on=fields.pop("starts_on", LONG_AGO), password="correct horse",
            **fields,
        )  # fmt: skip
    made.partnership = registrar.partnership
    return made
