"""How is the text of a version laid out on a page: sections, numbered clauses with anchors, items and tables?"""

import re

from markupsafe import Markup, escape

from protocols.models import Section
from protocols.prose import prose, prose_inline

# "(a) first" and "ii) second" carry their own letter; a bullet before it would be a second one.
_LETTERED = re.compile(r"\s*(?:\([a-z0-9]{1,4}\)|[a-z]{1,4}[).])\s", re.I)
# What `prose` lets through, in the classes of the Design System. Its output is canonical, so whole tags are matched.
_CLASSES = {
    "<p>": '<p class="govuk-body">',
    "<ul>": '<ul class="govuk-list govuk-list--bullet">',
    "<ol>": '<ol class="govuk-list govuk-list--number">',
    "<ol ": '<ol class="govuk-list govuk-list--number" ',
    "<a ": '<a class="govuk-link" ',
    "<table>": '<table class="govuk-table">',
    "<tr>": '<tr class="govuk-table__row">',
    "<th>": '<th class="govuk-table__header" scope="col">',
    "<td>": '<td class="govuk-table__cell">',
}


def dressed(html: Markup) -> Markup:
    """Cleaned prose in the classes of the Design System."""
    text = str(html)
    for bare, classed in _CLASSES.items():
        text = text.replace(bare, classed)
    return Markup(text)  # noqa: S704 it was cleaned, and only our own attributes were added


def clause_html(number: str, anchor: str, text: str) -> Markup:
    """A clause with its number in front, as a link to itself."""
    body = dressed(prose(text))
    if not number:
        return body
    link = Markup('<a class="govuk-link govuk-link--no-underline" href="#{}"><strong>{}</strong></a> ').format(anchor, number)
    opening = '<p class="govuk-body">'
    if body.startswith(opening):
        return Markup(opening) + link + Markup(str(body)[len(opening) :])  # noqa: S704 cleaned above
    return Markup(opening) + link + Markup("</p>") + body


def shown_sections(version) -> list[dict]:
    """The sections and then the appendices of a version, with anchors; two queries however long the text is."""
    found = list(version.sections.prefetch_related("clauses"))
    return [shown_section(section) for section in found]


def shown_section(section) -> dict:
    """One section as the page shows it."""
    appendix = section.kind == Section.Kind.APPENDIX
    title = f"Appendix {section.number}: {section.heading}" if appendix else f"{section.number} {section.heading}"
    return {
        "slug": section.slug,
        "anchor": f"section-{section.slug}",
        "appendix": appendix,
        "number": section.number,
        "heading": section.heading,
        "title": title.strip(),
        "clauses": [_clause(clause) for clause in section.clauses.all()],
    }


def _clause(clause) -> dict:
    anchor = f"clause-{clause.slug}"
    items = clause.items or []
    return {
        "anchor": anchor,
        "html": clause_html(clause.number, anchor, clause.text) if clause.table is None else "",
        "items": [prose_inline(item) for item in items],
        "lettered": bool(items) and all(_LETTERED.match(item) for item in items),
        "table": _table(clause.table) if clause.table else None,
    }


def _table(table: dict) -> dict:
    return {
        "header": [prose_inline(cell) for cell in table.get("header", [])],
        "rows": [[prose_inline(cell) for cell in row] for row in table.get("rows", [])],
    }


def shapes(version) -> list[dict]:
    """The text as the redline reads it: sections with clauses and tables."""
    told = []
    for section in version.sections.prefetch_related("clauses"):
        rows = list(section.clauses.all())
        told.append(
            {
                "number": section.number,
                "slug": section.slug,
                "heading": section.heading,
                "clauses": [
                    {"number": row.number, "slug": row.slug, "text": row.text, "items": list(row.items or [])}
                    for row in rows
                    if row.table is None
                ],
                "tables": [row.table for row in rows if row.table is not None],
            }
        )
    return told


def joined(words) -> Markup:
    """Several short things as one list for a summary row; empty when there is none."""
    lines = [escape(word) for word in words if word]
    if len(lines) < 2:
        return Markup("").join(lines)
    return Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    )
