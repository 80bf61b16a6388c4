"""What do the answers of a checklist amount to in the columns of the record that other agencies may read?

The sender's reasoning stays in the checklist, behind the sender's own wall (ruling 14); nothing of it is copied here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from agencies.models import Agency
from agencies.questions import asked
from protocols.catalogue import clocks
from sharing.checklist import Situation, facts, senders_note
from sharing.checklist.facts import applying
from sharing.models import Checklist
from sharing.rules import markings
from sharing.rules.situations import kind_labels, situation

ONWARD_NEVER = "Do not pass it on."
ONWARD_ASK = "Only with the agreement of the agency it belongs to."
INSTRUCTION = "RECIPIENTS ONLY"  # OFFICIAL-SENSITIVE must say what its extra care is
# Kinds of information that are of a special kind by themselves, for a request, which answers no question about it.
_KIND_OF = {"health": "special", "support": "special", "offending": "offences", "intelligence": "offences"}


@dataclass(frozen=True)
class Told:
    """What the answers amount to, drawn once for everything that is made of them."""

    situation: Situation
    facts: dict
    answers: Mapping  # less those to pages that no longer apply


def told(checklist: Checklist, found: Situation | None = None) -> Told:
    """What a checklist says; `found` is its situation, where it is at hand."""
    found = found or situation(checklist)
    have = applying(found, checklist.answers)
    return Told(found, facts(found, checklist.answers, have), have)


@dataclass(frozen=True)
class Recipients:
    """Who receives it: agencies with their line, whoever is outside every agency, and one's own colleagues."""

    agencies: dict[Agency, tuple[str, str]]  # agency: (who or which desk, what they will do with it)
    outside: list[tuple[str, str]]
    own: tuple[str, str]


def shared_columns(checklist: Checklist, said: Told, shared_at: datetime) -> dict:
    """The columns of a Disclosure that its answers fill; a missing answer leaves its column empty."""
    answers, version, known, have = checklist.answers, checklist.procedure, said.facts, said.answers
    sent = have.get("9") or {}
    scheme, level = markings.marking_of(known["marking"], version, clocks.as_day(shared_at))
    channel = markings.channel_of(known["channel"])
    personal = known["data_kind"] != "depersonalised"
    labels = kind_labels(said.situation)
    return {
        "purpose": (known["purpose"]["code"] or "")[:60],
        "purpose_words": known["purpose"]["words"],
        "data_items": [{"slug": kind, "label": labels.get(kind, kind)} for kind in known["kinds"]] or _figures(have),
        "data_kinds": _data_kinds(known, version, in_a_meeting="meeting" in answers),
        "about": _about(have.get("S4") or {}),
        "subject_count": known["subjects"]["count"] or None,
        "about_a_child": known["subjects"]["child"],
        "manner": markings.manner_of(channel),
        "marking_scheme": scheme,
        "marking": level,
        "handling_instruction": INSTRUCTION if level == "OFFICIAL-SENSITIVE" else "",
        "channel": channel,
        "channel_detail": (sent.get("system") or sent.get("other") or "")[:200],
        "channel_allowed": markings.channel_facts(scheme, level, channel, personal=personal).allowed,
        "channel_reason": sent.get("despite") or "",
        "consent": (known["consent"]["state"] or "")[:30],
        "note": senders_note(have),
        "restrictions": "\n".join(known["restrictions"]),
        "onward": ONWARD_ASK if known["onward_permitted"] else ONWARD_NEVER,
        "warnings": _warnings(known, have),
        "sub_judice": known["sub_judice"]["state"][:10],
    }


def recipients_of(checklist: Checklist, said: Told, on: date) -> Recipients:
    """Each line of "Who needs it" as an agency of the partnership or as somebody outside; a request goes to its asker."""
    known = said.facts
    own, outside, lines = [], [], {}
    by_name = {}
    if known["recipients"]:
        for agency in asked(_agencies_on, checklist.partnership_id, on):
            by_name |= {_plain(agency.name): agency, _plain(agency.code): agency}
    for row in known["recipients"]:
        agency = None if row["outside"] else by_name.get(_plain(row["agency"]))
        if agency is None:
            outside.append((", ".join(part for part in (row["agency"], row["role"]) if part), row["use"]))
        elif agency.pk == checklist.agency_id:
            own.append((row["role"], row["use"]))
        else:
            lines.setdefault(agency, []).append((row["role"], row["use"]))
    if not lines and not outside and checklist.request and checklist.voice == Checklist.Voice.SHARER:
        lines[checklist.request.asking_agency] = []
    return Recipients({agency: _joined(rows) for agency, rows in lines.items()}, outside, _joined(own))


def _agencies_on(partnership, on):
    return Agency.objects.filter(partnership_id=partnership).exclude(kind="service").on(on)


def wanted(checklist: Checklist) -> tuple[list[str], list[str]]:
    """For a request: the labels of what is wanted, and the kinds of data that it is."""
    found = situation(checklist)
    kinds = facts(found, checklist.answers)["kinds"]
    labels = kind_labels(found)
    return [labels.get(kind, kind)[:200] for kind in kinds], kinds_wanted(kinds, checklist.procedure)


def kinds_wanted(kinds: list[str], version=None) -> list[str]:
    """Which kinds of data (personal, special, offences, depersonalised) the ticked kinds of information are."""
    items = {item.slug: item.kind for item in version.data_items.all()} if version else {}
    return sorted({items.get(kind) or _KIND_OF.get(kind, "personal") for kind in kinds} or {"personal"})


def _data_kinds(known, version, *, in_a_meeting):
    if known["data_kind"] == "depersonalised":
        return ["depersonalised"]
    items = {item.slug: item.kind for item in version.data_items.all()} if version else {}
    found = {"personal"} | {items[kind] for kind in known["kinds"] if kind in items}
    # What is sensitive in it is question 3e, which nobody is asked in a meeting: there a kind counts as what it is.
    found |= {_KIND_OF[kind] for kind in known["kinds"] if kind in _KIND_OF} if in_a_meeting else set()
    found |= {"special"} if known["special_category"] else set()
    found |= {"offences"} if known["criminal_offences"] else set()
    return sorted(found)


def _figures(have):
    what = (have.get("FIG") or {}).get("what")
    return [{"slug": "figures", "label": what}] if what else []


def _about(data) -> str:
    rows = [row for row in data.get("people") or () if isinstance(row, dict) and row.get("reference")]
    if count := data.get("list_count"):
        rows.append({"reference": f"a list of {count}"})
    return "; ".join(str(row["reference"]) for row in rows)


def _warnings(known, have):
    flags = {
        "not_checked": known["not_checked"],
        "identity_not_confirmed": known["identity_not_confirmed"],
        "reveals_source": known["reveals_source"],
        "do_not_reveal": known["do_not_reveal"],
        "not_all_fact": bool(set((have.get("4c") or {}).get("made_of") or ()) - {"fact"}),
    }
    return [name for name, holds in flags.items() if holds]


def _joined(rows) -> tuple[str, str]:
    who, use = ("; ".join(part for part in parts if part) for parts in (zip(*rows, strict=True) if rows else ((), ())))
    return who[:200], use


def _plain(words) -> str:
    return " ".join(str(words).casefold().split())
