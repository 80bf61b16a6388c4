"""Which blocks begin a section or an appendix? Styled headings are believed first, then numbers, then boldness."""

import re
from dataclasses import dataclass, field

from protocols.importing.blocks import Block

_LONGEST = 140
_APPENDIX = re.compile(
    r"(?:appendix|annexe?|schedule)\s+(?P<number>\d{1,2}|[A-Z]|[IVX]{1,5})\b\s*(?P<mark>[-–:.)]*)\s*(?P<heading>.*)",
    re.I,
)
_BARE_APPENDIX = re.compile(r"(?:appendix|annexe?)\s*(?P<mark>[-–:.]?)\s*(?P<heading>.*)", re.I)
_SECTION = re.compile(r"(?:section\s+)?(?P<number>\d{1,3})(?!\.\d)(?:[.):]|\s*[-–:])?\s+(?P<heading>\S.*)", re.I)
_CONTENTS = re.compile(r"(?:table of |list of )?contents|index|contents (?:page|list)", re.I)
_TRAILING_PAGE = re.compile(r"(?:\s*\.{3,}\s*|\s{2,}|\t+)\d{1,3}$")


@dataclass(frozen=True)
class Found:
    number: str
    heading: str
    appendix: bool


def is_contents(text: str) -> bool:
    """Whether the block is the heading of a contents list."""
    return bool(_CONTENTS.fullmatch(text.strip("*_:. ")))


def as_appendix(block: Block) -> Found | None:
    """The appendix that this block begins; a sentence that merely starts with "Appendix 1" begins none."""
    text = block.text.strip("*_ ")
    styled = block.kind in ("heading", "title") or block.strong
    found = _APPENDIX.fullmatch(text)
    if not found:
        bare = _BARE_APPENDIX.fullmatch(text) if styled else None
        return Found("", bare["heading"], True) if bare and len(text) <= _LONGEST else None
    heading = found["heading"].strip("*_ ")
    if not styled:
        if block.kind != "paragraph" or len(text) > _LONGEST or text.endswith((".", ";", ",")):
            return None
        if heading and not found["mark"] and not text.isupper():
            return None
    return Found(found["number"].upper(), heading or f"Appendix {found['number'].upper()}", True)


def as_section(block: Block) -> Found | None:
    """The section that this block might begin: a whole number and a short heading."""
    text = block.text.strip("*_ ")
    if block.kind == "ordered":
        marker = block.marker.strip("().")
        if not marker.isdigit() or block.marker.startswith("("):
            return None
        return None if len(text) > _LONGEST else Found(marker, text, False)
    found = _SECTION.fullmatch(text)
    if not found or len(text) > _LONGEST:
        return None
    return Found(str(int(found["number"])), found["heading"].strip("*_ "), False)


@dataclass
class Headings:
    """Where the parts of one document begin."""

    starts: dict[int, Found] = field(default_factory=dict)
    only_bold: bool = False
    unnumbered: bool = False

    @classmethod
    def of(cls, blocks: list[Block]) -> "Headings":
        level = _section_level(blocks)
        begin = _after_contents(blocks)
        found = _Search(blocks, begin, level).run()
        if not any(not start.appendix for start in found.starts.values()) and level is None:
            found = _by_looks(blocks, begin, found)
        return found

    def at(self, place: int) -> Found | None:
        """The part that begins at this block, if one does."""
        return self.starts.get(place)

    def doubts(self) -> list[str]:
        found = []
        if self.only_bold:
            found.append("Headings were only bold, not styled as headings: check where each section begins.")
        if self.unnumbered:
            found.append("The headings have no numbers: the sections were numbered in their order.")
        return found


