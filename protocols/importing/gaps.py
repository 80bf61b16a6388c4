"""What should a protocol have that this one lacks, and what in its numbering looks wrong? Plain sentences."""

import re
from collections.abc import Iterable
from datetime import date

from protocols.importing.shapes import Clause, Part

# What the law and practice expect a sharing protocol to speak of, and the words by which headings or clauses do.
EXPECTED = (
    ("why the information is shared", r"purpose|objective|aim"),
    ("who the parties are", r"part(?:y|ies)\b|partners?\b|signator"),
    (
        "what information is shared",
        r"what (?:is|information|data|will be)|data items|information (?:to be )?shared",
    ),
    ("which law allows the sharing", r"legal|lawful|\bAct\b|power|legislation"),
    ("how people are told", r"fair(?:ness|ly)?\b|transparen|privacy (?:notice|information)|consent"),
    ("how information is kept secure", r"secur|handling|marking|confidential"),
    ("how long information is kept and how it is destroyed", r"retention|retain|dispos|destr(?:oy|uction)"),
    (
        "how people get access to information about them",
        r"access to information|subject access|right of access|freedom of information",
    ),
    ("how complaints are dealt with", r"complain"),
    (
        "what happens when somebody does not keep to it",
        r"non.?compliance|breach|fail(?:s|ed|ure)?\b.{0,40}compl",
    ),
    ("who represents each party", r"representative|designated|contact|single point"),
    ("how the protocol is reviewed", r"review"),
)
_LAW = re.compile(r"\s+(?:of|to) (?:the|that|schedule|this act)\b", re.I)
_CLAUSE_REFERENCE = re.compile(r"\b(?:see|in|under|clauses?|paragraphs?) (\d{1,2}\.\d{1,2})(?![\d%])", re.I)
_APPENDIX_REFERENCE = re.compile(r"\b(?:appendix|annexe?) (\d{1,2}|[A-Z])\b", re.I)
_SHOWN = 5


def missing(parts: list[Part], effective: date | None, months: int | None, parties: Iterable[str]) -> list[str]:
    """What is not there: dates, parties, and the matters every protocol should speak of."""
    found = []
    if effective is None:
        found.append("No effective date was found.")
    if months is None:
        found.append("No review period was found.")
    if not tuple(parties):
        found.append("The parties are not named in a list: add them by hand.")
    said = "\n".join(part.heading for part in parts) + "\n" + "\n".join(text for part in parts for text in _words(part))
    found += [f"Nothing says {matter}." for matter, words in EXPECTED if not re.search(words, said, re.I)]
    return found


def numbering(sections: list[Part], appendices: list[Part]) -> list[str]:
    """Gaps, repeats and strays in the numbers, and references that lead nowhere."""
    found = _sequence("section", sections) + _sequence("appendix", appendices)
    strays, seen, repeats = [], set(), []
    for section in sections:
        numbers = [clause.number for clause in section.clauses if clause.number and "." in clause.number]
        strays += [
            f"{number} in section {section.number}" for number in numbers if number.split(".")[0] != section.number
        ]
        repeats += [number for number in numbers if number in seen or numbers.count(number) > 1]
        seen.update(numbers)
        found += _clause_gaps(section, numbers)
        if not section.clauses and not section.tables:
            found.append(f"Section {section.number} has a heading and nothing under it.")
    if strays:
        found.append(f"Clauses that carry the number of another section: {_some(strays)}.")
    if repeats:
        found.append(f"Clause numbers used more than once: {_some(list(dict.fromkeys(repeats)))}.")
    if sections and not seen:
        found.append("The clauses carry no numbers.")
    return found + _lost_references([*sections, *appendices], seen, {part.number.upper() for part in appendices})


def _sequence(kind: str, parts: list[Part]) -> list[str]:
    numbers = [int(part.number) for part in parts if part.number.isdigit()]
    lacking = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    named = "sections" if kind == "section" else "appendices"
    return [f"The numbers of the {named} leave out {_some([str(number) for number in lacking])}."] if lacking else []


def _clause_gaps(section: Part, numbers: list[str]) -> list[str]:
    lasts = [
        int(number.split(".")[1]) for number in numbers if re.fullmatch(rf"{re.escape(section.number)}\.\d+", number)
    ]
    lacking = sorted(set(range(1, max(lasts, default=0) + 1)) - set(lasts)) if max(lasts, default=0) < 1000 else []
    shown = _some([f"{section.number}.{number}" for number in lacking])
    return [f"The clause numbers of section {section.number} leave out {shown}."] if lacking else []


def _lost_references(parts: list[Part], clauses: set[str], appendices: set[str]) -> list[str]:
    lost = []
    for part in parts:
        for text in _words(part):
            for reference in _CLAUSE_REFERENCE.finditer(text):
                if clauses and reference.group(1) not in clauses and not _LAW.match(text, reference.end()):
                    lost.append(reference.group(1))
            for reference in _APPENDIX_REFERENCE.finditer(text):
                if reference.group(1).upper() not in appendices and not _LAW.match(text, reference.end()):
                    lost.append(f"appendix {reference.group(1)}")
    lost = list(dict.fromkeys(lost))
    return [f"The text refers to parts that are not there: {_some(lost)}."] if lost else []


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _words(part: Part) -> Iterable[str]:
    clauses: tuple[Clause, ...] = part.clauses
    for clause in clauses:
        yield clause.text
        yield from clause.items
    for table in part.tables:
        for row in (table.header, *table.rows):
            yield from row
