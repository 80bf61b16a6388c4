"""A head signs for the own agency, or refuses and says why. Nobody can be made to do either (TR-03)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.tenancy import say_verb
from protocols import lifecycle
from protocols.actions.commencing import commence_if_due
from protocols.actions.growing import needed
from protocols.actions.telling import everyone_concerned, tell_about
from protocols.catalogue.clocks import as_day
from protocols.models import Party, Version
from protocols.permissions import HEADS
from protocols.rules import content_digest

LONGEST = 500


@transaction.atomic
def sign(party: Party, *, by: Membership, at: datetime, interpretation: str = "") -> Party:
    """Sign the frozen text for an agency, with how it reads a clause if that is to be said (P-12.5b).

    A signature after the version is in force is an accession from its own day; no date moves (TR-27). The signature
    that reaches the minimum on or after the common date brings the version into force at once.
    """
    party, version = _own_place(party, "sign", by=by, at=at)
    if content_digest(version) != version.content_sha256:
        raise MoveRefused("This text is not the one that was approved, so it cannot be signed. Tell the board.")
    party.refused_at, party.refused_by, party.refusal_reason = None, None, ""
    party.signed_at, party.signed_by, party.signed_sha256 = at, by, version.content_sha256
    party.interpretation = interpretation.strip()[:LONGEST]
    if version.status == Version.Status.IN_FORCE:
        party.acceded_on = as_day(at)
    party.save()
    trace(version, "sign", by=by, at=at, reason=party.interpretation)
    told = [member for member in everyone_concerned(version, at) if member.pk != by.pk]
    tell_about(version, "protocol_signed", told, at=at, agency=party.agency.name)
    commence_if_due(version, at=at, cause=f"Signed by {party.agency}.")
    return party


@transaction.atomic
def refuse(party: Party, *, by: Membership, at: datetime, reason: str) -> Party:
    """Say that the agency does not sign, and why. Everyone concerned is told; it holds nobody else back.

    The agency may sign later, in force or not.
    """
    why = needed(reason, "Say why the agency does not sign. Everyone concerned will read it.")[:LONGEST]
    party, version = _own_place(party, "refuse", by=by, at=at)
    if party.refused_at:
        raise MoveRefused(f"{party.agency} has refused already.")
    party.refused_at, party.refused_by, party.refusal_reason = at, by, why
    party.save(update_fields=["refused_at", "refused_by", "refusal_reason"])
    trace(version, "refuse", by=by, at=at, reason=why)
    told = [member for member in everyone_concerned(version, at) if member.pk != by.pk]
    tell_about(version, "protocol_refused", told, at=at, agency=party.agency.name)
    return party


def _own_place(party: Party, verb: str, *, by: Membership, at: datetime) -> tuple[Party, Version]:
    """The agency's place and its version, locked: open to signature, and not signed yet."""
    version = locked(party.version)
    party = locked(party)
    require(by, verb, party)
    _require_active(by, at)
    if version.status not in lifecycle.OPEN_TO_SIGNATURE:
        raise MoveRefused(f"This is {version.get_status_display().lower()}, so it cannot be signed now.")
    if party.part != Party.Part.SIGNATORY:
        raise MoveRefused(f"{party.agency} is not asked to sign.")
    if party.signed_at:
        raise MoveRefused(f"{party.agency} has signed already.")
    say_verb(verb)
    party.version = version
    return party, version


def _require_active(by: Membership, at: datetime) -> None:
    """A head whose time has ended signs no more, even in a page that was opened before."""
    if not Membership.objects.active(as_day(at)).with_role(*HEADS).filter(pk=by.pk).exists():
        raise PermissionDenied(f"{by} did not act as head of agency on that day.")
