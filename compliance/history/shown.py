"""How is a value of a version said to this reader? In words; personal content to few, and never to an auditor."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst

from agencies.models import Membership, Partnership
from agencies.readings import withholds
from compliance.history.codes import answered, coded
from compliance.history.kinds import Kind
from compliance.history.labels import MACHINERY
from compliance.history.naming import names_of
from compliance.history.words import NOT_OPEN, WITHHELD, several
from sharing.models import Checklist, Disclosure, MinutesCopy, Research
from sharing.rules import disposed

LONGEST = 600
# Read until a stated day, and by few: their personal content is told here for as long as on their own pages.
ENDING = (MinutesCopy, Research)


@dataclass(frozen=True)
class Said:
    """One value: `shape` is text, day, moment, nothing or withheld, and says how a page writes it."""

    shape: str
    value: Any = ""


NOTHING = Said("nothing")
KEPT_BACK = Said("withheld", WITHHELD)


class Words:
    """The values of some versions of one kind, as this reader is told them now; what they refer to is asked for once."""

    def __init__(self, member: Membership, kind: Kind, versions: Iterable[models.Model], now: dt.datetime):
        self.member, self.kind, self.versions = member, kind, list(versions)
        self._names = names_of(self._referred())
        self._recorded = self._became()
        self._gone = disposed(member.agency_id, self._disclosures()) if self.kind.locked else set()
        self._still_read = self._readable(now) if kind.model in ENDING else set()

    def tells_personal(self, version: models.Model) -> bool:
        """Whether the personal content of a version is told: to who leads the agency alone whose row it is (ruling 14),
        until that agency has disposed of its copy of the disclosure that it is a part of, or what ends has ended."""
        if not self._ours(version) or withholds(self.member) or self._is_over(version):
            return False
        return self._disclosure_of(version) not in self._gone

    def _ours(self, version) -> bool:
        return self.kind.has_agency and version.agency_id in self.member.reads

    @property
    def _to_disclosure(self) -> str:
        return "id" if self.kind.model is Disclosure else "disclosure_id"

    def _is_over(self, version) -> bool:
        return self.kind.model in ENDING and version.id not in self._still_read

    def _readable(self, now: dt.datetime) -> set[UUID]:
        """The records of what ends that this reader may still read."""
        model: Any = self.kind.model
        found = model.objects.visible_to(self.member).open_at(now)
        return set(found.filter(pk__in={getattr(one, "id", None) for one in self.versions}).values_list("pk", flat=True))

    def _disclosure_of(self, version) -> UUID | None:
        return getattr(version, self._to_disclosure, None) or self._recorded.get(getattr(version, "checklist_id", None))

    def _disclosures(self) -> set[UUID]:
        return {key for one in self.versions if (key := self._disclosure_of(one)) is not None}

    def _became(self) -> dict[UUID | None, UUID]:
        """Which disclosure the questions became that a version is about."""
        keys = {key for one in self.versions if (key := getattr(one, "checklist_id", None)) is not None}
        found = Checklist.objects.filter(pk__in=keys, disclosure__isnull=False).values_list("pk", "disclosure_id")
        return dict(found) if keys else {}

    def _kept_back(self, version) -> frozenset[str]:
        """The fields of a version that this reader is not told."""
        hidden = frozenset() if self._ours(version) else self.kind.own_alone
        return hidden if self.tells_personal(version) else hidden | self.kind.locked

    def of(self, version: models.Model, name: str) -> Said:
        """What a version says in one field."""
        field: Any = self.kind.model._meta.get_field(name)
        value = getattr(version, field.attname)
        if value in (None, "", [], {}):
            return NOTHING
        if name in self._kept_back(version):
            return KEPT_BACK
        if isinstance(value, UUID):
            return Said(
                "text", self._names.get(value, NOT_OPEN) if isinstance(field, models.ForeignKey) else str(value)
            )
        if isinstance(value, dt.datetime):
            return Said("moment", value)
        if isinstance(value, dt.date):
            return Said("day", value)
        words = capfirst(coded(self.kind, name, value) or _choice(field, value) or _answers(value)) or plain(value)
        return Said("text", words if len(words) <= LONGEST else f"{words[:LONGEST]} …")

    def _referred(self) -> dict[type[models.Model], set[UUID]]:
        found: dict[type[models.Model], set[UUID]] = {}
        for field in self.kind.shown:
            if isinstance(field, models.ForeignKey) and field.related_model is not Partnership:
                keys = {getattr(one, field.attname) for one in self.versions} - {None}
                found.setdefault(field.related_model, set()).update(keys)
        return {model: keys for model, keys in found.items() if keys}


def _choice(field: models.Field, value) -> str:
    """The label of a value that is one of few, or of several such."""
    if isinstance(field, ArrayField):
        return several(_choice(field.base_field, one) or plain(one) for one in value)
    return str(dict(field.flatchoices).get(value, "")) if field.choices else ""


def _answers(value) -> str:
    return answered(value) if isinstance(value, dict) else ""


def plain(value) -> str:
    """Any value in plain words: what has a label by its label, a table row by row, the rest as name and value."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        if label := value.get("label") or value.get("words"):
            return str(label)
        if set(value) == {"header", "rows"}:
            return "; ".join(plain(row) for row in [value["header"], *value["rows"]])
        said = ((str(name), one) for name, one in value.items() if name not in MACHINERY)
        return "; ".join(f"{name.replace('_', ' ')}: {plain(one)}" for name, one in said)
    if isinstance(value, (list, tuple)):
        return several(plain(one) for one in value)
    return "" if value is None else str(value)
