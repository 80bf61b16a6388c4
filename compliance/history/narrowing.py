"""Which changes are asked for? One choice, the same for the list and for what is taken away."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, Membership
from compliance.history.kinds import Kind, kinds, visible_to
from protocols.models import Protocol

# How many records lie between a change and its protocol: a clause, its section, the version, the protocol.
FARTHEST = 3


@dataclass(frozen=True)
class Choice:
    """What somebody asks to see; whatever is empty narrows nothing. `since` and `until` are moments, until not included."""

    kind: str = ""
    protocol: UUID | None = None
    agency: UUID | None = None
    person: str = ""
    verb: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None

    @classmethod
    def of(cls, said: dict, *, agency: Agency | None, protocol: Protocol | None) -> "Choice":
        """What was said, once what it names is found; the days are from the first one's beginning to the last one's end."""
        since, until = said.get("since"), said.get("until")
        return cls(
            kind=said.get("kind", ""),
            protocol=protocol.pk if protocol else None,
            agency=agency.pk if agency else None,
            person=said.get("person", ""),
            verb=said.get("verb", ""),
            since=start_of(since) if since else None,
            until=start_of(until + dt.timedelta(days=1)) if until else None,
        )


def start_of(day: dt.date) -> dt.datetime:
    """The moment at which a day begins here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def changes(member: Membership, kind: Kind, choice: Choice) -> QuerySet:
    """The versions of one kind that the member may see and asks for, in no order."""
    wanted = visible_to(member, kind)
    if choice.agency:
        wanted &= Q(history_agency_id=choice.agency)
    if choice.verb:
        wanted &= Q(history_verb=choice.verb)
    if choice.since:
        wanted &= Q(history_date__gte=choice.since)
    if choice.until:
        wanted &= Q(history_date__lt=choice.until)
    if choice.person:
        people = Membership.objects.filter(partnership_id=member.partnership_id, person__name__icontains=choice.person)
        wanted &= Q(history_member_id__in=people.values("pk"))
    if choice.protocol:
        wanted &= under(kind, choice.protocol)
    return kind.kept._default_manager.filter(wanted).order_by()


def chosen_kinds(choice: Choice) -> list[Kind]:
    """The kinds of record in which what is asked for can lie."""
    found = [kind for kind in kinds() if not choice.kind or kind.slug == choice.kind]
    return [kind for kind in found if not choice.protocol or kind.model is Protocol or _ways(kind.model)]


def under(kind: Kind, protocol: UUID) -> Q:
    """The protocol itself, what belongs to one of its versions, and what was shared, held or suspended under it."""
    found = Q(pk__in=[])
    if kind.model is Protocol:
        found |= Q(id=protocol)
    for way in _ways(kind.model):
        field: Any = kind.model._meta.get_field(way[0])
        rest = way[1:]
        if not rest:
            found |= Q(**{f"{way[0]}_id": protocol})
        else:
            target = field.related_model._base_manager.filter(**{"__".join(rest) + "_id": protocol})
            found |= Q(**{f"{way[0]}_id__in": target.values("pk")})
    return found


@cache
def _ways(model: type[models.Model], left: int = FARTHEST) -> tuple[tuple[str, ...], ...]:
    """The chains of foreign keys that lead from a record to its protocol, in at most so many steps."""
    found: list[tuple[str, ...]] = []
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is None or target is model or target._meta.app_label == Agency._meta.app_label:
            continue
        if target is Protocol:
            found.append((field.name,))
        elif left > 1:
            found += [(field.name, *way) for way in _ways(target, left - 1)]
    return tuple(found)
