"""Shorthand for writing pages, and the one reason box that every doubtful answer opens."""

from collections.abc import Mapping
from dataclasses import dataclass

from sharing.checklist.shapes import Choice, Field, Kind, Page, Situation, held, when

NO_NAMES = "Do not put names here."


def choices(*pairs, doubts=(), alone=(), protected=()) -> tuple[Choice, ...]:
    """Choices from (value, label) or (value, label, hint)."""
    return tuple(
        Choice(pair[0], pair[1], "".join(pair[2:3]), doubt=pair[0] in doubts, alone=pair[0] in alone,
               protected=pair[0] in protected)
        for pair in pairs
    )  # fmt: skip


def radios(name, label, *pairs, doubts=(), **rest) -> Field:
    return Field(name, label, Kind.RADIOS, choices=choices(*pairs, doubts=doubts), **rest)


def ticks(name, label, *pairs, doubts=(), alone=(), protected=(), **rest) -> Field:
    made = choices(*pairs, doubts=doubts, alone=alone, protected=protected)
    return Field(name, label, Kind.CHECKBOXES, choices=made, **rest)


def tick(name, label, **rest) -> Field:
    return Field(name, label, Kind.CHECKBOX, **rest)


def line(name, label, max_length=200, **rest) -> Field:
    """A single line. Typed about people, so kept locked unless said otherwise."""
    return Field(name, label, Kind.TEXT, max_length=max_length, personal=rest.pop("personal", True), **rest)


def box(name, label, max_length, **rest) -> Field:
    """A box for sentences, always with the reminder about names (R6)."""
    hint = rest.pop("hint", NO_NAMES)
    return Field(name, label, Kind.TEXTAREA, max_length=max_length, personal=True, hint=hint, **rest)


def day(name, label, **rest) -> Field:
    return Field(name, label, Kind.DATE, **rest)


def number(name, label, **rest) -> Field:
    return Field(name, label, Kind.NUMBER, **rest)


def rows(name, label, *columns, most, **rest) -> Field:
    return Field(name, label, Kind.ROWS, columns=columns, most=most, **rest)


@dataclass(frozen=True)
class Doubtful:
    """True where an answer on the page leaves a doubt, so that the short reason box is open."""

    fields: tuple[Field, ...]

    def __call__(self, situation: Situation, data: Mapping) -> bool:
        return bool(self.names(situation, data))

    def names(self, situation: Situation, data: Mapping) -> list[str]:
        """The fields whose chosen answer leaves a doubt."""
        return [
            item.name
            for item in self.fields
            if item.is_shown(situation, data)
            and held(data, item.name) & {choice.value for choice in situation.choices(item) if choice.doubt}
        ]


def page(code, slug, title, *fields, reason="If something is in doubt: what makes you say so?", **rest) -> Page:
    """A page, with its reason box and its offer of advice wherever an answer can leave a doubt."""
    doubtful = tuple(item for item in fields if any(choice.doubt for choice in item.choices))
    extra = []
    if doubtful:
        extra.append(line("reason", reason, hint=f"A few words are enough. {NO_NAMES}", shown=Doubtful(doubtful)))
    unsure = next((f.name for f in doubtful if any(c.value == "unsure" for c in f.choices)), None)
    if unsure:
        extra.append(tick("ask_adviser", "Ask my adviser", shown=when(unsure, "unsure")))
    return Page(code, slug, title, fields=(*fields, *extra), **rest)
