"""Which lasting name does a section or clause get? Names are made of words, never of numbers that move."""

import re
import unicodedata

SECTION_LENGTH = 60
CLAUSE_LENGTH = 100
_CLAUSE_WORDS = 5
_COMMON = {
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by", "can", "each", "for", "from",
    "had", "has", "have", "if", "in", "into", "is", "it", "its", "may", "must", "no", "nor", "not", "of", "on",
    "or", "shall", "should", "so", "such", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "to", "under", "was", "were", "when", "where", "which", "who", "will", "with", "would",
}  # fmt: skip


def slug_of(text: str, length: int = SECTION_LENGTH) -> str:
    """The words in lower case with hyphens, cut at a word so that it is never longer than `length`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:length]
        if len(longer) > length:
            break
        kept = longer
    return kept


def clause_slug(section: str, text: str) -> str:
    """The section's slug and the first words of the clause that say something."""
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text[:600].lower())
    # A short figure is nearly always a reference ("see 6.4", "Appendix 1") and moves when the text does.
    words = [word for word in words if not (word.isdigit() and len(word) < 4)]
    telling = [word for word in words if word not in _COMMON and len(word) > 1] or words
    opening = slug_of(" ".join(telling[:_CLAUSE_WORDS]), CLAUSE_LENGTH - len(section) - 1)
    return f"{section}-{opening}" if opening else f"{section}-clause"


def unique(slug: str, taken: set[str]) -> str:
    """The slug itself, or with the first free suffix -2, -3, ...; it is added to `taken`."""
    slug = slug or "untitled"
    free, count = slug, 1
    while free in taken:
        count += 1
        free = f"{slug}-{count}"
    taken.add(free)
    return free
