"""Writing the text: one section with all its clauses at a time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agencies.models import Membership
from agencies.moves import MoveRefused, trace
from protocols.actions.growing import growing, needed
from protocols.importing.slugs import clause_slug, slug_of, unique
from protocols.models import Clause, Section, Version

KIND = Section.Kind
HEADING, NUMBER = 300, 12


@transaction.atomic
def edit_section(section: Section, *, by: Membership, at: datetime, heading: str, clauses: list[dict]) -> Section:
    """Replace a section's heading and clauses.

    Each clause is {"number", "slug", "text", "items", "table"}; all but the text, or the table, may be left out. A
    clause that comes back with its slug is the same clause, however its words or number changed (TR-26). One without
    words, items or table is left out.
    """
    version = growing(section.version, "edit_section", by=by)
    section = Section.objects.get(pk=section.pk, version=version)
    section.heading = needed(heading, "Give the section a heading.")[:HEADING]
    section.save(update_fields=["heading"])
    _write(version, section, clauses)
    trace(version, "edit_section", by=by, at=at, reason=str(section))
    return section


@transaction.atomic
def add_section(
    version: Version, *, by: Membership, at: datetime, heading: str, kind: str = KIND.SECTION, clauses: Sequence[dict] = (),
    after: Section | None = None,
) -> Section:  # fmt: skip
    """Add a section or an appendix, after a given one or at the end of its kind; those behind it are numbered on."""
    version = growing(version, "add_section", by=by)
    words = needed(heading, "Give the section a heading.")[:HEADING]
    rows = list(version.sections.all())
    taken = {row.slug for row in rows}
    section = Section(
        partnership_id=version.partnership_id, version=version, kind=kind, heading=words, number="0",
        slug=unique(slug_of(words) or kind, taken), position=len(rows),
    )  # fmt: skip
    section.save(force_insert=True)
    _write(version, section, clauses)
    same = [row for row in rows if row.kind == kind]
    place = same.index(after) + 1 if after in same else len(same)
    same.insert(place, section)
    others = [row for row in rows if row.kind != kind]
    _number(same, others)
    trace(version, "add_section", by=by, at=at, reason=str(section))
    return section


@transaction.atomic
def remove_section(section: Section, *, by: Membership, at: datetime) -> Version:
    """Take a section out with its clauses; those behind it move up. History keeps its words."""
    version = growing(section.version, "remove_section", by=by)
    section = Section.objects.get(pk=section.pk, version=version)
    said, kind = str(section), section.kind
    section.delete()
    rows = list(version.sections.all())
    _number([row for row in rows if row.kind == kind], [row for row in rows if row.kind != kind])
    trace(version, "remove_section", by=by, at=at, reason=said)
    return version


def _number(same: list[Section], others: list[Section]) -> None:
    """Number one kind afresh from 1, its clauses with it, and put sections before appendices."""
    for number, row in enumerate(same, 1):
        if row.number != str(number):
            _renumber_clauses(row, str(number))
            row.number = str(number)
    sections_first = sorted([*same, *others], key=lambda row: row.kind == KIND.APPENDIX)
    for position, row in enumerate(sections_first):
        row.position = position
    Section.objects.bulk_update(sections_first, ["number", "position"])


def _renumber_clauses(section: Section, number: str) -> None:
    """5.3 becomes 6.3 when section 5 becomes 6."""
    old, moved = f"{section.number}.", []
    for clause in section.clauses.filter(number__startswith=old):
        clause.number = f"{number}.{clause.number.removeprefix(old)}"[:NUMBER]
        moved.append(clause)
    Clause.objects.bulk_update(moved, ["number"])


def _write(version: Version, section: Section, given: Sequence[dict]) -> None:
    held = {clause.slug: clause for clause in section.clauses.all()}
    elsewhere = Clause.objects.filter(section__version=version).exclude(section=section).values_list("slug", flat=True)
    taken, kept, new = set(elsewhere), [], []
    blocks = [block for block in map(_block, given) if block["text"] or block["items"] or block["table"]]
    # The slugs that come back are taken first: a new clause with like words must not get one of them.
    taken.update(block["slug"] for block in blocks if block["slug"] in held)
    for position, block in enumerate(blocks):
        clause = held.pop(block.pop("slug"), None)
        if clause is None:
            clause = Clause(partnership_id=version.partnership_id, section=section)
            words = block["text"] or " ".join(block["items"] or block["table"]["header"])
            clause.slug = unique(clause_slug(section.slug, words), taken)
            new.append(clause)
        else:
            kept.append(clause)
        clause.position = position
        for name, value in block.items():
            setattr(clause, name, value)
    section.clauses.filter(slug__in=held).delete()
    Clause.objects.bulk_update(kept, ["number", "text", "items", "table", "position"])
    Clause.objects.bulk_create(new)


def _block(given: dict) -> dict:
    """One clause as it is stored: lines end alike, empty items are left out, a table stands by itself."""
    table = given.get("table") or None
    items = [_plain(item) for item in given.get("items") or () if _plain(item)]
    block = {
        "slug": given.get("slug") or "", "number": (given.get("number") or "").strip()[:NUMBER],
        "text": _plain(given.get("text") or ""), "items": items, "table": table,
    }  # fmt: skip
    if table and (block["text"] or block["items"] or block["number"]):
        raise MoveRefused("A table stands by itself. Put the words before or after it.")
    if table:
        block["table"] = {
            "header": [_plain(cell) for cell in table.get("header", ())],
            "rows": [[_plain(cell) for cell in row] for row in table.get("rows", ())],
        }
    return block


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
