"""Naming what stands beside the text: the agencies, the facts, and who besides may read the draft."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies import access
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.tenancy import say_verb
from protocols import lifecycle
from protocols.actions.growing import growing, needed, set_parties
from protocols.actions.telling import heads_and_officers, tell_about
from protocols.catalogue.clocks import as_day
from protocols.importing.slugs import slug_of, unique
from protocols.models import DataItem, DraftGrant, Party, Provision, Purpose, Version
from protocols.models.version import READ_DRAFT
from protocols.rules import said

P = Party.Part
FACT_SLUG = 50
SLUG = re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*")


@transaction.atomic
def name_parties(
    version: Version, *, by: Membership, at: datetime, signatories: Sequence[tuple[Agency, bool, str]],
    consultees: Sequence[Agency] = (),
) -> Version:  # fmt: skip
    """Say which agencies are asked to sign, as (agency, is required, capacity), and which for their view only.

    While the version grows the lists replace those before. Once it is out for signing or in force, agencies can only
    be added: the protocol extends to any that signs it later (P-2.2), and no place in it is taken away.
    """
    places: dict[UUID, tuple[str, bool, str]] = {agency.pk: (P.CONSULTEE, False, "") for agency in consultees}
    places |= {agency.pk: (P.SIGNATORY, bool(required), capacity[:60]) for agency, required, capacity in signatories}
    _refuse_strangers(by, [*consultees, *(agency for agency, _, _ in signatories)])
    version = locked(version)
    access.require(by, "name_parties", version)
    held = {party.agency_id: party for party in version.parties.all()}
    if version.status in lifecycle.OPEN_TO_SIGNATURE:
        say_verb("name_parties")
        _refuse_removal(held, places)
        places |= {
            key: (party.part, party.is_required, party.capacity) for key, party in held.items() if key not in places
        }
    else:
        version = growing(version, "name_parties", by=by)
        places.setdefault(version.agency_id, (P.DRAFTER, False, ""))
        # Whoever was let in to read goes on reading, whatever becomes of their agency's part.
        for key in version.draft_grants.filter(ends_on__gte=as_day(at)).values_list("member__agency_id", flat=True):
            places.setdefault(key, (P.READER, False, ""))
    _place(version, held, places)
    new = [key for key in places if key not in held or held[key].part == P.READER]
    trace(version, "name_parties", by=by, at=at)
    _tell_newcomers(version, new, at)
    return version


def _refuse_strangers(by: Membership, agencies: list[Agency]) -> None:
    if any(agency.partnership_id != by.partnership_id or agency.kind == Agency.Kind.SERVICE for agency in agencies):
        raise MoveRefused("Only agencies of this partnership can be named.")


def _refuse_removal(held: dict, places: dict) -> None:
    asked = [party for party in held.values() if party.part == P.SIGNATORY]
    gone = [party for party in asked if places.get(party.agency_id, ("",))[0] != P.SIGNATORY]
    if gone:
        raise MoveRefused("The text is out for signing. Agencies can be added now, and none can be taken out.")


def _place(version: Version, held: dict, places: dict) -> None:
    set_parties(version, places)
    version.parties.exclude(agency_id__in=places).delete()
    for key, party in held.items():
        if key in places and (party.part, party.is_required, party.capacity) != places[key]:
            party.part, party.is_required, party.capacity = places[key]
            party.save(update_fields=["part", "is_required", "capacity"])
    Party.objects.bulk_create(
        Party(
            partnership_id=version.partnership_id, version=version, agency_id=key, part=part, is_required=required,
            capacity=capacity,
        )
        for key, (part, required, capacity) in places.items()
        if key not in held
    )  # fmt: skip


def _tell_newcomers(version: Version, new: list, at: datetime) -> None:
    """An agency named after the others were asked is asked as they were."""
    people = heads_and_officers(version, new, at)
    if version.status == Version.Status.CONSULTATION:
        tell_about(version, "protocol_consultation", people, at=at, until=said(version.consultation_ends_on))
    elif version.status in lifecycle.OPEN_TO_SIGNATURE:
        tell_about(version, "protocol_to_sign", people, at=at, until=said(max(version.effective_on or as_day(at), as_day(at))))


@transaction.atomic
def name_facts(
    version: Version, *, by: Membership, at: datetime, purposes: Sequence[str | tuple[str, str]] | None = None,
    data_items: Sequence[tuple[str, str] | tuple[str, str, str]] | None = None,
    provisions: Sequence[str | tuple[str, str]] | None = None,
) -> Version:  # fmt: skip
    """Say for what, which kinds of information and under which law; what is None stays as it is.

    `purposes` are words, or (slug, words); `data_items` are (label, kind of DataItem.Kind), or (slug, label, kind);
    `provisions` are codes of the catalogue, or (code, note). Disclosures refer to a purpose or item by its slug: one
    that is given stands, the same words keep the slug that they had, and new words get one made of them.
    """
    version = growing(version, "name_facts", by=by)
    if purposes is not None:
        rows = [
            Purpose(words=words, slug=slug, position=place)
            for place, (words, slug) in enumerate(
                _with_slugs(
                    [("", given) if isinstance(given, str) else given for given in purposes],
                    version.purposes.values_list("words", "slug"),
                )
            )
        ]
        _replace(version, version.purposes, rows)
    if data_items is not None:
        named = [given if len(given) == 3 else ("", *given) for given in data_items]
        kinds = {label: kind for _, label, kind in named}
        if unknown := set(kinds.values()) - set(DataItem.Kind.values):
            raise MoveRefused(f"This is not a kind of information: {', '.join(sorted(unknown))}.")
        items = [
            DataItem(label=label, kind=kinds[label], slug=slug, position=place)
            for place, (label, slug) in enumerate(
                _with_slugs(
                    [(slug, label) for slug, label, _ in named], version.data_items.values_list("label", "slug")
                )
            )
        ]
        _replace(version, version.data_items, items)
    if provisions is not None:
        notes = dict((given, "") if isinstance(given, str) else given for given in provisions)
        _replace(version, version.provisions, [Provision(code=code, note=note[:300]) for code, note in notes.items()])
    trace(version, "name_facts", by=by, at=at)
    return version


def _with_slugs(named, held) -> list[tuple[str, str]]:
    """(words, slug) of each (slug or "", words), the same words once; `held` are the (words, slug) of before."""
    asked: dict[str, str] = {}
    for slug, words in named:
        asked[words] = asked.get(words) or slug
    given = [slug for slug in asked.values() if slug]
    if wrong := [slug for slug in given if not SLUG.fullmatch(slug) or given.count(slug) > 1]:
        raise MoveRefused(f"A short name is small letters and hyphens, and stands for one thing: {wrong[0]}.")
    kept = {words: slug for words, slug in held if words in asked and not asked[words] and slug not in given}
    taken = {*given, *kept.values()}
    return [
        (words, slug or kept.get(words) or unique(slug_of(words, FACT_SLUG), taken)) for words, slug in asked.items()
    ]


def _replace(version: Version, relation, rows: list) -> None:
    relation.all().delete()
    for row in rows:
        row.partnership_id, row.version = version.partnership_id, version
    relation.model.objects.bulk_create(rows)


@transaction.atomic
def add_draft_reader(
    version: Version, member: Membership, *, by: Membership, at: datetime, reason: str, ends_on: date
) -> DraftGrant:
    """Let a named person read and comment on a draft until a day; nobody else of their agency sees more than before.

    The wall in the database is between agencies, so an agency without a place gets one as a reader's; which of its
    people then gets through is decided by the grant (`visible_to`).
    """
    why = needed(reason, "Say why this person should read the draft.")
    if ends_on < as_day(at):
        raise MoveRefused("The last day of reading must be today or later.")
    _refuse_strangers(by, [member.agency])
    version = growing(version, "add_draft_reader", by=by)
    held = set(version.parties.values_list("agency_id", flat=True))
    if member.agency_id not in held:
        set_parties(version, [*held, member.agency_id])
        Party.objects.bulk_create(
            [
                Party(
                    partnership_id=version.partnership_id, version=version, agency_id=member.agency_id, part=P.READER
                )
            ]
        )
    given = access.grant(version, member, READ_DRAFT, by=by, at=at, reason=why[:300], ends_on=ends_on)
    trace(version, "add_draft_reader", by=by, at=at, reason=f"{member}, until {said(ends_on)}. {why}")
    tell_about(version, "protocol_draft_opened", [member], at=at, until=said(ends_on))
    return given
