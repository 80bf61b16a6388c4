"""Who acts for an agency, until when, in which parts, and who may decide for it."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from agencies.access import require
from agencies.models import Agency, DecisionMaker, Membership, Person, Vacancy
from agencies.moves import MoveRefused, locked
from agencies.notices import tell
from agencies.permissions import may_give
from agencies.roles import Role
from agencies.tenancy import say_verb


@transaction.atomic
def add_member(
    *, by: Membership, at: datetime, agency: Agency, email: str, name: str, job_title: str, roles: list[Role],
    starts_on: date, password: str | None = None, is_volunteer: bool = False, is_demonstration: bool = False,
    ends_on: date | None = None,
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
    return let_in(
        person, agency, job_title=job_title, roles=roles, starts_on=starts_on, ends_on=ends_on, is_volunteer=is_volunteer
    )


def let_in(person: Person, agency: Agency, **part) -> Membership:
    """The row by which a person acts for an agency."""
    part["roles"] = list(part["roles"])
    member = Membership(id=uuid.uuid4(), partnership_id=agency.partnership_id, person=person, agency=agency, **part)
    member.save(force_insert=True)
    return member


@transaction.atomic
def change_membership(
    membership: Membership, *, by: Membership, at: datetime, job_title: str, roles: Sequence[str],
    ends_on: date | None = None, is_volunteer: bool = False,
) -> Membership:  # fmt: skip
    """Change the parts that somebody plays, from the next page they open on, or the last day on which they do."""
    require(by, "change_membership", membership)
    membership = locked(membership)
    _refuse_ended(membership, at)
    if set(roles) - may_give(by) or not roles:
        raise PermissionDenied("You cannot give these roles.")
    say_verb("change_membership")
    membership.job_title, membership.roles, membership.is_volunteer = job_title, list(roles), is_volunteer
    membership.ends_on = ends_on
    membership.save(update_fields=["job_title", "roles", "is_volunteer", "ends_on"])
    if membership.person_id != by.person_id:
        tell([membership], "membership_changed", at=at, agency=membership.agency.name)
    return membership


@transaction.atomic
def end_membership(
    membership: Membership, *, by: Membership, at: datetime, ends_on: date | None = None, at_once: bool = False
) -> Membership:
    """Stop a person acting for an agency after a day, today if no other is said; what they did stays theirs (TR-35).

    With `at_once` the next page that they ask for is refused already.
    """
    require(by, "end_membership", membership)
    membership = locked(membership)
    _refuse_ended(membership, at)
    say_verb("end_membership")
    today = localdate(at)
    membership.ends_on = max(today if at_once else ends_on or today, membership.starts_on)
    membership.ended_at = at if at_once else None
    membership.save(update_fields=["ends_on", "ended_at"])
    return membership


def _refuse_ended(membership: Membership, at: datetime) -> None:
    if membership.ended_at or (membership.ends_on and membership.ends_on < localdate(at)):
        raise MoveRefused("This person no longer acts for the agency.")


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


@transaction.atomic
def end_decision_maker(given: DecisionMaker, *, by: Membership, at: datetime) -> DecisionMaker:
    """Take back, at once, what somebody may decide. What they decided stands."""
    require(by, "end_decision_maker", given)
    given = locked(given)
    today = localdate(at)
    if given.ends_on and given.ends_on < today:
        raise MoveRefused("This has ended already.")
    say_verb("end_decision_maker")
    given.ends_on = today - timedelta(days=1)
    given.save(update_fields=["ends_on"])
    return given


@transaction.atomic
def note_vacancy(agency: Agency, *, by: Membership, at: datetime) -> Vacancy | None:
    """Note that an agency has no designated officer, and tell the board once; or that it has one again (P-8.1).

    None when there is nothing to note. Safe to repeat.
    """
    require(by, "note_vacancy", agency)
    agency, today = locked(agency), localdate(at)
    open_one = Vacancy.objects.filter(agency=agency, filled_on=None).first()
    filled = Membership.objects.active(today).filter(agency=agency, person__is_active=True).with_role(Role.OFFICER).exists()
    say_verb("note_vacancy")
    if open_one is None and not filled:
        found = Vacancy(partnership_id=agency.partnership_id, agency=agency, since=today)
        found.save(force_insert=True)
        people = Membership.objects.active(today).select_related("person")
        board, heads = people.with_role(Role.BOARD_ADMINISTRATOR), people.with_role(Role.HEAD).filter(agency=agency)
        tell([*board, *heads], "officer_vacant", at=at, link=agency.get_absolute_url(), agency=agency.name)
        return found
    if open_one is not None and filled:
        open_one.filled_on = today
        open_one.save(update_fields=["filled_on"])
        return open_one
    return None
