"""Who comes by the link of an invitation? The one door that opens before it is known who acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from agencies.invitations import find
from agencies.models import Invitation, Membership, Partnership, Person
from agencies.roles import Role
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting


@dataclass(frozen=True)
class Arrival:
    """The invitation behind a link, who lets people in by it, and whoever has its address already."""

    invitation: Invitation | None = None
    registrar: Membership | None = None
    person: Person | None = None

    @property
    def signs_in(self) -> bool:
        """Has this person a password already? Then the link lets nobody choose another."""
        return self.person is not None and self.person.has_usable_password()


@contextmanager
def behind_link(slug: str, token: str, at: datetime) -> Iterator[Arrival]:
    """Open the partnership's door as its registrar, for whoever has the link; an empty arrival for any other words."""
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None or not token:
        yield Arrival()
        return
    with acting(Who(partnership=str(partnership.pk), role=Role.REGISTRAR)):
        member = registrar(localdate(at))
        with acting(Who.of(member)):
            found = find(partnership, token)
            person = Person.objects.filter(email=found.email).first() if found else None
            yield Arrival(found, member, person)
