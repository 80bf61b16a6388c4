"""How does the history leave the house? As one COPY, streamed from the database, in the order in which it happened.

The database writes the file: values before and after, personal ones kept back, cells that a spreadsheet would take for a
formula made harmless. What is held here at any moment is one block.
"""

import json
import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from agencies.models import Membership
from compliance.history import words
from compliance.history.kinds import Kind, kinds
from compliance.history.naming import called
from compliance.history.narrowing import Choice, changes, chosen_kinds

COLUMNS = (
    "at_utc", "at_local", "person", "part", "agency", "verb", "what_was_done", "kind", "record", "reference", "change",
    "fields", "old_values", "new_values",
)  # fmt: skip
BLOCK = 64 * 1024
WITHHELD = '"withheld"'
# A cell that begins with one of these is a formula to a spreadsheet (security notes, row 14).
FORMULA = ", ".join(str(ord(letter)) for letter in "=+-@\t\r\n")
# JSON escapes every control character, so these two never occur in a line of it.
RAW = r"format csv, quote e'\x01', delimiter e'\x02'"


@dataclass
class Told:
    """What has been sent so far."""

    rows: int = 0


def statement(member: Membership, choice: Choice, written_as: str) -> tuple[str, list[Any]]:
    """The COPY that writes the file, and its parameters."""
    place_of = {kind: place for place, kind in enumerate(kinds())}
    branches, given = [], []
    for kind in chosen_kinds(choice):
        found, params = changes(member, kind, choice).query.sql_with_params()
        branches.append(f"({_branch(kind, place_of[kind], found, _listed(member))})")
        given += params
    csv = written_as == "csv"
    lines = f"select {_columns(csv)} from ({' union all '.join(branches)}) e {_PEOPLE} order by e.at, e.number, e.place"
    if csv:
        return f"copy ({lines}) to stdout with (format csv)", given
    return f"copy (select row_to_json(line) from ({lines}) line) to stdout with ({RAW})", given


