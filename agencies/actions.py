"""Drawing up a partnership: who belongs to it, who acts for whom, and who may decide."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from agencies.access import require
from agencies.models import (
    Agency,
    AgencyCapacity,
    AssuranceItem,
    DecisionMaker,
    Membership,
    Organisation,
    Partnership,
    Person,
)  # fmt: skip
from agencies.roles import Role
from agencies.tenancy import Who, acting, say_verb


def found_partnership(*, slug: str, name: str, prefix: str, at: datetime) -> Membership:
    """Make a partnership and its registrar, who acts for timers and has no sign-in. Returns the registrar.

    The keys are made first, so that the registrar is already acting when its own rows are written.
    """
    partnership = Partnership(slug=slug, name=name, prefix=prefix)
    person = Person(email=f"registrar@{slug}.invalid", name="Concordat", is_active=False, joined_at=at)
    person.set_unusable_password()
    body = Organisation(name=f"Concordat for {name}", controller_legal_name=name)
    service = Agency(
        partnership=partnership, organisation=body, code="SERVICE", name="Concordat", kind=Agency.Kind.SERVICE,
        starts_on=localdate(at),
    )  # fmt: skip
    member = Membership(
        partnership=partnership, person=person, agency=service, job_title="Registrar", roles=[Role.REGISTRAR],
        starts_on=localdate(at),
    )  # fmt: skip
    with acting(Who.of(member), "found_partnership"):
        for row in (partnership, person, body, service, member):
            row.save(force_insert=True)
    return member


@transaction.atomic
def add_agency(
    *, by: Membership, at: datetime, code: str, name: str, kind: str, starts_on: date,
    organisation: Organisation | None = None, controller: str = "", capacities: tuple[tuple[str, str], ...] = (),
) -> Agency:  # fmt: skip
    """Take an agency into the partnership; `capacities` are (capacity, provision) from its first day."""
    require(by, "add_agency", Agency)
    say_verb("add_agency")
    body = organisation
    if body is None:
        body = Organisation(name=name, controller_legal_name=controller or name)
        Organisation.objects.bulk_create([body])
    agency = Agency(
        partnership_id=by.partnership_id, organisation=body, code=code, name=name, kind=kind, starts_on=starts_on
    )
    agency.save(force_insert=True)
    AgencyCapacity.objects.bulk_create(
        AgencyCapacity(
            partnership_id=by.partnership_id, agency=agency, capacity=capacity, provision=provision, starts_on=starts_on
        )
        for capacity, provision in capacities
    )
    return agency


@transaction.atomic
def add_member(
    *, by: Membership, at: datetime, agency: Agency, email: str, name: str, job_title: str, roles: list[Role],
    starts_on: date, password: str | None = None, is_volunteer: bool = False, is_demonstration: bool = False,
) -> Membership:  # fmt: skip
    """Let a person act for an agency. A person who already signs in elsewhere keeps one sign-in (ruling 12b)."""
    require(by, "add_member", Membership)
    say_verb("add_member")
    if Role.REGISTRAR in roles:
        raise ValueError("The registrar is made with the partnership and nobody else may be one.")
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        person = Person.objects.create_user(
            email, password, name=name, joined_at=at, is_demonstration=is_demonstration
        )
    member = Membership(
        id=uuid.uuid4(), partnership_id=by.partnership_id, person=person, agency=agency, job_title=job_title,
        roles=list(roles), starts_on=starts_on, is_volunteer=is_volunteer,
    )  # fmt: skip
    member.save(force_insert=True)
    return member


@transaction.atomic
def end_membership(membership: Membership, *, by: Membership, at: datetime) -> Membership:
    """Stop a person acting for an agency from tomorrow on; what they did stays theirs (TR-35)."""
    require(by, "end_membership", membership)
    say_verb("end_membership")
    membership.ends_on = localdate(at)
    membership.save(update_fields=["ends_on"])
    return membership


@transaction.atomic
def record_assurance(
    *, by: Membership, at: datetime, agency: Agency, what: str, state: str, expires_on: date | None = None, note: str = ""
) -> AssuranceItem:
    """Keep what an agency has in place, or that it was asked; the same questions for every kind of body (TR-31)."""
    require(by, "record_assurance", AssuranceItem)
    say_verb("record_assurance")
    item = AssuranceItem(
        partnership_id=by.partnership_id, agency=agency, what=what, state=state, expires_on=expires_on, note=note
    )
    item.save(force_insert=True)
    return item


@transaction.atomic
def name_decision_maker(
    member: Membership, *, by: Membership, at: datetime, data_kinds: Sequence[str] = (), urgencies: Sequence[str] = (),
    highest_marking: str = "OFFICIAL-SENSITIVE", ends_on: date | None = None,
) -> DecisionMaker:  # fmt: skip
    """Let a member answer requests for the agency; empty lists mean every kind of data and every urgency (P-4.4c)."""
    require(by, "name_decision_maker", member)
    say_verb("name_decision_maker")
    given = DecisionMaker(
        partnership_id=by.partnership_id, member=member, agency_id=member.agency_id, data_kinds=list(data_kinds),
        urgencies=list(urgencies), highest_marking=highest_marking, given_by=by, starts_on=localdate(at), ends_on=ends_on,
    )  # fmt: skip
    given.save(force_insert=True)
    return given
