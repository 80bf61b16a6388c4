"""Whose law stands on which line of a record: the giver's, the giver's towards each recipient, each recipient's own?"""

from dataclasses import dataclass
from datetime import date

from agencies.models import Agency
from protocols.catalogue.clocks import as_day
from protocols.models import Protocol, Provision
from sharing.models import Checklist, Disclosure, DisclosureParty
from sharing.rules.columns import Told
from sharing.rules.law import Side, gives_under, holds_under, may_hold_under

# The ground of question 7 which says that it is to prevent a crime.
_CRIME = "crime"


@dataclass(frozen=True)
class Law:
    """The codes of the giver; the giver's towards each recipient; and what recipients had said or agreed before."""

    giver: list[str]
    towards: dict[Agency, list[str]]
    recipients: dict[Agency, list[str]]


def law_of(checklist: Checklist, said: Told, on: date, data_kinds, agencies) -> Law:
    """The law of every line of a record made from this checklist, for the agencies that receive it."""
    known, have = said.facts, said.answers
    common = {
        "on": on, "agreed": _agreed(checklist.procedure_id), "data_kinds": frozenset(data_kinds),
        "living": known["data_kind"] != "deceased_only", "crime": _CRIME in known["public_interest"]["grounds"],
    }  # fmt: skip
    giver = Side(
        checklist.agency.kind, said=have.get("2c") or {}, purpose=known["purpose"]["code"] or "",
        weighed=bool(known["proportion"]), prescribed=(have.get("FIG") or {}).get("small") == "required", **common,
    )  # fmt: skip
    return Law(
        gives_under(giver),
        {agency: gives_under(giver, agency.kind) for agency in agencies},
        _recipients(checklist, agencies, giver.purpose, common),
    )


def hold_choices(disclosure: Disclosure, agency: Agency, on: date) -> list[str]:
    """The codes among which an agency that received it says what allows it to hold it; none where none is needed."""
    kinds = frozenset(disclosure.data_kinds)
    return may_hold_under(Side(agency.kind, on=on, agreed=_agreed(disclosure.version_id), data_kinds=kinds))


def law_to_state(party: DisclosureParty, agency: Agency) -> list[str]:
    """The same once it has received it: what was open to it on that day, and what it said before."""
    open_then = hold_choices(party.disclosure, agency, as_day(party.received_at)) if party.received_at else []
    return list(dict.fromkeys([*open_then, *party.provisions]))


def _agreed(version_id) -> frozenset[str]:
    """The codes that an agreement names; none where it is not open to whoever asks."""
    if version_id is None:
        return frozenset()
    return frozenset(Provision.objects.filter(version_id=version_id).values_list("code", flat=True))


def _recipients(checklist, agencies, purpose, common) -> dict[Agency, list[str]]:
    """Empty until each says its own, but for what the asker said in asking and a procedure says for its signatories."""
    version, asked = checklist.procedure, checklist.request
    told: dict = {}
    standing = version.standing_answers.get("2c") if version else None
    if standing and version.protocol.tier == Protocol.Tier.PROCEDURE and agencies:
        signed = set(version.parties.exclude(signed_at=None).values_list("agency_id", flat=True))
        told = {agency: (standing, purpose) for agency in agencies if agency.pk in signed}
    if asked and checklist.voice == Checklist.Voice.SHARER and asked.answers.get("2c"):
        asker = next((agency for agency in agencies if agency.pk == asked.asking_agency_id), None)
        told |= {asker: (asked.answers["2c"], asked.purpose)} if asker else {}
    return {
        agency: holds_under(Side(agency.kind, said=said, purpose=towards, **common))
        for agency, (said, towards) in told.items()
    }
