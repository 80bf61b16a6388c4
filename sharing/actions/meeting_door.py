"""Who comes by the link of a guest's pass? A door narrower than any member's: one agency's, and wide in nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from agencies.models import Membership
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting
from sharing.models import GuestPass

# No role of the service, and so nothing wide: the policies of the database know only wide roles and agencies.
GUEST = "guest"


@dataclass(frozen=True)
class Visit:
    """The pass behind a link, and the member in whose name its guest's two acts are written down."""

    given: GuestPass
    registrar: Membership


@contextmanager
def behind_pass(digest: str, at: datetime) -> Iterator[Visit | None]:
    """Open the door for whoever has the link of a standing pass; None for everything else, after the same one question.

    The door is that of the agency that holds the meeting, without any role: `sharing.rules.passes` then says which of
    its rows a guest reads.
    """
    with connection.cursor() as cursor:
        cursor.execute("select partnership, host, pass from concordat_guest_of(%s, %s)", [digest, at])
        found = cursor.fetchone()
    if found is None:
        yield None
        return
    partnership, host, key = map(str, found)
    with acting(Who(partnership=partnership, agency=host, role=GUEST)):
        clock = registrar(localdate(at))
    with acting(Who(str(clock.person_id), partnership, host, str(clock.pk), GUEST)):
        given = GuestPass.objects.select_related(
            "attendance__agency", "attendance__meeting__agency",
            "attendance__meeting__protocol__protocol", "attendance__meeting__procedure__protocol",
        )  # fmt: skip
        yield Visit(given.get(pk=key), clock)
