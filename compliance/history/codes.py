"""Which fields hold codes, and how is a code said? In the words of the record's own pages."""

from collections.abc import Callable
from typing import Any

from compliance.history.kinds import Kind
from protocols.models import DataItem
from sharing import rules
from sharing.checklist.questions.lists import KIND_WORDS
from sharing.models import Request
from sharing.views import wording


def _named(words: dict) -> Callable[[str], str]:
    return lambda code: str(words.get(code, ""))


def _law(code: str) -> str:
    return wording.law_words([code])[0]


# By the name of the field, which means the same in every record.
_WORDS: dict[str, Callable[[str], str]] = {
    "caller_check": _named(wording.KNEW_WORDS),
    "channel": rules.channel_label,
    "channels": rules.channel_label,
    "consent": _named(wording.CONSENT_WORDS),
    "data_kinds": _named(dict(DataItem.Kind.choices)),
    "given_under": _law,
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
}


def coded(kind: Kind, name: str, value: Any) -> str:
    """A code, or several, in words; "" for a field of other values. A code that nobody knows any more is told as it is."""
    words = _OF_ONE_KIND.get((kind.label, name)) or _WORDS.get(name)
    if words is None:
        return ""
    codes = value if isinstance(value, list) else [value]
    return ", ".join(words(code) or code for code in codes if isinstance(code, str))
