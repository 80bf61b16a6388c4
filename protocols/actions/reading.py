"""From a file to a draft: read it, correct what was recognised, save it."""

import hashlib
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.tenancy import say_verb
from protocols.actions.drafting import make_protocol, review_day
from protocols.actions.growing import begin_version
from protocols.catalogue import markings
from protocols.importing import Part, Recognised, Table, read_protocol
from protocols.importing.slugs import clause_slug, slug_of, unique
from protocols.models import Clause, ImportedText, Protocol, Section, Version
from protocols.rules import responsible_capacities

MODERN = ("GSC-2024", "OFFICIAL-SENSITIVE")


@transaction.atomic
def read_file(*, by: Membership, at: datetime, data: bytes, filename: str) -> ImportedText:
    """Keep what is recognised in an uploaded file, for the own agency to correct. The file itself is not kept.

    Raises protocols.importing.Refused with a sentence for whoever uploaded it.
    """
    require(by, "read_file", ImportedText)
    say_verb("read_file")
    name = PurePath(filename.replace("\\", "/")).name
    imported = ImportedText(
        partnership_id=by.partnership_id, agency_id=by.agency_id, by=by, filename=name[-255:],
        sha256=hashlib.sha256(data).hexdigest(), read_at=at, recognised=read_protocol(data, name).as_dict(),
    )  # fmt: skip
    imported.save(force_insert=True)
    return imported


@transaction.atomic
def correct_reading(imported: ImportedText, *, by: Membership, at: datetime, recognised: dict) -> ImportedText:
    """Replace what was recognised by what a person says it is; `recognised` is of the shape of Recognised.as_dict."""
    imported = _waiting(imported, "correct_reading", by=by)
    imported.recognised = _recognised(recognised).as_dict()
    imported.save(update_fields=["recognised"])
    return imported


@transaction.atomic
def save_reading(
    imported: ImportedText, *, by: Membership, at: datetime, protocol: Protocol | None = None, reference: str = "",
    tier: int = Protocol.Tier.PROTOCOL, parent: Protocol | None = None, number: str = "1.0", commissioned_by: str = "",
) -> Version:  # fmt: skip
    """Make a draft of it: the next version of a protocol, or the first of a new one. Once only.

    Agencies whose names the text lists are asked to sign; which of them are required follows from their capacity on
    the day it takes effect (P-1.1, TR-28). What it should have and lacks is shown as gaps and refuses nothing.
    """
    imported = _waiting(imported, "save_reading", by=by)
    read = _recognised(imported.recognised)
    if protocol is None:
        protocol = make_protocol(
            by=by, at=at, reference=reference, title=read.title or PurePath(imported.filename).stem, tier=tier,
            parent=parent, commissioned_by=(commissioned_by or read.commissioned_by or "")[:200],
        )  # fmt: skip
    on = read.effective_date or at.date()
    scheme, marking = _usual_marking(on)
    version = begin_version(
        protocol, by=by, at=at, number=number, change_summary=f"Brought in from {imported.filename}",
        signatories=_signatories(read.parties, by, on), amends=protocol.versions.exclude(in_force_on=None).first(),
        effective_on=read.effective_date, review_months=read.review_months,
        review_on=review_day(read.effective_date, read.review_months), marking_scheme=scheme, marking=marking,
    )  # fmt: skip
    _write_text(version, read)
    trace(version, "save_reading", by=by, at=at, reason=imported.filename, target=Version.Status.DRAFT)
    imported.version = version
    imported.save(update_fields=["version"])
    return version


def _waiting(imported: ImportedText, verb: str, *, by: Membership) -> ImportedText:
    imported = locked(imported)
    require(by, verb, imported)
    if imported.version_id is not None:
        raise MoveRefused("This has been saved as a draft already. Change the draft instead.")
    say_verb(verb)
    return imported


def _recognised(data: dict) -> Recognised:
    try:
        return Recognised.from_dict(data)
    except ValueError as trouble:
        raise MoveRefused("What was sent is not the shape of a protocol. Open the page again.") from trouble


def _signatories(names: tuple[str, ...], by: Membership, on: date) -> list[tuple]:
    """(agency key, is required, capacity) of the agencies of this partnership that the text names."""
    required = {row.agency_id: row.capacity for row in responsible_capacities(by.partnership_id, on)}
    known = {agency.name.casefold(): agency.pk for agency in Agency.objects.visible_to(by)}
    found = dict.fromkeys(known[name.casefold()] for name in names if name.casefold() in known)
    return [(key, key in required, required.get(key, "")) for key in found]


def _usual_marking(on: date) -> tuple[str, str]:
    """The scheme of that day, since an old agreement keeps it (TR-28), and a level to begin with.

    Where there is no OFFICIAL-SENSITIVE, the level that asks for most care among those whose content the service may
    hold. It is a starting point: nothing in the file says it, and the details page asks.
    """
    try:
        scheme = markings.scheme_on(on).code
    except StopIteration:
        return MODERN
    held = [level.code for level in markings.levels(scheme) if level.in_service == markings.MAY_STORE]
    return scheme, MODERN[1] if MODERN[1] in held else held[-1]


def _write_text(version: Version, read: Recognised) -> None:
    sections, clauses = [], []
    names, slugs = set(), set()
    parts = [(Section.Kind.SECTION, part) for part in read.sections]
    parts += [(Section.Kind.APPENDIX, part) for part in read.appendices]
    for position, (kind, part) in enumerate(parts):
        section = Section(
            partnership_id=version.partnership_id, version=version, kind=kind, number=part.number[:10],
            heading=part.heading[:300], slug=unique(slug_of(part.slug) or kind, names), position=position,
        )  # fmt: skip
        sections.append(section)
        clauses += _clauses(section, part, slugs)
    Section.objects.bulk_create(sections)
    Clause.objects.bulk_create(clauses)


def _clauses(section: Section, part: Part, taken: set[str]) -> list[Clause]:
    """The clauses with the tables between them, in the order of the document."""
    blocks: list[tuple] = [(place, 1, clause) for place, clause in enumerate(part.clauses)]
    blocks += [(table.after, 0, table) for table in part.tables]
    made = []
    for position, (_, _, block) in enumerate(sorted(blocks, key=lambda found: found[:2])):
        clause = Clause(partnership_id=section.partnership_id, section=section, position=position)
        if isinstance(block, Table):
            clause.slug = clause_slug(section.slug, " ".join(block.header))
            clause.table = {"header": list(block.header), "rows": [list(row) for row in block.rows]}
        else:
            clause.slug = slug_of(block.slug, 150) or clause_slug(section.slug, block.text)
            clause.number, clause.text, clause.items = (block.number or "")[:12], block.text, list(block.items)
        clause.slug = unique(clause.slug, taken)
        made.append(clause)
    return made
