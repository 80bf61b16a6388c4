"""Who can see a record, and why? Named beside every record, so that nobody has to guess (pages 3.3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sharing.models import Disclosure, DisclosureParty, Request

_LEADS = "heads and designated officers; auditors without personal content"


@dataclass(frozen=True)
class Seer:
    """An agency, who in it, and why."""

    agency: str
    roles: str
    why: str


def who_can_see(record: Disclosure | Request, parties: Iterable[DisclosureParty] | None = None) -> list[Seer]:
    """The agencies that can open the record, with the roles in each. Nobody else can learn that it exists.

    `parties` are those of the record, where they are at hand.
    """
    if isinstance(record, Request):
        return [
            Seer(str(record.asking_agency), f"whoever asked; {_LEADS}", "It asks."),
            Seer(str(record.asked_agency), f"whoever may answer it; {_LEADS}", "It is asked."),
        ]
    if parties is None:
        parties = record.parties.select_related("agency")
    return [
        Seer(str(party.agency), f"whoever recorded it; {_LEADS}", "It shared it.")
        if party.part == party.Part.GIVER
        else Seer(str(party.agency), f"whoever was sent it or let in; {_LEADS}", "It received it.")
        for party in parties
    ]
