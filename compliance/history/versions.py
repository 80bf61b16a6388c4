"""What became of one record: its versions, what changed in each, how it stood on a day, and two of them side by side."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from agencies.models import Membership
from compliance.history import words
from compliance.history.feed import who_did
from compliance.history.kinds import Kind, visible_to
from compliance.history.labels import label
from compliance.history.naming import names_of_versions
from compliance.history.shown import NOTHING, Said, Words

SIZE = 25


@dataclass(frozen=True)
class Difference:
    """One field that two versions say differently."""

    label: str
    old: Said
    new: Said


@dataclass(frozen=True)
class Step:
    """One version: its number in the table, who made it, what was done, when, and what changed."""

    number: int
    sentence: str
    at: dt.datetime
    differences: list[Difference]
    first: bool
    # Whether other agencies can see it since.
    opened: bool = False


@dataclass(frozen=True)
class Life:
    """The versions of one record, newest first, with a cursor to older ones; `personal` if any of it is told in full."""

    name: str
    steps: list[Step]
    older: str
    personal: bool


def versions(member: Membership, kind: Kind, record: UUID) -> QuerySet:
    """The versions of one record that the member may see, newest first; none for a record that is not theirs."""
    return kind.kept._default_manager.filter(visible_to(member, kind), id=record).order_by("-history_id")


def life(
    member: Membership, kind: Kind, record: UUID, *, now: dt.datetime, after: str = "", size: int = SIZE
) -> Life | None:
    """The versions of a record from the newest, or from before a cursor; None when the member may see none."""
    found = versions(member, kind, record)
    if after.isdecimal():
        found = found.filter(history_id__lt=int(after[:18]))
    rows = list(found[: size + 1])
    if not rows:
        return None
    shown = rows[:size]
    people = who_did({row.history_member_id for row in rows})
    said = Words(member, kind, rows, now)
    steps = [
        Step(
            row.history_id,
            _sentence(people, row),
            row.history_date,
            _made(said, kind, row) if before is None else differences(said, kind, before, row),
            row.history_type == "+",
            before is not None and getattr(before, "party_ids", None) != getattr(row, "party_ids", None),
        )
        for row, before in zip(shown, [*rows[1:], None][: len(shown)], strict=True)
    ]
    return Life(
        name(kind, rows[0]),
        steps,
        str(shown[-1].history_id) if len(rows) > size else "",
        any(said.tells_personal(row) for row in rows),
    )


def name(kind: Kind, version: models.Model) -> str:
    """What a record was called in one version of it."""
    return names_of_versions({kind: [version.history_id]})[(kind, version.history_id)]  # type: ignore[attr-defined]


def _sentence(people: dict, row) -> str:
    who, agency = people.get(row.history_member_id, ("This service", ""))
    return f"{who}{f', for {agency},' if agency else ''} {words.verb_words(row.history_verb)}"


def differences(said: Words, kind: Kind, old: models.Model, new: models.Model) -> list[Difference]:
    """The fields that two versions say differently, with what each says; personal ones are named and kept back."""
    changed = [field for field in kind.shown if getattr(old, field.attname) != getattr(new, field.attname)]
    return [Difference(label(field), said.of(old, field.name), said.of(new, field.name)) for field in changed]


def _made(said: Words, kind: Kind, row: models.Model) -> list[Difference]:
    """What the first version says, against nothing."""
    found = [Difference(label(field), NOTHING, said.of(row, field.name)) for field in kind.shown]
    return [one for one in found if one.new is not NOTHING]


@dataclass(frozen=True)
class Standing:
    """A record as it stood at a moment: each field and what it said, since when, and whether it was gone by then."""

    name: str
    number: int
    since: dt.datetime
    sentence: str
    removed: bool
    facts: list[tuple[str, Said]]
    personal: bool


def as_it_stood(member: Membership, kind: Kind, record: UUID, at: dt.datetime, *, now: dt.datetime) -> Standing | None:
    """The version in force at a moment; None when the member may see none from before then."""
    return _standing(member, kind, versions(member, kind, record).filter(history_date__lt=at).first(), now)


def _standing(member, kind, row, now) -> Standing | None:
    if row is None:
        return None
    said = Words(member, kind, [row], now)
    facts = [(label(field), said.of(row, field.name)) for field in kind.shown]
    return Standing(
        name(kind, row), row.history_id, row.history_date, _sentence(who_did({row.history_member_id}), row),
        row.history_type == "-", facts, said.tells_personal(row),
    )  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two versions side by side: every field, what each says, and whether they differ; how many do."""

    name: str
    older: Step
    newer: Step
    facts: list[tuple[str, Said, Said, bool]]
    count: int
    personal: bool


def side_by_side(
    member: Membership, kind: Kind, record: UUID, one: int, other: int, *, now: dt.datetime
) -> Pair | None:
    """Two versions of a record by their numbers, in either order; None unless the member may see both."""
    rows = list(versions(member, kind, record).filter(history_id__in={one, other}).order_by("history_id"))
    if len(rows) != 2:
        return None
    older, newer = rows
    said, people = Words(member, kind, rows, now), who_did({row.history_member_id for row in rows})
    facts = [
        (
            label(field),
            said.of(older, field.name),
            said.of(newer, field.name),
            getattr(older, field.attname) != getattr(newer, field.attname),
        )
        for field in kind.shown
    ]
    steps = [
        Step(row.history_id, _sentence(people, row), row.history_date, [], row.history_type == "+") for row in rows
    ]
    return Pair(
        name(kind, newer), steps[0], steps[1],
        [fact for fact in facts if fact[3] or (fact[1], fact[2]) != (NOTHING, NOTHING)],
        sum(differs for *_, differs in facts), any(said.tells_personal(row) for row in rows),
    )  # fmt: skip


def earlier(member: Membership, kind: Kind, record: UUID, most: int = 100) -> list[tuple[int, dt.datetime]]:
    """The number and moment of each version, newest first: what two of them are chosen from."""
    return list(versions(member, kind, record).values_list("history_id", "history_date")[:most])
