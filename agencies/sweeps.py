"""How does work that is due get done? By sweeps over rows; the broker only wakes them (ruling 24)."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connection

from agencies.models import Membership
from agencies.roles import Role
from agencies.tenancy import Who, acting


def registrars_with_due(noun: str, at: datetime) -> Iterator[Who]:
    """Each partnership that has a due row of this kind, as its registrar; `noun` is declared in a model's `due`."""
    with connection.cursor() as cursor:
        cursor.execute(f"select due_{noun}(%s)", [at])  # noun is one of our own names, never input
        found = [str(key) for (key,) in cursor.fetchall()]
    for partnership in found:
        yield Who(partnership=partnership, role=Role.REGISTRAR)


def registrar(on: date) -> Membership:
    """The registrar of the partnership whose door is open: the member that timers act as, so that `by` is never null."""
    return Membership.objects.active(on).with_role(Role.REGISTRAR).select_related("agency").get()


def each_due(noun: str, at: datetime) -> Iterator[Membership]:
    """For each partnership with something due: its door open, its registrar acting. One transaction each."""
    for who in registrars_with_due(noun, at):
        with acting(who):
            member = registrar(at.date())
        with acting(Who.of(member)):
            yield member
