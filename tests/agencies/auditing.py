"""Openings of records to auditors of other agencies, for tests."""

from datetime import timedelta

from django.utils import timezone

from agencies import actions
from agencies.models import Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories as agencies


def outside_auditor(world) -> Membership:
    """An auditor of the agency that is a stranger to all records."""
    return agencies.member(world.registrar, world.strangers, Role.AUDITOR, job_title="Partnership Auditor")


def open_to_audit(by, whom, agency=None, **more):
    """Somebody opens their agency's records, from today for a month unless other days are given."""
    today = timezone.localdate()
    told = {"starts_on": today, "ends_on": today + timedelta(days=30), "reason": "The yearly audit", **more}
    with acting_as(by):
        return actions.open_to_audit(agency or by.agency, whom, by=by, at=timezone.now(), **told)


def close_to_audit(by, opening):
    """Somebody of the agency takes it back."""
    with acting_as(by):
        return actions.close_to_audit(opening, by=by, at=timezone.now())


def refreshed(member, keep: bool = False) -> Membership:
    """The member as the next request finds it; with `keep` the same row, as if it had just been found."""
    if keep:
        member.__dict__.pop("reads", None)
        return member
    with acting_as(member):
        found = Membership.objects.select_related("agency", "partnership", "person").get(pk=member.pk)
    return found
