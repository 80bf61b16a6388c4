"""Who may do this? The one place that answers, for pages, actions, API, buttons and tests alike.

Each app's `permissions.WHO_MAY` is registered here when it starts. Exceptions for one record are grants, each with a
reason and an end (design 2); guardian keeps them and is known to this file alone (ruling 25).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from agencies.models import Membership
from agencies.models.tenant import PartyRow
from agencies.roles import Role


def always(member, record) -> bool:
    """No condition beside the role."""
    return True


@dataclass(frozen=True)
class Who:
    """The roles that may, and what must hold between the member and the record besides."""

    roles: frozenset[Role]
    where: Callable[[Membership, models.Model | None], bool] = always
    # May a grant on the record stand in for role and condition? The name of the granted permission.
    or_granted: str = ""


_TABLE: dict[tuple[str, str], Who] = {}


def register(app: str, who_may: Mapping[str, Who]) -> None:
    """Take in one app's permissions; called when the app starts."""
    _TABLE.update({(app, verb): who for verb, who in who_may.items()})


def registered() -> dict[tuple[str, str], Who]:
    """Every (app, verb) and who may; tests and the navigation read it."""
    return dict(_TABLE)


def may(member: Membership | None, verb: str, record) -> bool:
    """May this member do this to this record? `record` is a row, or its class for what has no row yet.

    Raises KeyError for a verb that no app has declared: a permission nobody wrote down is a mistake, not a no.
    """
    who = _TABLE[(record._meta.app_label, verb)]
    if member is None:
        return False
    row = None if isinstance(record, type) else record
    if row is not None and getattr(row, "partnership_id", member.partnership_id) != member.partnership_id:
        return False
    if member.has(*who.roles) and who.where(member, row):
        return True
    return bool(who.or_granted and row is not None and granted(member, who.or_granted, row))


def require(member: Membership | None, verb: str, record) -> None:
    """Raise PermissionDenied unless the member may."""
    if not may(member, verb, record):
        raise PermissionDenied(f"You cannot do this as {member}." if member else "You cannot do this.")


class Grant(PartyRow, UserObjectPermissionBase):
    """An exception for one record: who, what, why, by whom and until when. Upper apps add `content_object`."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_on = models.DateField()

    class Meta:
        # Unlike guardian's own: somebody may be given the same exception again after it has ended.
        abstract = True

    def __str__(self):
        return f"{self.member} until {self.ends_on}"


def _grants_of(record_or_model) -> Any:
    model: Any = record_or_model if isinstance(record_or_model, type) else type(record_or_model)
    relations = [relation.related_model for relation in model._meta.related_objects]
    return next((found for found in relations if issubclass(found, Grant)), None)


def grant(record, member: Membership, permission: str, *, by: Membership, at, reason: str, ends_on: date) -> Any:
    """Give one member one exception on one record. Raises ValueError without a reason or for an end in the past."""
    if not reason.strip():
        raise ValueError("A grant needs a reason.")
    if ends_on < timezone.localdate(at):
        raise ValueError("A grant must end today or later.")
    model = _grants_of(record)
    found = Permission.objects.get(codename=permission, content_type__app_label=record._meta.app_label)
    made = model(
        partnership_id=record.partnership_id, content_object=record, member=member, user_id=member.person_id,
        permission=found, reason=reason, granted_by=by, starts_at=at, ends_on=ends_on,
    )  # fmt: skip
    model.objects.bulk_create([made])
    return made


def live_grants(model: type[models.Model], member: Membership, permission: str, on: date | None = None):
    """The grants a member holds on records of a model: not ended, of this membership, of an active person.

    guardian's own has_perm says True for a grant that ended years ago, so it is never asked.
    """
    day = on or timezone.localdate()
    return _grants_of(model).objects.filter(
        member=member,
        user__is_active=True,
        permission__codename=permission,
        ends_on__gte=day,
    )


def granted(member: Membership, permission: str, record) -> bool:
    """Does this member hold this exception on this record today?"""
    return live_grants(type(record), member, permission).filter(content_object=record).exists()
