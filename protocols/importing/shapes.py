"""The shapes of a recognised protocol, and the way to plain data and back (for the page that corrects them)."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class Clause:
    """One block of a section; its text is Markdown, its items are what was bulleted or lettered under it."""

    number: str | None
    slug: str
    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table kept as a table; `after` counts the clauses of its section that stand before it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: int = 0


@dataclass(frozen=True)
class Part:
    """A section or an appendix."""

    number: str
    slug: str
    heading: str
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """What was recognised in a file. `warnings` say in plain sentences what is missing or doubtful.

    `document_month` is "2013-12" or None; `front` is what stands before the first section, title and contents apart.
    """

    title: str
    sections: tuple[Part, ...]
    appendices: tuple[Part, ...]
    effective_date: date | None
    review_months: int | None
    warnings: tuple[str, ...]
    commissioned_by: str | None = None
    document_month: str | None = None
    parties: tuple[str, ...] = ()
    front: tuple[str, ...] = ()

    def as_json(self) -> dict:
        """The published object: title, sections, appendices, effective_date (ISO), review_months, warnings."""
        return {
            "title": self.title,
            "sections": [_part_json(part) for part in self.sections],
            "appendices": [_part_json(part) for part in self.appendices],
            "effective_date": self.effective_date.isoformat() if self.effective_date else None,
            "review_months": self.review_months,
            "warnings": list(self.warnings),
        }

    def as_dict(self) -> dict:
        """Everything, as data that JSON can hold; `from_dict` gives the same Recognised back."""
        held = _listed(asdict(self))
        held["effective_date"] = self.effective_date.isoformat() if self.effective_date else None
        return held

    @classmethod
    def from_dict(cls, data: dict) -> "Recognised":
        """The Recognised that `as_dict` came from. Raises ValueError, saying what is wrong with the data."""
        try:
            effective = data["effective_date"]
            months = data["review_months"]
            return cls(
                title=_text(data["title"]),
                sections=tuple(_part(part) for part in data["sections"]),
                appendices=tuple(_part(part) for part in data["appendices"]),
                effective_date=date.fromisoformat(effective) if effective else None,
                review_months=None if months is None else _count(months),
                warnings=_texts(data["warnings"]),
                commissioned_by=_text_or_none(data.get("commissioned_by")),
                document_month=_text_or_none(data.get("document_month")),
                parties=_texts(data.get("parties", ())),
                front=_texts(data.get("front", ())),
            )
        except (KeyError, TypeError, AttributeError) as trouble:
            raise ValueError(f"this is not a recognised protocol: {trouble}") from trouble


def _part_json(part: Part) -> dict:
    return {
        "number": part.number,
        "slug": part.slug,
        "heading": part.heading,
        "clauses": [_listed(asdict(clause)) for clause in part.clauses],
        "tables": [{"header": list(table.header), "rows": [list(row) for row in table.rows]} for table in part.tables],
    }


def _listed(value):
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(inner) for inner in value]
    return value


def _part(data: dict) -> Part:
    return Part(
        number=_text(data["number"]),
        slug=_text(data["slug"]),
        heading=_text(data["heading"]),
        clauses=tuple(
            Clause(
                number=_text_or_none(clause["number"]),
                slug=_text(clause["slug"]),
                text=_text(clause["text"]),
                items=_texts(clause["items"]),
            )
            for clause in data["clauses"]
        ),
        tables=tuple(
            Table(
                header=_texts(table["header"]),
                rows=tuple(_texts(row) for row in table["rows"]),
                after=_count(table.get("after", 0)),
            )
            for table in data["tables"]
        ),
    )


def _text(value) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _text_or_none(value) -> str | None:
    return None if value is None else _text(value)


def _texts(values) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(f"{values!r} is not a list")
    return tuple(_text(value) for value in values)


def _count(value) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} is not a count")
    return value
