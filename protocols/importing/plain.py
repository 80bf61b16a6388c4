"""What does a text or Markdown file say, block by block?"""

import re

from protocols.importing.blocks import (
    MOST_CHARACTERS,
    MOST_LINES,
    TOO_LONG,
    Block,
    normal,
    table,
    within_limits,
)
from protocols.importing.guard import Refused, safe_text

_BULLET = re.compile(r"(\s*)[-*+•▪◦·–]\s+(.*)")
_ORDERED = re.compile(r"\s*(\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)])\s+(.*)")
_CLAUSE = re.compile(r"\s*\*{0,3}\d{1,3}(?:\.\d{1,3})+\.?\*{0,3}\s+\S")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_TAG = re.compile(r"</?(?:u|span|font|div|p|small|big|center)(?:\s[^<>]*)?>", re.I)
_STRONG_TAG = re.compile(r"</?(?:b|strong)>", re.I)
_EM_TAG = re.compile(r"</?(?:i|em)>", re.I)
_WRAPPED_AT_MOST = 110  # nobody breaks lines by hand beyond this


def read_plain(data: bytes) -> tuple[list[Block], list[str]]:
    """The blocks of a text or Markdown file, and no notes. Raises Refused."""
    text = safe_text(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise Refused(TOO_LONG)  # before any work is done on it
    text = re.sub(r"<br\s*/?>", "\n", text, flags=re.I)
    text = _EM_TAG.sub("*", _STRONG_TAG.sub("**", _TAG.sub("", text)))
    lines = [line.rstrip() for line in text.split("\n")]
    blocks = within_limits(_Reader(lines).blocks())
    if not blocks:
        raise Refused("The file has no text in it.")
    return blocks, []


class _Reader:
    """Walks the lines once; a paragraph or item is open until something ends it."""

    def __init__(self, lines: list[str]):
        self.lines = lines
        self.width = max((len(line) for line in lines), default=0)
        self.found: list[Block] = []
        self.open: list[str] = []
        self.kind, self.marker = "paragraph", ""

    def blocks(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if not line.strip() or _FENCE.match(line):
                self._close()
                at += 1
            elif length := self._table(at):
                at += length
            elif self._heading(line):
                at += 1
            elif self.open and self.kind == "paragraph" and (under := _UNDERLINE.match(line)):
                text = " ".join(self.open)
                self.open = []
                self.found.append(Block("heading", _unmarked(text), level=1 if "=" in under.group(1) else 2))
                at += 1
            elif _RULE.match(line):
                self._close()
                at += 1
            else:
                self._words(line, at)
                at += 1
        self._close()
        return self.found

    def _heading(self, line: str) -> bool:
        if not (match := _HEADING.match(line)):
            return False
        self._close()
        if text := _unmarked(match.group(2).strip().rstrip("#")):
            self.found.append(Block("heading", text, level=len(match.group(1))))
        return True

    def _table(self, at: int) -> int:
        """The number of lines of the table that starts here, already taken; 0 when none does."""
        piped = "|" in self.lines[at] and at + 1 < len(self.lines) and _PIPE_RULE.match(self.lines[at + 1].strip())
        if not piped and "\t" not in self.lines[at].strip():
            return 0
        if not piped and (
            _CLAUSE.match(self.lines[at]) or _BULLET.match(self.lines[at]) or _ORDERED.match(self.lines[at])
        ):
            return 0  # a tab after the number of a clause, not between two cells
        self._close()
        end = at
        while end < len(self.lines) and ("|" in self.lines[end] if piped else "\t" in self.lines[end].strip()):
            end += 1
        rows = [
            _piped(line) if piped else line.split("\t")
            for line in self.lines[at:end]
            if not (piped and _PIPE_RULE.match(line.strip()))
        ]
        if found := table([[_unmarked(cell) for cell in row] for row in rows]):
            self.found.append(found)
        return end - at

    def _words(self, line: str, at: int) -> None:
        bullet = _BULLET.match(line)
        inner = bullet.group(2) if bullet else line
        if _CLAUSE.match(inner):
            self._start("paragraph", "", inner)
        elif bullet and not _spaced_dash(line, self.open):
            self._start("bullet", "", inner)
        elif (ordered := _ORDERED.match(line)) and (not self.open or self._may_follow(ordered.group(1))):
            self._start("ordered", ordered.group(1), ordered.group(2))
        elif self.open and (self.kind != "paragraph" or not self._was_deliberate(line, at)):
            self.open.append(line.strip())
        else:
            self._start("paragraph", "", line)

    def _may_follow(self, marker: str) -> bool:
        """A wrapped line may begin "12. " by chance; one that carries a list on, or opens one, is meant."""
        if self.kind != "paragraph" or self.width > _WRAPPED_AT_MOST:
            return True
        return bool(re.search(r"[:;.]$", self.open[-1])) or bool(re.fullmatch(r"\(?[1aAi][.)]", marker))

    def _was_deliberate(self, line: str, at: int) -> bool:
        """Whether the line before ended because its writer ended it, and not because it was full."""
        if self.width > _WRAPPED_AT_MOST:
            return True
        before = self.lines[at - 1].rstrip()
        had_room = len(before) + 1 + len(line.split()[0]) <= self.width
        return had_room and bool(re.search(r"[.:;!?]['\"’”)*]*$", before))

    def _start(self, kind: str, marker: str, line: str) -> None:
        self._close()
        self.kind, self.marker, self.open = kind, marker, [line.strip()]

    def _close(self) -> None:
        text = normal(" ".join(self.open))
        self.open = []
        if text:
            strong = bool(re.fullmatch(r"\*\*[^*]+\*\*|__[^_]+__", text))
            self.found.append(Block(self.kind, text, self.marker, strong=strong))
        self.kind, self.marker = "paragraph", ""


def _spaced_dash(line: str, before: list[str]) -> bool:
    """A wrapped line that begins with a dash in the middle of a sentence is no bullet."""
    return line.lstrip().startswith("–") and bool(before) and not before[-1].endswith((":", ";", "."))


def _piped(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    return [cell.replace("\\|", "|") for cell in cells]


def _unmarked(text: str) -> str:
    """The words without signs of emphasis, for headings and cells."""
    return normal(re.sub(r"(\*{1,3}|__)(?=\S)([^*_]+?)(?<=\S)\1", r"\2", text))
