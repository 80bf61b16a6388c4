"""What is a record called in the history? By its reference or that of what it is a part of, asked in the database.

Expressions of SQL, made from the models only and never from what somebody typed. They read the records as they are
now, behind the reader's own walls: a part of something that the reader may not see is called by its own words alone.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from agencies.database import wall_of
from agencies.models import Agency, Membership, Person
from agencies.walls import OfAgency
from compliance.history.kinds import Kind
from protocols.models import Version

# A clause is called by its section's version's protocol; nothing lies further away.
FARTHEST = 4


@cache
def called(model: type[models.Model], alias: str, depth: int = 0) -> str:
    """An expression for what a row of a model, under this alias, is called."""
    kind, parts = Kind(model), []
    below = f"n{depth}"
    if kind.parent is not None and depth < FARTHEST:
        parts.append(_of(kind.parent, alias, below, depth))
    agency: Any = next((field for field in model._meta.concrete_fields if field.attname == "agency_id"), None)
    # One side of several is told by its agency, and what no other record is above.
    if agency is not None and not isinstance(wall_of(model), OfAgency) and (kind.parent is None or not kind.named_by):
        parts += [] if kind.named_by == "reference" else [_of(agency, alias, below, depth)]
    if model is Membership:
        # Once, where an agency signs in under the part alone.
        return f"concat_ws(', ', {parts[0]}, nullif({alias}.job_title, {parts[0]}))"
    if model is Version:
        parts.append(f"'version ' || {alias}.number")
    elif kind.named_by:
        parts.append(f"nullif({alias}.\"{kind.named_by}\"::text, '')")
    return f"concat_ws(', ', {', '.join(parts)})" if parts else "''"


def _of(field: models.ForeignKey, alias: str, below: str, depth: int) -> str:
    target = field.related_model
    words = f"{below}.name" if target in (Agency, Person) else called(target, below, depth + 1)
    return f'(select nullif({words}, \'\') from "{target._meta.db_table}" {below} where {below}.id = {alias}."{field.column}")'


def names_of_versions(found: Mapping[Kind, Iterable[int]]) -> dict[tuple[Kind, int], str]:
    """What the records of these versions are called, in one statement."""
    kinds, asked, given = list(found), [], []
    for place, kind in enumerate(kinds):
        words = called(kind.model, "h")
        asked.append(f'select {place}, h.history_id, {words} from "{kind.table}" h where h.history_id = any(%s)')
        given.append(list(found[kind]))
    return {(kinds[place], key): words for place, key, words in _asked(asked, given)}


def names_of(found: Mapping[type[models.Model], Iterable[UUID]]) -> dict[UUID, str]:
    """What these records are called, in one statement; one that the reader may not see is left out."""
    asked, given = [], []
    for model, keys in found.items():
        words = "r.name" if model in (Agency, Person) else called(model, "r")
        asked.append(f'select r.id, {words} from "{model._meta.db_table}" r where r.id = any(%s)')
        given.append(list(keys))
    return dict(_asked(asked, given))


def _asked(statements: list[str], given: list) -> list:
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(statements), given)
        return cursor.fetchall()
