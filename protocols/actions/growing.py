"""What must hold before a version is begun or changed?"""

import re
from datetime import datetime

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked
from agencies.tenancy import say_verb
from protocols import lifecycle
from protocols.models import Party, Protocol, Version

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,29}")
NUMBER = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}")
# These stand in addresses where a reference would.
RESERVED = frozenset({"draft_protocol", "read_file", "readings"})


def growing(version: Version, verb: str, *, by: Membership) -> Version:
    """The version locked and fresh, if this member may change it in this way and it is not frozen or given up."""
    version = locked(version)
    require(by, verb, version)
    if version.status not in lifecycle.GROWING:
        raise MoveRefused(f"This is {version.get_status_display().lower()}, so it can no longer be changed.")
    say_verb(verb)
    return version


def needed(words: str, question: str) -> str:
    """The words without space around them, or a refusal that says what to give."""
    if not words.strip():
        raise MoveRefused(question)
    return words.strip()


def begin_version(
    protocol: Protocol, *, by: Membership, at: datetime, number: str, change_summary: str = "",
    signatories=(), amends: Version | None = None, **facts,
) -> Version:  # fmt: skip
    """Write a new draft with its parties: the signatories, and the drafting agency if it is not one of them.

    `signatories` are (agency key, is required, capacity). The protocol is locked, so that two people who begin at
    the same time do not both get a draft.
    """
    protocol = locked(protocol)
    if not NUMBER.fullmatch(number):
        raise MoveRefused("A version number is figures with full stops between them, such as 1.0.")
    if protocol.versions.filter(number=number).exists():
        raise MoveRefused(f"There is a version {number} already.")
    if under_way := protocol.versions.filter(status__in=lifecycle.UNDER_WAY).first():
        raise MoveRefused(f"Version {under_way.number} is being drawn up already. Finish it or withdraw it first.")
    places = {agency: (Party.Part.SIGNATORY, required, capacity) for agency, required, capacity in signatories}
    places.setdefault(by.agency_id, (Party.Part.DRAFTER, False, ""))
    version = Version(
        partnership_id=protocol.partnership_id, protocol=protocol, number=number, change_summary=change_summary[:500],
        agency_id=by.agency_id, author=by, created_at=at, amends=amends, party_ids=list(places), **facts,
    )  # fmt: skip
    version.save(force_insert=True)
    Party.objects.bulk_create(
        Party(
            partnership_id=version.partnership_id, version=version, agency_id=agency, part=part, is_required=required,
            capacity=capacity,
        )
        for agency, (part, required, capacity) in places.items()
    )  # fmt: skip
    show_protocol_to_parties(protocol)
    return version


def set_parties(version: Version, agencies) -> None:
    """Say which agencies the version is shown to; whoever sees it as one in force keeps seeing it."""
    everyone = [version.partnership_id] if version.partnership_id in version.party_ids else []
    version.party_ids = [*dict.fromkeys(agencies), *everyone]
    version.save(update_fields=["party_ids"])
    show_protocol_to_parties(version.protocol)


def show_protocol_to_parties(protocol: Protocol) -> None:
    """A protocol is seen by whoever sees one of its versions."""
    protocol = locked(protocol)
    seen = {key for keys in protocol.versions.values_list("party_ids", flat=True) for key in keys}
    if seen != set(protocol.party_ids):
        protocol.party_ids = sorted(seen)
        protocol.save(update_fields=["party_ids"])
