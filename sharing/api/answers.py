"""How are the questions answered by a program? Page by page under their codes, with the values that the pages store.

The shapes are made from the questions themselves, so that a question that changes changes here too. What may be
chosen where an agency or a procedure has lists of its own is known only once it is known who answers.
"""

import datetime as dt

from rest_framework import serializers

from agencies.api.fields import Asked, Day, Flag, OneOf, Whole, Words
from sharing.checklist import Situation, book
from sharing.checklist.forms import LARGEST
from sharing.checklist.routing import FOR_ASKER, FULL
from sharing.checklist.shapes import Field, Kind, Page

CHOSEN = (Kind.RADIOS, Kind.SELECT, Kind.CHECKBOXES)
A_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
# What the act itself decides, or asks for by a name of its own.
BY_THE_ACT = frozenset({"S1", "standing", "check"})


def _read_by(item: Field, owner: str):
    """The reader of one field."""
    common = {"required": item.must, "help_text": item.label}
    if item.kind in CHOSEN:
        one = _choice(item)
        if item.kind is not Kind.CHECKBOXES:
            return _choice(item, **common)
        return serializers.ListField(child=one, min_length=1, max_length=40, **common)
    match item.kind:
        case Kind.CHECKBOX:
            return Flag(**common)
        case Kind.NUMBER:
            return Whole(min_value=0, max_value=LARGEST, **common)
        case Kind.DATE:
            return Day(**common)
        case Kind.TIME:
            return serializers.RegexField(A_TIME, **common)
        case Kind.ROWS:
            columns = {column.name: column for column in item.columns}
            row = _object(f"{owner}{item.name.capitalize()}", item.label, columns)
            return row(many=True, min_length=1, max_length=item.most, **common)
    return Words(max_length=item.max_length or 200, **common)


def _choice(item: Field, **common):
    if item.options:
        usual = ", ".join(choice.value for choice in item.choices)
        return Words(max_length=60, **{**common, "help_text": f"{item.label}: usually one of {usual}."})
    return OneOf([(choice.value, choice.label) for choice in item.choices], **common)


def _object(name: str, about: str, items: dict[str, Field]) -> type[Asked]:
    return type(name, (Asked,), {"__doc__": about, **{key: _read_by(item, name) for key, item in items.items()}})


def page_reader(page: Page, without: tuple[str, ...] = ()) -> type[Asked]:
    """The reader of one page's answers."""
    items = {item.name: item for item in page.fields if item.name not in without}
    return _object(f"Answers{page.code}{'Besides' if without else ''}", page.title, items)


def _answers(name: str, codes, readers: dict[str, type[Asked]]) -> type[Asked]:
    pages = {code: readers[code](required=False) for code in codes}
    return type(name, (Asked,), {"__doc__": "Answers by the codes of the questions.", **pages})


_READERS = {page.code: page_reader(page) for page in book.ALL if page.fields}
_SHARED = {**_READERS, "2a": page_reader(book.page("2a"), without=("recipients",))}
_ASKED_CODES = [code for code in FULL if code in FOR_ASKER - BY_THE_ACT - {"S2"}]
_SHARED_CODES = [code for code in FULL if code not in BY_THE_ACT] + ["FIG"]

# After recording any question of the record may be answered, those after an emergency too.
_OWED_CODES = [code for code in _READERS if code not in BY_THE_ACT]

RequestAnswers = _answers("RequestAnswers", _ASKED_CODES, _READERS)
DisclosureAnswers = _answers("DisclosureAnswers", _SHARED_CODES, _SHARED)
EmergencyAnswers = _READERS["EM"]
OwedAnswers = _answers("OwedAnswers", _OWED_CODES, _READERS)


def stored(said):
    """Answers as the checklist keeps them: plain values, days as text."""
    if isinstance(said, dict):
        return {name: stored(value) for name, value in said.items()}
    if isinstance(said, list):
        return [stored(value) for value in said]
    return said.isoformat() if isinstance(said, dt.date) else said


def not_offered(situation: Situation, answers: dict) -> dict:
    """What was chosen and cannot be chosen here, as errors under code and field; for fields with lists of their own."""
    errors: dict[str, dict] = {}
    for code, data in answers.items():
        for item in book.page(code).fields:
            if item.kind not in CHOSEN or not item.options or item.name not in data:
                continue
            chosen = data[item.name] if isinstance(data[item.name], list) else [data[item.name]]
            offered = {choice.value for choice in situation.choices(item)}
            if wrong := [value for value in chosen if value not in offered]:
                errors.setdefault(code, {})[item.name] = [f"“{value}” cannot be chosen here." for value in wrong]
    return errors
