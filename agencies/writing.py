"""How does an act write all of its rows? In one round trip, each statement still a statement of its own.

A record comes with its parties, its readers, a copy, a line of its timeline and notices. Walls, triggers and keys see the
same as if each were saved by itself, in the order given; what is spared is waiting for an answer in between, and putting
the same words together anew for every row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.db import connection
from django.db.models import Model

from agencies import statements


@dataclass(frozen=True)
class Changed:
    """Columns of a row that is there already, locked by whoever changes it."""

    row: Model
    names: tuple[str, ...]


def write(rows: Iterable[Model | Changed]) -> None:
    """Write new rows, and changes of old ones, in this order: a parent before its children.

    Raises what saving them would raise, and LookupError when a row to be changed is not there to be changed. Signals are
    not sent: nothing in this house listens to them. Values are plain; an expression belongs into `update()`.
    """
    groups = [
        (kind, list(group))
        for (kind, _), group in groupby(rows, key=lambda one: (type(one), isinstance(one, Changed) and id(one)))
    ]
    said = [_change(many[0]) if isinstance(many[0], Changed) else _insert(kind, many) for kind, many in groups]
    if statements.together(said) != [len(many) for _, many in groups]:
        raise LookupError("A row that was to be changed is not there.")


def _insert(model, rows) -> tuple[str, list]:
    fields, head, places = _columns(model)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields]
    return head + ", ".join([places] * len(rows)), values


def _change(change: Changed) -> tuple[str, list]:
    row = change.row
    fields, text = _assignments(type(row), change.names)
    values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in fields]
    return text, [*values, row._meta.pk.get_db_prep_save(row.pk, connection)]


@lru_cache(maxsize=256)
def _columns(model):
    fields = tuple(field for field in model._meta.concrete_fields if not field.generated)
    listed = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    head = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({listed}) VALUES "
    return fields, head, f"({', '.join(map(_place, fields))})"


@lru_cache(maxsize=256)
def _assignments(model, names):
    fields = tuple(model._meta.get_field(name) for name in names)
    said = ", ".join(f"{connection.ops.quote_name(field.column)} = {_place(field)}" for field in fields)
    table, key = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(model._meta.pk.column)
    return fields, f"UPDATE {table} SET {said} WHERE {key} = %s"  # our own names, never input


def _place(field) -> str:
    """Where a value goes; a field may have it cast."""
    return field.get_placeholder(None, None, connection) if hasattr(field, "get_placeholder") else "%s"
