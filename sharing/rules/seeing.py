"""Who can see a record, and why? Named beside every record, so that nobody has to guess (pages 3.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.models import AuditOpening, Membership
from agencies.questions import asked
from agencies.roles import ADVISERS, WHOLE_AGENCY, Role
from sharing.models import Disclosure, DisclosureParty, DisclosureReader, Request

_LEADS = "heads and designated officers; auditors without personal content"


@dataclass(frozen=True)
class Seer:
    """An agency, who in it, and why."""

    agency: str
    roles: str
    why: str


def who_can_see(
    record: Disclosure | Request, on: date, parties: Iterable[DisclosureParty] | None = None
) -> list[Seer]:
    """The agencies that can open the record on a day, with the roles in each. Nobody else can learn that it exists.

    `parties` are those of the record, where they are at hand.
    """
    return _parties(record, parties) + _auditors(record, on)


def still_outside(disclosure: Disclosure, agency_id, on: date):
    """The practitioners and advisers of an agency who cannot read a record yet, and could be let in to it."""
    active = Membership.objects.active(on).filter(partnership_id=disclosure.partnership_id, agency_id=agency_id)
    readers = DisclosureReader.objects.filter(disclosure=disclosure).values("member")
    found = active.with_role(Role.PRACTITIONER, *ADVISERS).exclude(roles__overlap=list(WHOLE_AGENCY)).exclude(pk__in=readers)
    return found.select_related("person").order_by("person__name")


def _auditors(record: Disclosure | Request, on: date) -> list[Seer]:
    opened = asked(_opened, record.partnership_id, record.party_ids, on)
    return [
        Seer(
            str(one.member.agency), "one auditor, without personal content",
            f"{one.agency} has opened its records until {one.ends_on.day} {one.ends_on:%B %Y}.",
        )
        for one in opened
    ]  # fmt: skip


def _opened(partnership, agencies, on):
    opened = AuditOpening.objects.on(on).filter(partnership_id=partnership, agency_id__in=agencies)
    return opened.select_related("agency", "member__agency").order_by("agency__name", "ends_on")


def _parties(record: Disclosure | Request, parties: Iterable[DisclosureParty] | None) -> list[Seer]:
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
