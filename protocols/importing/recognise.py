"""Which blocks are headings, clauses, items and tables of a protocol, and what do they add up to?"""

import re
from dataclasses import dataclass, field

from protocols.importing import facts, gaps
from protocols.importing.blocks import Block
from protocols.importing.headings import Headings, is_contents
from protocols.importing.shapes import Clause, Part, Recognised, Table
from protocols.importing.slugs import clause_slug, slug_of, unique

_NUMBERED = re.compile(r"(\*{0,3})(\d{1,3}(?:\.\d{1,3})+)\.?(\*{0,3})\s+(?=\S)")
_LETTERED = re.compile(r"\(?(?:[a-z]|[ivxl]{1,6})\)|\([a-z0-9]{1,3}\)|[a-z]\.", re.I)
_TYPED_LETTER = re.compile(r"(\([a-z]{1,4}\)|[a-z]\))\s+(.+)", re.I)
_LONGEST_TITLE = 200


@dataclass
class _Draft:
    """A section while it is being filled."""

    number: str
    heading: str
    appendix: bool
    clauses: list[tuple[str | None, str, list[str]]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    in_list: bool = False

    def take(self, block: Block) -> None:
        if block.kind == "table":
            self.tables.append(Table(header=block.rows[0], rows=block.rows[1:], after=len(self.clauses)))
            return
        if block.kind == "bullet":
            self._item(block.text)
        elif block.kind == "ordered":
            self._ordered(block)
        elif block.kind == "heading":
            number, text = _number_of(block.text)
            self.clauses.append((number, f"**{text}**", []))
            self.in_list = False
        elif letter := _TYPED_LETTER.fullmatch(block.text):
            self._item(f"{letter.group(1)} {letter.group(2)}")
        else:
            number, text = _number_of(block.text)
            self.clauses.append((number, text, []))
            self.in_list = False

    def _ordered(self, block: Block) -> None:
        marker = block.marker.rstrip(".")
        if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})+", marker):
            self.clauses.append((marker, block.text, []))
            self.in_list = False
        elif _LETTERED.fullmatch(block.marker) or (not self.appendix and self._introduces_list()):
            self._item(f"{block.marker} {block.text}")
            self.in_list = True
        else:
            self.clauses.append((marker.strip("()") or None, block.text, []))
            self.in_list = False

    def _introduces_list(self) -> bool:
        return self.in_list or bool(self.clauses and self.clauses[-1][1].rstrip("*").endswith(":"))

    def _item(self, text: str) -> None:
        if not self.clauses:
            self.clauses.append((None, text, []))
        else:
            self.clauses[-1][2].append(text)

    def finished(self, taken: set[str], used: set[str]) -> Part:
        slug = unique(slug_of(self.heading) or ("appendix" if self.appendix else "section"), taken)
        clauses = tuple(
            Clause(number, unique(clause_slug(slug, text), used), text, tuple(items))
            for number, text, items in self.clauses
        )
        return Part(self.number, slug, self.heading, clauses, tuple(self.tables))


def _number_of(text: str) -> tuple[str | None, str]:
    """The typed number in front of a clause and the words after it; emphasis that began before it is kept."""
    if not (found := _NUMBERED.match(text)):
        return None, text
    opening = "" if found.group(3) else found.group(1)
    return found.group(2), opening + text[found.end() :]


def recognise(blocks: list[Block], notes: list[str]) -> Recognised:
    """The protocol that the blocks add up to; `notes` of the reader come first among its warnings."""
    headings = Headings.of(blocks)
    warnings = list(notes)
    front: list[Block] = []
    drafts: list[_Draft] = []
    promised: set[str] = set()
    skipping = False
    for place, block in enumerate(blocks):
        found = headings.at(place)
        if found:
            skipping = False
            number = found.number or str(1 + sum(draft.appendix == found.appendix for draft in drafts))
            drafts.append(_Draft(number, found.heading, found.appendix))
        elif not drafts and is_contents(block.text):
            skipping = True
        elif skipping:
            promised |= _promised(block)
        elif drafts:
            drafts[-1].take(block)
        else:
            front.append(block)
    warnings += headings.doubts()

    title, front_lines = _title(front)
    taken: set[str] = set()
    used: set[str] = set()
    parts = [draft.finished(taken, used) for draft in drafts]
    sections = [part for part, draft in zip(parts, drafts, strict=True) if not draft.appendix]
    appendices = [part for part, draft in zip(parts, drafts, strict=True) if draft.appendix]
    effective, months, parties = (
        facts.effective_date(parts),
        facts.review_months(parts),
        facts.parties(sections),
    )
    if not title:
        warnings.append("No title was found.")
    if not sections:
        warnings.append("No sections were found: no heading is numbered or marked as a heading.")
    else:
        warnings += gaps.numbering(sections, appendices)
        lost = (
            promised
            - {f"section {part.number}" for part in sections}
            - {f"appendix {part.number}" for part in appendices}
        )
        if lost:
            warnings.append(f"The contents list names parts that are not there: {', '.join(sorted(lost))}.")
    warnings += gaps.missing(parts, effective, months, parties)
    return Recognised(
        title=title,
        sections=tuple(sections),
        appendices=tuple(appendices),
        effective_date=effective,
        review_months=months,
        warnings=tuple(warnings),
        commissioned_by=facts.commissioned_by(front_lines),
        document_month=facts.document_month(front_lines),
        parties=parties,
        front=tuple(front_lines),
    )


def _promised(block: Block) -> set[str]:
    """The sections and appendices that a line of the contents list names."""
    words = " ".join(" ".join(row) for row in block.rows) if block.kind == "table" else block.text
    return {
        f"{'section' if kind.lower() == 'section' else 'appendix'} {number}"
        for kind, number in re.findall(r"\b(section|appendix) (\d{1,2})\b", words, re.I)
    }


def _title(front: list[Block]) -> tuple[str, list[str]]:
    """The title, and the other lines in front of the first section."""
    words = [block for block in front if block.kind != "table"]
    titled = next((block for block in words if block.kind in ("title", "heading")), None)
    chosen = titled or next((block for block in words if len(block.text) <= _LONGEST_TITLE), None)
    lines = []
    for block in front:
        if block is chosen:
            continue
        lines += [" | ".join(row) for row in block.rows] if block.kind == "table" else [block.text.strip("*_ ")]
    plain = chosen.text.replace("**", "").strip("*_ ") if chosen else ""
    return facts.in_title_case(plain), lines
