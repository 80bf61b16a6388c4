"""With which passwords do the people of the demonstration sign in? Made at random, kept nowhere but where they are told."""

import json
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher

from agencies.models import Membership, Partnership, Person
from agencies.roles import Role
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting, acting_as
from protocols.catalogue.clocks import as_day

# No letter that reads like another; three groups of five hold 73 bits.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def hand_out(slugs: tuple[str, ...], at: datetime) -> list[dict]:
    """Give everybody of the demonstration in these partnerships a new password; who they are, in the order to tell it.

    Each is {"email", "password", "name", "agency", "roles", "memberships"}; agency and roles are of the first membership.
    """
    told: dict = {}
    for slug in slugs:
        partnership = Partnership.objects.get(slug=slug)
        with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
            clock = registrar(as_day(at))
        with acting_as(clock, "set_password"):
            _give(_people(partnership, at, told), told)
            if slug == slugs[-1]:
                _give(_operators(told), told)
    return list(told.values())


def _give(people: list[Person], told: dict) -> None:
    for person in people:
        told[person.pk]["password"] = _password()
        person.password = _hashed(told[person.pk]["password"])
    Person.objects.bulk_update(people, ["password"])


def _operators(told: dict) -> list[Person]:
    """Write down those who look after the service; they act for no agency."""
    found = list(Person.objects.filter(is_demonstration=True, is_operator=True, is_active=True).order_by("email"))
    new = [person for person in found if person.pk not in told]
    for person in new:
        told[person.pk] = {
            "email": person.email, "password": "", "name": person.name, "agency": "The service itself",
            "roles": ["operator"], "memberships": [],
        }  # fmt: skip
    return new


def _people(partnership: Partnership, at: datetime, told: dict) -> list[Person]:
    """Write down whom everybody acts for; those not met in an earlier partnership."""
    found = Membership.objects.active(as_day(at)).filter(
        partnership=partnership, person__is_demonstration=True, person__is_active=True
    )
    new = []
    for member in found.select_related("person", "agency").order_by("agency__name", "job_title"):
        if member.person_id not in told:
            new.append(member.person)
            told[member.person_id] = {
                "email": member.person.email, "password": "", "name": member.person.name, "agency": member.agency.name,
                "roles": member.roles, "memberships": [],
            }  # fmt: skip
        told[member.person_id]["memberships"].append(
            {
                "partnership": partnership.slug, "agency": member.agency.name, "code": member.agency.code,
                "job_title": member.job_title, "roles": member.roles,
            }
        )  # fmt: skip
    return new


def write(path: Path, url: str, people: list[dict]) -> None:
    """Write the address and the people as JSON that nobody else can read, whole or not at all."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump({"url": url, "people": people}, file, indent=2)
    os.replace(half, path)


def _password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))


def _hashed(password: str) -> str:
    """A light hash: the random letters need no slow one, eighty slow ones take minutes on a small machine, and the
    first sign-in replaces it by one of full strength."""
    hasher = type(get_hasher())()
    if isinstance(hasher, Argon2PasswordHasher):
        hasher.time_cost, hasher.memory_cost, hasher.parallelism = 1, 64, 1
    return hasher.encode(password, hasher.salt())
