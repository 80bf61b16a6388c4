"""What both readers hand to the recogniser: a flat list of blocks, their words in one normal form."""

import re
from dataclasses import dataclass

from protocols.importing.guard import Refused

# Honest 300-page files hold some 6,000 blocks; beyond these limits a file is not one protocol.
MOST_BLOCKS = 20_000
MOST_CHARACTERS = 3_000_000
MOST_LINES = 100_000
TOO_LONG = "The file is longer than any protocol can be. Split it, or remove what does not belong to it."

# Straight quotes and one dash: Word changes them while people type, so two copies of one text differ in nothing else.
_ALIKE = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "–", "—": "–", "―": "–", "−": "-", "…": "...", "\u00a0": " ",
    }
)  # fmt: skip
# Marks that print nothing but can hide or turn round what people read: zero width, direction, soft hyphen, controls.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_SPACED_DASH = re.compile(r"(?<=\s)--?(?=\s)|(?<=\w)--(?=\w)")


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table, in the order of the file.

    `kind` is title, heading, paragraph, bullet, ordered or table; `marker` is the number in front ("5.3", "(a)").
    """

    kind: str
    text: str = ""
    marker: str = ""
    level: int = 0
    strong: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def normal(text: str) -> str:
    """The text with one kind of quote, dash and space, on one line, without unseen characters."""
    text = _UNSEEN.sub("", text.translate(_ALIKE))
    return re.sub(r"\s+", " ", _SPACED_DASH.sub("–", text)).strip()


def table(rows: list[list[str]]) -> Block | None:
    """A table block, squared up and without rows that hold nothing; None when nothing is left.

    A table of one cell is a box drawn round a paragraph, and is read as one.
    """
    kept = [[normal(cell) for cell in row] for row in rows]
    kept = [row for row in kept if any(row)]
    if not kept:
        return None
    width = max(len(row) for row in kept)
    if width == 1 and len(kept) == 1:
        return Block("paragraph", kept[0][0])
    return Block("table", rows=tuple(tuple(row + [""] * (width - len(row))) for row in kept))


def within_limits(blocks: list[Block]) -> list[Block]:
    """The same blocks, or a refusal when there are more than any protocol has."""
    size = sum(len(block.text) + sum(len(cell) for row in block.rows for cell in row) for block in blocks)
    if len(blocks) > MOST_BLOCKS or size > MOST_CHARACTERS:
        raise Refused(TOO_LONG)
    return blocks
