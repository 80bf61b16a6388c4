"""What do the facts beside the text say, in words: purposes, information, law, marking, ways of sending, keeping?"""

from protocols.catalogue import channels, law, markings
from protocols.models import DataItem
from protocols.views.text import joined


def facts(version) -> dict:
    """The facts of one version as a page shows them; three queries."""
    items = list(version.data_items.all())
    return {
        "purposes": [purpose.words for purpose in version.purposes.all()],
        "information": [
            (words.capitalize(), [item.label for item in items if item.kind == kind])
            for kind, words in DataItem.Kind.choices
            if any(item.kind == kind for item in items)
        ],
        "law": [provision_words(row.code, row.note) for row in version.provisions.all()],
        "marking": version.marking,
        "marking_meaning": _meaning(version.marking_scheme, version.marking),
        "scheme": _scheme(version.marking_scheme),
        "channels": [channel_words(code) for code in version.channels],
        "retention": version.retention,
    }


def fact_rows(said: dict) -> list[dict]:
    """The same as the rows of a summary list; the law, which is long, stands apart and opens on asking."""
    return [
        {"key": "For", "value": joined(said["purposes"])},
        *({"key": kind, "value": joined(labels)} for kind, labels in said["information"]),
        {"key": "Marked", "value": f"{said['marking']}, {said['scheme']}"},
        {"key": "Sent by", "value": joined(said["channels"])},
        {"key": "Kept", "value": said["retention"]},
    ]


def provision_words(code: str, note: str = "") -> str:
    """A provision as people cite it; a code that the catalogue does not hold is shown as it is."""
    row = law.catalogue().get(code)
    said = f"{row.label} ({row.citation})" if row else f"{code} (not in the catalogue of law)"
    return f"{said}: {note}" if note else said


def channel_words(code: str) -> str:
    row = channels.channels().get(code)
    return row.label if row else code


def ways(version) -> list[dict]:
    """Each agreed way of sending, and what the handling rules say of it at the usual marking."""
    told = []
    for code in version.channels:
        rule = ""
        if code in channels.channels():
            try:
                rule = channels.channel_check(version.marking_scheme, version.marking, code).rule_text
            except markings.UnknownMarking:
                rule = ""
        told.append({"way": channel_words(code), "rule": rule})
    return told


def _scheme(code: str) -> str:
    return markings.schemes()[code].name if code in markings.schemes() else code


def _meaning(scheme: str, level: str) -> str:
    try:
        found = markings.level(scheme, level)
    except markings.UnknownMarking:
        return ""
    return found.meaning or found.definition_a
