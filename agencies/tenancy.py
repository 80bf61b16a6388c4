"""The one door: for whom are we reading and writing until the end of this transaction?

Six transaction-local settings tell PostgreSQL's row-level security and the history trigger who acts (rulings 18, 20).
Nothing set means nothing seen. `set_config(..., true)` lasts to the end of the outermost transaction, so a nested
door puts the old values back; there is no `finally`, because a rollback does it and a statement after an error
would only hide the error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Func, TextField, Value

from agencies import statements

SETTINGS = ("person", "partnership", "agency", "member", "role", "verb")
_SET = "select " + ", ".join(f"set_config('concordat.{name}', %s, true)" for name in SETTINGS)
_GET = "select " + ", ".join(f"current_setting('concordat.{name}', true)" for name in SETTINGS)


@dataclass(frozen=True)
class Who:
    """Who acts, as the database is told it; every part is a key as text, or empty."""

    person: str = ""
    partnership: str = ""
    agency: str = ""
    member: str = ""
    role: str = ""

    @classmethod
    def of(cls, member) -> "Who":
        """The acting person, agency and partnership of a membership; `role` is its roles joined by commas."""
        return cls(
            str(member.person_id), str(member.partnership_id), str(member.agency_id), str(member.pk), ",".join(member.roles)
        )


def _say(who: Who, verb: str) -> None:
    statements.rows(_SET, [who.person, who.partnership, who.agency, who.member, who.role, verb])


@contextmanager
def acting(who: Who, verb: str = "") -> Iterator[None]:
    """Open the door: one transaction in which the database knows who acts, and by which verb."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = None
        if nested:
            (before,) = statements.rows(_GET, [])
        _say(who, verb)
        yield
        if before is not None:
            statements.rows(_SET, [value or "" for value in before])


def acting_as(member, verb: str = ""):
    """Open the door for a membership."""
    return acting(Who.of(member), verb)


def become(who: Who) -> None:
    """Change, inside an open door, who it is open for; used once a request, when the membership is known."""
    _say(who, "")


def say_verb(verb: str) -> None:
    """Name what is being done; the history trigger writes it beside each changed row."""
    statements.rows("select set_config('concordat.verb', %s, true)", [verb])


def said(verb: str) -> Func:
    """The same as a column of the statement that finds what it is done to."""
    return Func(Value("concordat.verb"), Value(verb), Value(True), function="set_config", output_field=TextField())


def verb_said() -> str:
    """What is being done, as it was last named; for an act within an act, which puts it back afterwards."""
    ((verb,),) = statements.rows("select coalesce(current_setting('concordat.verb', true), '')", [])
    return verb