class _Search:
    """One walk over the blocks, expecting section n+1 after section n."""

    def __init__(self, blocks: list[Block], begin: int, level: int | None):
        self.blocks, self.begin, self.level = blocks, begin, level
        self.result = Headings()
        self.expected = 1
        self.in_appendix = False

    def run(self) -> Headings:
        for place in range(self.begin, len(self.blocks)):
            if found := self._begins(place):
                self.result.starts[place] = found
                self.in_appendix = found.appendix
                if not found.appendix and found.number:
                    self.expected = int(found.number) + 1
        return self.result

    def _begins(self, place: int) -> Found | None:
        block = self.blocks[place]
        if block.kind in ("table", "bullet"):
            return None
        if found := as_appendix(block):
            return found
        if block.kind == "heading":
            return self._styled(block)
        if self.in_appendix or block.kind == "title":
            return None
        found = as_section(block)
        if not found or int(found.number) != self.expected:
            return None
        if self.level is not None and not block.strong:
            return None  # the file has real headings; a plain numbered line is a list
        if block.kind == "ordered" and self._continues_list(place, found):
            return None
        if re.search(r"[.;,:]$", found.heading) and not block.strong:
            return None
        self.result.only_bold |= block.strong
        return found

    def _styled(self, block: Block) -> Found | None:
        if self.level is None or block.level != self.level:
            return None
        found = as_section(block)
        if found is None:
            self.result.unnumbered = not self.in_appendix or self.result.unnumbered
            number = str(self.expected)
            found = Found(number, block.text, False)
        return found

    def _continues_list(self, place: int, found: Found) -> bool:
        """Whether item n stands straight after item n-1, or before item n+1, as in a list and not as a heading."""
        number = int(found.number)
        return any(
            0 <= near < len(self.blocks)
            and self.blocks[near].kind == "ordered"
            and near not in self.result.starts
            and self.blocks[near].marker.strip("().") == str(number + step)
            for near, step in ((place - 1, -1), (place + 1, 1))
        )


def _section_level(blocks: list[Block]) -> int | None:
    """The level of heading that sections have: that of the numbered ones, else the first that comes more than once."""
    levels = [block.level for block in blocks if block.kind == "heading" and not is_contents(block.text)]
    if not levels:
        return None
    telling = [block.level for block in blocks if block.kind == "heading" and (as_section(block) or as_appendix(block))]
    if telling:
        return min(telling)
    return next((level for level in sorted(set(levels)) if levels.count(level) > 1), min(levels))


def _after_contents(blocks: list[Block]) -> int:
    """Where to begin to look for sections: past a contents list that repeats their headings."""
    start = next((place for place, block in enumerate(blocks) if is_contents(block.text)), None)
    if start is None:
        return 0
    firsts = []
    for place in range(start + 1, len(blocks)):
        found = as_section(blocks[place]) if blocks[place].kind in ("paragraph", "ordered", "heading") else None
        if found and found.number == "1":
            firsts.append((place, _bare(found.heading)))
    if len(firsts) > 1 and firsts[0][1] == firsts[1][1]:
        return firsts[1][0]
    return start + 1


def _bare(heading: str) -> str:
    return re.sub(r"\W+", "", _TRAILING_PAGE.sub("", heading)).lower().rstrip("0123456789")


def _by_looks(blocks: list[Block], begin: int, found: Headings) -> Headings:
    """No styles and no numbers: short lines that are bold or in capitals are headings, past the first block."""
    number = 0
    for place in range(max(begin, 1), len(blocks)):
        block = blocks[place]
        text = block.text.strip("*_ ")
        shouted = text.isupper() and len(re.findall(r"[A-Z]", text)) > 3
        if place in found.starts or block.kind != "paragraph" or not (block.strong or shouted):
            continue
        if len(text) > _LONGEST or text.endswith((".", ";", ",")) or is_contents(text):
            continue
        if place + 1 < len(blocks) and number == 0 and _looks_alike(blocks[place + 1]):
            continue  # still the lines of a front page
        number += 1
        found.starts[place] = Found(str(number), text, False)
        found.unnumbered, found.only_bold = True, found.only_bold or block.strong
    found.starts = dict(sorted(found.starts.items()))
    return found


def _looks_alike(block: Block) -> bool:
    text = block.text.strip("*_ ")
    return block.kind == "paragraph" and len(text) <= _LONGEST and (block.strong or text.isupper())
