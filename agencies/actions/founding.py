"""Founding a partnership and taking agencies in to it, in their capacities and with what they have in place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from agencies.access import require
from agencies.models import Agency, AgencyCapacity, AssuranceItem, Membership, Organisation, Partnership, Person
from agencies.models.agency import SERVICE_CODE
from agencies.moves import MoveRefused, locked
from agencies.roles import Role
from agencies.tenancy import Who, acting, say_verb


def found_partnership(*, slug: str, name: str, prefix: str, at: datetime) -> Membership:
    """Make a partnership and its registrar, who acts for timers and has no sign-in. Returns the registrar.

    The keys are made first, so that the registrar is already acting when its own rows are written.
    """
    partnership = Partnership(slug=slug, name=name, prefix=prefix)
    person = Person(email=f"registrar@{slug}.invalid", name="Concordat", is_active=False, joined_at=at)
    person.set_unusable_password()
    body = Organisation(name=f"Concordat for {name}"[:200], controller_legal_name=name)
    service = Agency(
        partnership=partnership, organisation=body, code=SERVICE_CODE, name="Concordat", kind=Agency.Kind.SERVICE,
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
    organisation: Organisation | None = None, controller: str = "", registration: str = "",
    capacities: Sequence[tuple[str, str] | tuple[str, str, date]] = (),
) -> Agency:  # fmt: skip
    """Take an agency into the partnership; `capacities` are (capacity, provision), and since which day.

    A body may have had a capacity in law long before it joined; where no day is said, it is that of joining.

    A regulator gives a registration number to one controller only: whoever is on this service under it already is
    recognised, whichever partnership brought it (ruling 12b).
    """
    require(by, "add_agency", Agency)
    say_verb("add_agency")
    body = organisation
    if body is None and registration:
        body = Organisation.objects.filter(registration_number__iexact=registration).first()
    if body is None:
        body = Organisation(name=name, controller_legal_name=controller or name, registration_number=registration)
        Organisation.objects.bulk_create([body])
    agency = Agency(
        partnership_id=by.partnership_id, organisation=body, code=code, name=name, kind=kind, starts_on=starts_on
    )
    agency.save(force_insert=True)
    AgencyCapacity.objects.bulk_create(
        AgencyCapacity(
            partnership_id=by.partnership_id, agency=agency, capacity=capacity, provision=provision,
            starts_on=since[0] if since else starts_on,
        )
        for capacity, provision, *since in capacities
    )  # fmt: skip
    return agency


@transaction.atomic
def add_capacity(
    agency: Agency, *, by: Membership, at: datetime, capacity: str, provision: str, starts_on: date,
    ends_on: date | None = None,
) -> AgencyCapacity:  # fmt: skip
    """Say in what further capacity in law an agency takes part, and on which days (P-3.1)."""
    require(by, "add_capacity", agency)
    agency = locked(agency)
    same = agency.capacities.filter(capacity__iexact=capacity)
    if any((one.ends_on or date.max) >= starts_on and one.starts_on <= (ends_on or date.max) for one in same):
        raise MoveRefused(f"{agency} has this capacity on those days already.")
    say_verb("add_capacity")
    given = AgencyCapacity(
        partnership_id=by.partnership_id, agency=agency, capacity=capacity, provision=provision, starts_on=starts_on,
        ends_on=ends_on,
    )  # fmt: skip
    given.save(force_insert=True)
    return given


@transaction.atomic
def end_capacity(capacity: AgencyCapacity, *, by: Membership, at: datetime, ends_on: date) -> AgencyCapacity:
    """Say until which day an agency had a capacity. What was done in it stays as it was (TR-28)."""
    require(by, "end_capacity", capacity)
    capacity = locked(capacity)
    if capacity.ends_on and capacity.ends_on < localdate(at):
        raise MoveRefused("This capacity has ended already.")
    say_verb("end_capacity")
    capacity.ends_on = max(ends_on, capacity.starts_on - timedelta(days=1))
    capacity.save(update_fields=["ends_on"])
    return capacity


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
