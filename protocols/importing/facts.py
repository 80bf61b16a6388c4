"""Which dates, periods and names does the text of a protocol state?"""

import re
from collections.abc import Iterable
from datetime import date

from protocols.importing.shapes import Part

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})\b"
    rf"|\b(?P<month_first>{_MONTH})\.? (?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year_last>\d{{4}})\b"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})\b",
    re.I,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty-four": 24, "twenty four": 24, "thirty-six": 36,
    "thirty six": 36,
}  # fmt: skip
_NUMBER = r"\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_PERIOD = re.compile(rf"\b({_NUMBER})(?: \(\d{{1,3}}\))?[ -](month|year)s?(?:ly)?\b", re.I)
_EVERY = (
    (re.compile(r"\b(?:biennial|two-yearly|2-yearly|every other year)", re.I), 24),
    (re.compile(r"\b(?:three-yearly|3-yearly|triennial)", re.I), 36),
    (re.compile(r"\b(?:six-monthly|6-monthly|half-yearly|twice a year)", re.I), 6),
    (re.compile(r"\bquarterly\b", re.I), 3),
    (re.compile(r"\b(?:annual|annually|yearly|every year|each year)\b", re.I), 12),
)
_MOST_MONTHS = 120
_EFFECTIVE = re.compile(
    r"\b(?:effective|in(?:to)? (?:force|effect)|takes? effect|commence(?:s|ment)?|implementation date)\b",
    re.I,
)
_REVIEW = re.compile(r"review", re.I)
_DATED = re.compile(f"review|{_EFFECTIVE.pattern}", re.I)
# How long records are kept is often "reviewed six years after the matter closes", and is no review of the document.
_KEEPING = re.compile(
    r"\b(?:retention|retain(?:ed|s)?|dispos(?:al|ed|ition)|destr(?:oy(?:ed)?|uction)|deleted|archiv\w+)\b", re.I
)
_FROM_ANOTHER_DAY = re.compile(
    r"\W{1,3}(?:after|from|following|of)\b(?!.{0,40}\b(?:effective|effect|force|commenc\w+|implement\w+|sign\w*|approv\w+"
    r"|adopt\w+|publi\w+|issue|agreed|date|protocol|agreement|charter|procedure|document|review)\b)",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z(\"'])")
_COMMISSIONED = re.compile(r"\bcommissioned by:? (?:the )?(.{3,160}?)[.*]*$", re.I)
_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b", re.I)
_PARTY_HEADING = re.compile(
    r"\b(?:part(?:y|ies)|signator(?:y|ies)|partner(?: organisation| agencie)?s|members? of"
    r"|who (?:will|may|is to|can) .{0,12}shar\w+)\b",
    re.I,
)
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "under",
        "with",
    )
)


def sentences(text: str) -> list[str]:
    return _SENTENCE.split(text)


def first_date(text: str) -> date | None:
    """The first real day the text names, in any of the ways British documents write one."""
    for found in _DATE.finditer(text):
        if day := _day(found):
            return day
    return None


def _day(found: re.Match) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["d"]:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        month = (found["month"] or found["month_first"])[:3].lower()
        number = [name[:3] for name in _MONTHS].index(month) + 1
        return date(int(found["year"] or found["year_last"]), number, int(found["day"] or found["day_second"]))
    except ValueError:
        return None  # the 31st of a month that has none


def effective_date(parts: Iterable[Part]) -> date | None:
    """The day the protocol takes effect: from the section of that name first, then from a sentence that says so."""
    parts = list(parts)
    named = [part for part in parts if _EFFECTIVE.search(part.heading)]
    for part in named:
        for text in _texts(part):
            if day := first_date(text):
                return day
    for part in parts:
        for text in _texts(part):
            for sentence in sentences(text):
                words = _EFFECTIVE.search(sentence)
                if words and (day := first_date(sentence[words.start() :])):
                    return day
    return None


def review_months(parts: Iterable[Part]) -> int | None:
    """The months between reviews of the document itself.

    From the first sentence that speaks of a review and states a period: under a heading on reviews or on taking effect,
    else anywhere but under one on keeping records. Failing that, any period under a heading on reviews.
    """
    parts = list(parts)
    kept = [part for part in parts if _KEEPING.search(part.heading)]
    named = [part for part in parts if part not in kept and _DATED.search(part.heading)]
    others = [part for part in parts if part not in kept and part not in named]
    spoken = [sentence for part in [*named, *others] for sentence in _said(part) if _REVIEW.search(sentence)]
    under = [sentence for part in named if _REVIEW.search(part.heading) for sentence in _said(part)]
    return next((months for sentence in [*spoken, *under] if (months := _months(sentence))), None)


def _said(part: Part) -> list[str]:
    return [sentence for text in _texts(part) for sentence in sentences(text) if not _KEEPING.search(sentence)]


def _months(sentence: str) -> int | None:
    """The first period of a sentence that is not counted from the end of something else ("six years after it closes")."""
    periods = (one for one in _PERIOD.finditer(sentence) if not _FROM_ANOTHER_DAY.match(sentence, one.end()))
    if found := next(periods, None):
        words = found.group(1).lower()
        number = int(words) if words.isdigit() else _NUMBERS[words]
        months = number * (12 if found.group(2).lower() == "year" else 1)
        return months if 0 < months <= _MOST_MONTHS else None
    if re.search(r"\bevery year\b", sentence, re.I):
        return 12
    return next((months for pattern, months in _EVERY if pattern.search(sentence)), None)


def commissioned_by(front: Iterable[str]) -> str | None:
    """The body that the front page says commissioned the protocol."""
    for line in front:
        if found := _COMMISSIONED.search(line):
            return in_title_case(found.group(1).strip())
    return None


def document_month(front: Iterable[str]) -> str | None:
    """The month on the front page, as "2013-12"."""
    for line in front:
        if found := _MONTH_AND_YEAR.search(line):
            return f"{found.group(2)}-{_MONTHS.index(found.group(1).lower()) + 1:02d}"
    return None


def parties(parts: Iterable[Part]) -> tuple[str, ...]:
    """The organisations listed, or tabled in the first column, under a heading that speaks of parties."""
    for part in parts:
        if not _PARTY_HEADING.search(part.heading):
            continue
        listed = [item for clause in part.clauses for item in clause.items]
        listed = listed or [row[0] for table in part.tables for row in table.rows]
        names = [item.strip(" .;,*") for item in listed if 2 < len(item) <= 120]
        if len(names) > 1:
            return tuple(dict.fromkeys(names))
    return ()


def in_title_case(text: str) -> str:
    """Words shouted in capitals, with a capital each; anything else as it is."""
    if text != text.upper() or len(text.split()) < 2:
        return text
    words = text.lower().split()
    kept = [word if place and word in _SMALL else word[:1].upper() + word[1:] for place, word in enumerate(words)]
    return " ".join(kept)


def _texts(part: Part) -> Iterable[str]:
    for clause in part.clauses:
        yield " ".join((clause.text, *clause.items))
    for table in part.tables:
        for row in (table.header, *table.rows):
            yield " ".join(row)
