"""How does the service stand? Counts and ages over all partnerships, from the owner's functions, and nothing of a record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import connection

from agencies.models import Partnership


@dataclass(frozen=True)
class Waiting:
    """How much of one kind of work is due, and since when the oldest of it."""

    noun: str
    number: int
    oldest: datetime | None


@dataclass(frozen=True)
class Tried:
    """What could not be sent or made in one partnership, and with which kind of mistake."""

    noun: str
    partnership_id: UUID
    partnership: str
    failure: str
    stuck: bool
    number: int


def waiting(at: datetime) -> list[Waiting]:
    """Every kind of work that a model declares as `due`; numbers end at 1,001."""
    return [Waiting(noun, *_ask(f"select * from waiting_{noun}(%s)", [at])[0]) for noun in _nouns("due")]


def tried() -> list[Tried]:
    """What was tried and failed, stuck first, of every kind that a model declares as `tried`."""
    names = dict(Partnership.objects.values_list("pk", "name"))
    found = [
        Tried(noun, key, names[key], failure, stuck, number)
        for noun in _nouns("tried")
        for key, failure, stuck, number in _ask(f"select * from tried_{noun}()", [])
    ]
    return sorted(found, key=lambda one: (not one.stuck, one.noun, one.partnership, one.failure))


def _nouns(declared: str) -> list[str]:
    """The nouns of every model, as they are declared; never input."""
    return sorted({noun for model in apps.get_models() for noun in getattr(model, declared, {})})


def _ask(statement: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
