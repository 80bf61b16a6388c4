"""Which changes come next in the list? Newest first over every table of versions, by keyset.

Each table gives its own newest rows by its index on partnership and moment, and the newest of all are kept. A cursor
is the moment, the number and the table of a version, so that a page costs the same at any depth.
"""

import datetime as dt
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Q, Value
from django.utils.text import capfirst

from agencies.models import Membership
from compliance.history import words
from compliance.history.kinds import Kind, kinds
from compliance.history.naming import names_of_versions
from compliance.history.narrowing import Choice, changes, chosen_kinds

SIZE = 50
_ROW = (
    "history_date", "history_id", "history_place", "id", "history_type", "history_verb", "history_member_id",
    "history_txid",
)  # fmt: skip
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Touched:
    """One record that an act made, changed or removed."""

    kind: Kind
    record: UUID
    name: str
    done: str
    times: int = 1

    @property
    def words(self) -> str:
        """What kind of record it is."""
        said = words.kind_words(self.kind)
        return capfirst(said)


@dataclass
class Act:
    """What somebody did in one go: who, for which agency, which verb, when, and the records that it touched."""

    who: str
    agency: str
    verb: str
    at: dt.datetime
    touched: list[Touched] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The act in words, with the record that people know by its reference."""
        for_agency = f", for {self.agency}," if self.agency else ""
        return f"{self.who}{for_agency} {words.verb_words(self.verb)}"

    @property
    def about(self) -> str:
        """The reference or name of the record that the act was about."""
        referred = [one.name for one in self.touched if one.kind.named_by == "reference"]
        return next(iter(referred), min((one.name for one in self.touched if one.name), key=len, default=""))


@dataclass(frozen=True)
class Page:
    """One page of acts, how many changes it holds, and cursors to the next and the previous page or ""."""

    acts: list[Act]
    count: int
    next: str
    previous: str


# Of what was asked for in a way that cannot be read.
NOTHING = Page([], 0, "", "")


def page(member: Membership, choice: Choice, *, after: str = "", before: str = "", size: int = SIZE) -> Page:
    """The changes that the member may see and asks for, older than one cursor or newer than another."""
    older, newer = _row(after), _row(before)
    backwards = newer is not None and older is None
    rows = _rows(member, choice, older, newer if backwards else None, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        _acts(rows),
        len(rows),
        _cursor(rows[-1]) if rows and (more or backwards) else "",
        _cursor(rows[0]) if rows and (older is not None or (backwards and more)) else "",
    )


def numbered(member: Membership, choice: Choice, *, after: str = "", size: int = SIZE) -> tuple[list, str]:
    """The same changes older than a cursor, each as its kind and number, and the cursor of the next page or ""."""
    rows, order = _rows(member, choice, _row(after), None, size + 1), kinds()
    shown = rows[:size]
    return [(order[row[2]], row[1]) for row in shown], _cursor(shown[-1]) if len(rows) > size else ""


def _rows(member, choice, older, newer, most: int) -> list[tuple]:
    places = {kind: place for place, kind in enumerate(kinds())}
    sign = "" if newer else "-"
    order = [f"{sign}{name}" for name in ("history_date", "history_id")]
    branches = [
        changes(member, kind, choice)
        .filter(_beyond(places[kind], older, newer))
        .annotate(history_place=Value(places[kind]))
        .values_list(*_ROW)
        .order_by(*order)[:most]
        for kind in chosen_kinds(choice)
    ]
    if not branches:
        return []
    if len(branches) == 1:
        return list(branches[0])
    return list(branches[0].union(*branches[1:], all=True).order_by(*order, f"{sign}history_place")[:most])


def _beyond(place: int, older, newer) -> Q:
    """Further on than a cursor, for the table that stands at this place among equal moments."""
    if older:
        at, number, other = older
        same = Q(history_date=at, history_id__lt=number + (1 if place < other else 0))
        return Q(history_date__lte=at) & (Q(history_date__lt=at) | same)
    if newer:
        at, number, other = newer
        same = Q(history_date=at, history_id__gt=number - (1 if place > other else 0))
        return Q(history_date__gte=at) & (Q(history_date__gt=at) | same)
    return Q()


def _acts(rows: list[tuple]) -> list[Act]:
    """Rows that one act left, told together; they stand beside each other, since they have nearly the same moment."""
    found: dict[Kind, list[int]] = {}
    order = kinds()
    for _, number, place, *_ in rows:
        found.setdefault(order[place], []).append(number)
    names, people = names_of_versions(found), who_did({row[6] for row in rows if row[6]})
    acts: list[Act] = []
    last = None
    for at, number, place, record, done, verb, member, txid in rows:
        if not acts or last != (txid, verb, member):
            who, agency = people.get(member, ("This service", ""))
            acts.append(Act(who, agency, verb, at))
            last = (txid, verb, member)
        kind, touched = order[place], acts[-1].touched
        one = Touched(kind, record, names[(kind, number)], words.DONE[done])
        if touched and replace(touched[-1], times=1) == one:
            touched[-1] = replace(one, times=touched[-1].times + 1)
        else:
            touched.append(one)
    return acts


def who_did(members: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """The people of these memberships with the part they play, and the agency they act for; the service has neither."""
    people = Membership.objects.filter(pk__in=members).select_related("person", "agency")
    return {one.pk: ("This service", "") if one.has("registrar") else (one.named, str(one.agency)) for one in people}


def _cursor(row: tuple) -> str:
    return f"{(row[0] - _EPOCH) // _MICROSECOND}-{row[1]}-{row[2]}"


def _row(cursor: str) -> tuple[dt.datetime, int, int] | None:
    """The place of a cursor; None for one that is empty or was typed wrongly: the first page is shown."""
    try:
        micros, number, place = (int(part) for part in cursor.split("-"))
        return _EPOCH + micros * _MICROSECOND, number, place
    except (ValueError, OverflowError):
        return None
