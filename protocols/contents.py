"""What does a version say, as plain data? The hash that a signature binds to is made of it (TR-29)."""

import hashlib
import json

from protocols.importing import Clause, Part, Table
from protocols.models import Section


def content_of(version) -> dict:
    """The text and the facts of a version, in one fixed order, as data that JSON can hold.

    Not in it: who is asked to sign, since an agency may join later without changing what the others signed, and the
    title, which is the protocol's.
    """
    return {
        "reference": version.protocol.reference,
        "number": version.number,
        "effective_on": version.effective_on.isoformat() if version.effective_on else None,
        "review_months": version.review_months,
        "review_on": version.review_on.isoformat() if version.review_on else None,
        "marking_scheme": version.marking_scheme,
        "marking": version.marking,
        "channels": list(version.channels),
        "retention": version.retention,
        "standing_answers": version.standing_answers,
        "sections": [_section(section) for section in _sections(version)],
        "purposes": [{"slug": row.slug, "words": row.words} for row in version.purposes.all()],
        "data_items": [{"slug": row.slug, "label": row.label, "kind": row.kind} for row in version.data_items.all()],
        "provisions": [{"code": row.code, "note": row.note} for row in version.provisions.all()],
    }


def content_digest(version) -> str:
    """SHA-256, in hexadecimal, of the content as JSON with sorted keys, no spaces, in UTF-8."""
    text = json.dumps(content_of(version), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def parts_of(version) -> tuple[list[Part], list[Part]]:
    """The sections and the appendices in the shapes of the importer, so that one set of checks serves both."""
    rows = _sections(version)
    return (
        [_part(row) for row in rows if row.kind == Section.Kind.SECTION],
        [_part(row) for row in rows if row.kind == Section.Kind.APPENDIX],
    )


def _sections(version) -> list[Section]:
    return list(version.sections.prefetch_related("clauses"))


def _section(section: Section) -> dict:
    blocks = [
        {"number": row.number, "slug": row.slug, "text": row.text, "items": row.items, "table": row.table}
        for row in section.clauses.all()
    ]
    return {
        "kind": section.kind, "number": section.number, "slug": section.slug, "heading": section.heading,
        "blocks": blocks,
    }  # fmt: skip


def _part(section: Section) -> Part:
    clauses, tables = [], []
    for row in section.clauses.all():
        if row.table is None:
            clauses.append(Clause(row.number or None, row.slug, row.text, tuple(row.items)))
        else:
            header, rows = row.table.get("header", []), row.table.get("rows", [])
            tables.append(Table(tuple(header), tuple(tuple(cells) for cells in rows), after=len(clauses)))
    return Part(section.number, section.slug, section.heading, tuple(clauses), tuple(tables))
