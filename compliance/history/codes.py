"""Which fields hold codes, and how is a code said? In the words of the record's own pages."""

from collections.abc import Callable, Mapping
from typing import Any

from compliance.history.kinds import Kind
from compliance.history.words import several
from protocols.catalogue import markings
from protocols.models import DataItem
from sharing import rules
from sharing.checklist import book
from sharing.checklist.gaps import is_empty
from sharing.checklist.questions.lists import KIND_WORDS
from sharing.checklist.shapes import Field, Situation
from sharing.checklist.summary import words as in_words
from sharing.models import Dispute, Request
from sharing.views import wording


def _named(words: dict) -> Callable[[str], str]:
    return lambda code: str(words.get(code, ""))


def _law(code: str) -> str:
    return wording.law_words([code])[0]


def _scheme(code: str) -> str:
    try:
        return markings.scheme(code).name
    except markings.UnknownMarking:
        return ""


def _undertaken(code: str) -> str:
    chosen = {choice.value: choice.label for choice in book.page("2a").field("undertaking").choices}
    return str(chosen.get(code, ""))


# By the name of the field, which means the same in every record.
_WORDS: dict[str, Callable[[str], str]] = {
    "caller_check": _named(wording.KNEW_WORDS),
    "channel": rules.channel_label,
    "channels": rules.channel_label,
    "consent": _named(wording.CONSENT_WORDS),
    "data_kinds": _named(dict(DataItem.Kind.choices)),
    "given_under": _law,
    "marking_scheme": _scheme,
    "offer": _named(dict(Dispute.Status.choices)),
    "provisions": _law,
    "purpose": wording.purpose_words,
    "reason_code": _named(rules.REFUSAL_REASONS),
    "sub_judice": _named(wording.LIVE_CASE_WORDS),
    "urgencies": _named(dict(Request.Urgency.choices)),
    "warnings": _named(wording.WARNING_WORDS),
}
# Where a plain name holds codes in one kind of record alone.
_OF_ONE_KIND: dict[tuple[str, str], Callable[[str], str]] = {
    ("protocols.provision", "code"): _law,
    ("sharing.caseline", "kinds"): _named(KIND_WORDS),
    ("sharing.outsiderecipient", "undertaking"): _undertaken,
}
# What a review of a copy asks, in a few words, and what somebody says of how a copy went.
_REVIEW = {
    "needed": "Still needed", "accurate": "Accurate", "request": "A request, case or claim is open", "archive":
    "Of lasting value", "told": "Other holders told", "matters": "What was open about it", "contractor_certificate":
    "number of the contractor's certificate", "contractor": "contractor", "standard": "standard", "place": "place",
    "witness": "who watched",
}  # fmt: skip
_SAID = {"yes": "yes", "no": "no"}


def coded(kind: Kind, name: str, value: Any) -> str:
    """A code, or several, in words; "" for a field of other values. A code that nobody knows any more is told as it is."""
    words = _OF_ONE_KIND.get((kind.label, name)) or _WORDS.get(name)
    if words is None:
        return ""
    codes = value if isinstance(value, list) else [value]
    return several(words(code) or code for code in codes if isinstance(code, str))


def answered(value: Mapping) -> str:
    """Answers to the questions of a checklist or of a review, each with its question in words; "" for anything else."""
    if value and set(value) <= set(_REVIEW):
        return "; ".join(f"{_REVIEW[name]}: {_review(one)}" for name, one in value.items())
    pages = [(book.BY_CODE[code], data) for code, data in value.items() if code in book.BY_CODE]
    if not pages or not all(isinstance(data, Mapping) for _, data in pages):
        return ""
    told = [
        f"{_asked(item.label or page.title)} {_answer(item, data[item.name])}"
        for page, data in pages
        for item in page.fields
        if not is_empty(data.get(item.name))
    ]
    return "; ".join(one.removesuffix(".") for one in told)


def _answer(item: Field, value: Any) -> str:
    # An agreement's own purposes, and the markings of each scheme, are not among the choices here.
    if item.name == "purpose":
        return wording.purpose_words(value)
    if item.options == "markings":
        value = str(value).rpartition(":")[2]
    return in_words(item, value, Situation())


def _asked(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def _review(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else _SAID.get(str(value), str(value))
