"""How is a question that pages ask all day put together once, by Django, and planned once, by the database?

A record's page joins a dozen tables, each behind its wall: putting the question into words takes Django longer, and
planning it the database seven times longer, than answering it. `asked` gives the same rows as the queryset would.
"""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.timezone import localdate

from agencies import statements

_PLACE = re.compile(r"%[%s]")
_numbers = count(1)
MOST_KNOWN = 500
_NEVER = 1001  # the year of the days that stand in for others
_known: dict[tuple, "_Question"] = {}


def asked(make: Callable[..., QuerySet], *given) -> list:
    """The rows of `make(*given)`. It is called once with stand-ins for what is given: keys, words, days, moments, lists of
    these, a member or another row, a class or a function. So it may look at the last two, at a member's roles, and at
    whether and how many there are of something; at nothing else that differs from call to call, and never at the clock or
    into the database. The day alone may count, as it does for grants.
    """
    if _reads_of_several(given):
        return list(make(*given))
    return _question(make, given).rows(_values(given))


def asked_or_404(make: Callable[..., QuerySet], *given):
    """The one row of `make(*given)`. Raises Http404 where there is none."""
    found = asked(make, *given)
    if not found:
        raise Http404
    return found[0]


def counted(make: Callable[..., QuerySet], *given) -> int:
    """How many rows `asked` would give."""
    if _reads_of_several(given):
        return make(*given).count()
    return _question(make, given).count(_values(given))


def _reads_of_several(given) -> bool:
    """Is it asked by an auditor to whom others opened their records? That is seldom, and never the same."""
    return any(not isinstance(one, type) and len(getattr(one, "reads", ())) > 1 for one in given)


def _question(make, given) -> "_Question":
    known_by = (make, localdate(), *(_kind(one) for one in given))
    question = _known.get(known_by)
    if question is None:
        stand_ins = [_stand_in(one) for one in given]
        with connection.execute_wrapper(_refused):
            question = _Question.of(make(*stand_ins), _values(stand_ins))
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[known_by] = question
    return question


def _refused(execute, sql, params, many, context):
    """What the database says of a stand-in is true of nobody."""
    raise TypeError(f"A question that first asks another one cannot be put together once: {sql[:80]}")


class _Slot(NamedTuple):
    """Where a given value goes: by its number, or a list of such."""

    numbers: tuple[int, ...]
    listed: bool

    def fill(self, values):
        found = [values[number] for number in self.numbers]
        return found if self.listed else found[0]


@dataclass(frozen=True)
class _Question:
    queryset: Any  # a QuerySet, of which more is used than it shows to everybody
    compiler: Any
    sql: str
    slots: tuple[_Slot, ...]
    converters: dict  # from what the driver gives to what fields hold, by the place of the column

    @classmethod
    def of(cls, queryset: Any, stand_ins: list) -> "_Question":
        if not all(isinstance(lookup, str) for lookup in queryset._prefetch_related_lookups):
            raise TypeError("Name what is fetched beside the rows by its words: a queryset would keep the stand-ins.")
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            text, params = compiler.as_sql()
        except EmptyResultSet:  # as for one of a list of nothing
            return cls(queryset, compiler, "", (), {})
        slots: list[_Slot] = []
        left = iter(params)

        def place(found):
            if found[0] == "%%":
                return "%%"
            param = next(left)
            if slot := _slot(param, stand_ins):
                slots.append(slot)
                return "%s"
            # What is the same every time is written out, since a partial index is used for what is known in planning.
            return mogrify("%s", [param], connection).replace("%", "%%")

        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        return cls(queryset, compiler, _PLACE.sub(place, text), tuple(slots), converters)

    def rows(self, values: list) -> list:
        answer = self._answer(self.sql, values)
        if not answer:
            return []
        compiler: Any = copy(self.compiler)
        query: Any = copy(self.queryset.query)
        compiler.execute_sql = lambda *args, **kwargs: [answer]
        compiler.get_converters = lambda columns: self.converters
        query.get_compiler = lambda using: compiler
        # Not by `copy`, which would ask the database first.
        asking: Any = object.__new__(type(self.queryset))
        asking.__dict__ = self.queryset.__dict__ | {"_query": query}
        found = list(self.queryset._iterable_class(asking))
        if lookups := self.queryset._prefetch_related_lookups:
            prefetch_related_objects(found, *lookups)
        return found

    def count(self, values: list) -> int:
        return next((number for (number,) in self._answer(f"select count(*) from ({self.sql}) counted", values)), 0)

    def _answer(self, sql: str, values: list) -> list[tuple]:
        if not self.sql:
            return []
        return statements.rows(sql, [slot.fill(values) for slot in self.slots])


def _slot(param, stand_ins: list) -> _Slot | None:
    parts = param if isinstance(param, list) else [param]
    numbers = tuple(
        next((n for n, known in enumerate(stand_ins) if type(known) is type(part) and known == part), -1) for part in parts
    )
    if parts and -1 not in numbers:
        return _Slot(numbers, isinstance(param, list))
    said = repr(param)
    worked = any(isinstance(part, date) and part.year == _NEVER for part in parts)
    if worked or any(str(known) in said or repr(known) in said for known in stand_ins):
        raise TypeError(f"A given value is worked into {said}; hand it over as it is asked for.")
    return None


def _kind(one):
    """What a question may depend on: of a row its class and roles, of several how many."""
    if isinstance(one, (list, tuple)):
        return tuple(_kind(each) for each in one)
    if isinstance(one, Model):
        return type(one), tuple(getattr(one, "roles", ())), tuple(name for name, _ in _columns(one))
    return ("by itself", one) if callable(one) else type(one)


def _values(one) -> list:
    if isinstance(one, (list, tuple)):
        return [value for each in one for value in _values(each)]
    if isinstance(one, Model):
        return [value for _, value in _columns(one)]
    return [] if one is None or callable(one) else [one]


def _columns(row: Model) -> list[tuple[str, Any]]:
    """The columns of a row that are at hand, and that a question may name."""
    known = ((field.attname, row.__dict__.get(field.attname)) for field in row._meta.concrete_fields)
    return [(name, value) for name, value in known if isinstance(value, (UUID, str, date)) and value != ""]


def _stand_in(one):
    if isinstance(one, (list, tuple)):
        return [_stand_in(each) for each in one]
    if isinstance(one, Model):
        other: Any = copy(one)
        for name, value in _columns(one):
            setattr(other, name, _stand_in(value))
        for field in one._meta.concrete_fields:
            # A flag, a number or a list would be written out for everybody; whoever names one is refused.
            if not isinstance(other.__dict__.get(field.attname), (UUID, str, date, type(None))) and field.name != "roles":
                del other.__dict__[field.attname]
        if hasattr(one, "reads"):
            other.reads = [other.agency_id]
        return other
    if one is None or callable(one):
        return one
    number = next(_numbers)
    if isinstance(one, UUID):
        return uuid4()
    if isinstance(one, datetime):
        return datetime(_NEVER, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    if isinstance(one, date):
        return date(_NEVER, 1, 1) + timedelta(days=number % 365)
    if isinstance(one, str):
        return f"stand-in {number}:"
    raise TypeError(f"{one!r} cannot be stood in for.")
