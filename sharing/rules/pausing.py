"""Has one's own agency paused its sharing with whoever is to receive this? A warning, and never a block (TR-24)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from agencies.questions import asked
from protocols.catalogue import law
from protocols.models import Version
from sharing.models import Disclosure, DisclosureParty, Suspension
from sharing.naming import in_list

_DUTY = "GD-D"
STILL = "A duty to share still applies, and somebody in danger comes first."


def pauses(agency_id, at: datetime, *, towards: Iterable | None = None, protocol_id=None) -> list[Suspension]:
    """The pauses of an agency at a moment; towards these agencies and under this protocol or any, where they are said."""
    keys = None if towards is None else list(towards)
    return [] if keys == [] else asked(_pauses, agency_id, at, keys, protocol_id)


def _pauses(agency_id, at, towards, protocol_id):
    found = Suspension.objects.running_at(at).filter(agency_id=agency_id).select_related("towards")
    if towards is not None:
        found = found.filter(Q(protocol=None) | Q(protocol=protocol_id), towards__in=towards)
    return found.order_by("towards__name", "started_at")


def pauses_in_words(agency_id, at: datetime, towards: Iterable, version: Version | None = None) -> list[str]:
    """What is said to somebody about to share with these agencies; nothing where nothing is paused."""
    keys = [agency.pk for agency in towards]
    found = pauses(agency_id, at, towards=keys, protocol_id=version.protocol_id if version else None) if keys else []
    return [paused_words(pause) for pause in found]


def paused_words(pause: Suspension) -> str:
    """What is said where one shares."""
    return f"Your agency has paused sharing of {_lowered(pause.scope)} with {pause.towards}."


def shared_while_paused(disclosure: Disclosure, parties: Iterable[DisclosureParty]) -> list[str]:
    """Beside a record that went ahead although sharing was paused: which pause, and the duty that was named, if any."""
    sides = list(parties)
    giver = next(party for party in sides if party.part == DisclosureParty.Part.GIVER)
    received = {party.agency_id: party for party in sides if party.part == DisclosureParty.Part.RECIPIENT}
    protocol = disclosure.version.protocol_id if disclosure.version else None
    told = []
    for pause in pauses(disclosure.agency_id, disclosure.shared_at, towards=received, protocol_id=protocol):
        codes = dict.fromkeys([*giver.provisions, *received[pause.towards_id].given_under])
        duties = [row.label for row in map(law.catalogue().get, codes) if row and row.kind == _DUTY]
        because = (
            f"It went ahead under a duty to share: {in_list(duties)}." if duties else "No duty to share is named on it."
        )
        told.append(
            f"Sharing of {_lowered(pause.scope)} with {pause.towards} was paused when this was shared. {because}"
        )
    return told


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