def lines(member: Membership, found: Mapping[Kind, Iterable[int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """These versions, each as its line of the NDJSON file and with its number, by the slug of its kind and that number."""
    branches, given = [], []
    for place, (kind, numbers) in enumerate(found.items()):
        seen, params = changes(member, kind, Choice()).filter(history_id__in=list(numbers)).query.sql_with_params()
        branches.append(f"({_branch(kind, place, seen, _listed(member))})")
        given += params
    if not branches:
        return {}
    asked = (
        f"select place, number, row_to_json(line) from (select e.place, e.number, {_columns(csv=False)}"
        f" from ({' union all '.join(branches)}) e {_PEOPLE}) line"
    )
    slugs = [kind.slug for kind in found]
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        return {(slugs[place], number): line for place, number, line in cursor.fetchall()}


_PEOPLE = (
    "left join agencies_membership m on m.id = e.member left join agencies_person p on p.id = m.person_id"
    " left join agencies_agency a on a.id = m.agency_id"
)


def _columns(csv: bool) -> str:
    def typed(expression: str) -> str:
        if not csv:
            return expression
        return f"case when ascii({expression}) in ({FORMULA}) then '''' || {expression} else {expression} end"

    as_json = "::text" if csv else "::json"
    said = {
        "at_utc": "e.at",
        "at_local": "e.at at time zone 'Europe/London'",
        "person": typed("p.name"),
        "part": typed("m.job_title"),
        "agency": typed("a.name"),
        "verb": "e.verb",
        "what_was_done": f"coalesce('{_VERBS}'::jsonb ->> e.verb, replace(e.verb, '_', ' '))",
        "kind": "e.kind",
        "record": "e.record",
        "reference": typed("e.name"),
        "change": "case e.done when '+' then 'made' when '-' then 'removed' else 'changed' end",
        "fields": "e.fields",
        "old_values": f"e.old{as_json}",
        "new_values": f"e.new{as_json}",
    }
    return ", ".join(f"{said[name]} as {name}" for name in COLUMNS)


def _quoted(text: str) -> str:
    return text.replace("'", "''").replace("%", "%%")


# Looked up and not compared one after another: there are a hundred and more.
_VERBS = _quoted(json.dumps(words.VERBS))


def _listed(member: Membership) -> str:
    """The agencies whose own part is told in full; keys, and nothing that somebody typed."""
    return ", ".join(f"'{key}'" for key in member.reads)


def _branch(kind: Kind, place: int, found: str, agencies: str) -> str:
    """One table's versions with the version before each, which a change is held against."""
    table, fields = kind.table, kind.fields
    # "+ 0": the record's own versions are few, and its index finds them; the newest of the whole table are not wanted.
    before = (
        f"left join lateral (select b.* from \"{table}\" b where h.history_type = '~' and b.id = h.id"
        " and b.history_id < h.history_id order by b.history_id + 0 desc limit 1) o on true"
    )
    differ = [(field, f'h."{field.column}" is distinct from o."{field.column}"') for field in fields]
    names = ", ".join(f"case when {test} then '{field.name}' end" for field, test in differ)
    said = ", ".join(
        f"case when {_says_something(field)} then '\"{field.name}\":' || {_value(kind, field, 'h', agencies)} end"
        for field in fields
    )
    # Put together field by field: a third of the cost of having the database make an object of the whole row.
    whole = f"'{{' || concat_ws(',', {said}) || '}}'"

    def part(alias: str) -> str:
        each = ", ".join(
            f"case when {test} then '\"{field.name}\":' || {_value(kind, field, alias, agencies)} end"
            for field, test in differ
        )
        return f"'{{' || concat_ws(',', {each}) || '}}'"

    return (
        f"select h.history_date as at, h.history_id as number, {place} as place,"
        f" '{_quoted(words.kind_words(kind))}' as kind, h.history_member_id as member, h.history_verb as verb,"
        f" h.history_type as done, h.id as record, {called(kind.model, 'h')} as name,"
        f" case h.history_type when '~' then concat_ws(', ', {names}) else '' end as fields,"
        f" case h.history_type when '~' then {part('o')} when '-' then {whole} end as old,"
        f" case h.history_type when '~' then {part('h')} when '+' then {whole} end as new"
        f" from ({found}) h {before} order by h.history_date, h.history_id"
    )


def _value(kind: Kind, field: models.Field, alias: str, agencies: str) -> str:
    """A value as JSON text, or that it is withheld."""
    column = f'{alias}."{field.column}"'
    as_text = _PLAIN.get(_stored(field), "to_json({0})::text").format(column)
    if field.name in kind.locked:
        return f"'{WITHHELD}'"
    if field.name in kind.own_alone:
        return f"case when {alias}.agency_id in ({agencies}) then coalesce({as_text}, 'null') else '{WITHHELD}' end"
    return f"coalesce({as_text}, 'null')"


# Types of which the database's own words are JSON already, or need no more than quotes.
_PLAIN = {
    "uuid": "'\"' || {0}::text || '\"'",
    **dict.fromkeys(("boolean", "integer", "bigint", "smallint", "jsonb"), "{0}::text"),
}
# What an empty value of a type looks like; of the others only nothing at all is empty.
_EMPTY = {"text": "''", "varchar": "''", "jsonb": "'{}', '[]'"}


def _stored(field: models.Field) -> str:
    """The type of a field's column, without its length."""
    return re.sub(r"\(\d+\)", "", field.db_type(connection) or "")


def _says_something(field: models.Field) -> str:
    """Is a column of the version more than empty?"""
    column, empty = f'h."{field.column}"', _EMPTY.get(_stored(field))
    if _stored(field).endswith("[]"):
        empty = "'{}'"
    return f"{column} not in ({empty})" if empty else f"{column} is not null"


def blocks(member: Membership, choice: Choice, written_as: str, told: Told) -> Generator[bytes, None, None]:
    """The file, block by block; must run inside the member's door. `told` knows the number of rows when it is at its end."""
    asked, given = statement(member, choice, written_as)
    with connection.cursor() as cursor:
        # What joins the names must not gather the whole history before its first line, nor a compiler delay it.
        cursor.execute(
            "set local enable_sort = off; set local enable_hashjoin = off; set local enable_mergejoin = off;"
            " set local jit = off"
        )
    if written_as == "csv":
        yield (",".join(COLUMNS) + "\n").encode()
    block = bytearray()
    with connection.connection.cursor() as cursor:
        with cursor.copy(asked, given) as rows:
            first = True
            for row in rows:
                block += row
                if first or len(block) >= BLOCK:
                    yield bytes(block)
                    block.clear()
                    first = False
        told.rows = cursor.rowcount
    if block:
        yield bytes(block)
