"""Coming into force: on the common date, or on the signature that reaches the minimum if that is later (ruling 2)."""

from datetime import datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked
from agencies.sweeps import registrar
from agencies.tenancy import acting_as, say_verb
from protocols import lifecycle
from protocols.actions.growing import show_protocol_to_parties
from protocols.actions.telling import everyone_concerned, tell_about
from protocols.catalogue.clocks import as_day
from protocols.models import Version
from protocols.rules import may_start, said, start_day, too_few_signatures


@transaction.atomic
def bring_into_force(version: Version, *, by: Membership, at: datetime, cause: str = "") -> Version:
    """Let a version govern between those who have signed, end the one before, and show both to the partnership.

    `cause` says what set it off, for the timeline: a signature, or the date. It starts on the day the rule gives,
    which is earlier than `at` when a sweep was late.
    """
    version = locked(version)
    require(by, "bring_into_force", version)
    locked(version.protocol)  # two versions of one protocol never start at once
    if version.status in lifecycle.BRING_INTO_FORCE.sources:
        if not may_start(version, as_day(at)):
            lacking = too_few_signatures(version) or [f"The common date is {said(version.effective_on)}."]
            raise MoveRefused(" ".join(lacking))
        day = start_day(version)
        _supersede_earlier(version, day, by=by, at=at)
        # Before the move: the database has no version in force that does not say since when.
        say_verb("bring_into_force")
        version.in_force_on = day
        version.save(update_fields=["in_force_on"])
    version = carry_out(lifecycle.BRING_INTO_FORCE, version, by=by, at=at, reason=cause)
    if version.partnership_id not in version.party_ids:
        version.party_ids = [*version.party_ids, version.partnership_id]
        version.save(update_fields=["party_ids"])
        show_protocol_to_parties(version.protocol)
    tell_about(version, "protocol_in_force", everyone_concerned(version, at), at=at, since=said(version.in_force_on))
    return version


def _supersede_earlier(version: Version, day, *, by: Membership, at: datetime) -> None:
    held = version.protocol.versions.filter(status=Version.Status.IN_FORCE).select_for_update(of=("self",))
    for earlier in held:
        earlier.ended_on = max(day, earlier.in_force_on)
        say_verb("supersede")
        earlier.save(update_fields=["ended_on"])
        carry_out(lifecycle.SUPERSEDE, earlier, by=by, at=at, reason=f"Version {version.number} came into force.")


def commence_if_due(version: Version, *, at: datetime, cause: str) -> bool:
    """As the registrar, bring a version into force if the rule says so; whether it did.

    Called in the transaction of the last signature, by the rule that the daily sweep asks.
    """
    if version.status != Version.Status.SIGNING or not may_start(version, as_day(at)):
        return False
    clock = registrar(as_day(at))
    with acting_as(clock):
        bring_into_force(version, by=clock, at=at, cause=cause)
    return True
