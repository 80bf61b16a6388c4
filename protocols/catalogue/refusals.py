"""For which reasons may information be refused, and what does a refusal still have to say?

That no agreement covers the sharing is never a reason: the list does not hold it, and nobody can add it.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from protocols.catalogue.dated import IMMEMORIAL, by_code, in_force, load

_NO_AGREEMENT = re.compile(
    r"\b(no|not|without|lacks?|lacking|isn't|hasn't|haven't|absence of)\b[^.;]*\b(protocol|agreement|isp|isa)s?\b"
    r"|\b(protocol|agreement|isp|isa)s?\b[^.;]*\b(not|unsigned|expired|lapsed|missing|absent|doesn't|hasn't)\b",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"[.;\n]\s*\S|\b(and|also|because|besides|moreover)\b", re.IGNORECASE)


@dataclass(frozen=True)
class RefusalReason:
    """A coded reason for not giving information; `needs` is what must be said beside it."""

    code: str
    label: str
    hint: str = ""
    needs: str = ""  # "provision": the law that forbids it; "words": a reason in words
    valid_from: date = IMMEMORIAL
    valid_to: date | None = None


@dataclass(frozen=True)
class RefusalFacts:
    """A refusal, or the refused part of an answer, as far as it has been written."""

    reason_codes: tuple[str, ...] = ()
    words: str = ""
    provisions: tuple[str, ...] = ()
    effect_of_not_sharing: str = ""
    decided_by: str = ""
    duty_cited: str = ""  # the duty that the asker cited
    answer_to_duty: str = ""


@cache
def catalogue() -> dict[str, RefusalReason]:
    """Every reason by its code, whatever its dates."""
    return by_code(load(RefusalReason, "refusals.toml", "reason"))


def reasons(on: date) -> list[RefusalReason]:
    """The reasons that could be chosen on that day."""
    return [row for row in catalogue().values() if in_force(row, on)]


def only_lacks_agreement(words: str) -> bool:
    """Whether the words give no reason but the lack of a protocol, so that a reason of substance is asked for."""
    return bool(_NO_AGREEMENT.search(words)) and not _SAYS_MORE.search(words.strip().rstrip(".;"))


def may_be_added(code: str, label: str) -> bool:
    """Whether a partnership may add this reason to its own list: never the lack of a protocol, under any name."""
    said = re.sub(r"[-_]", " ", f"{code}. {label}")
    return code not in catalogue() and not _NO_AGREEMENT.search(said)


def missing_from_refusal(facts: RefusalFacts) -> list[str]:
    """What a refusal does not say yet (V11), in plain sentences. Never raises, and stops nothing."""
    gaps = []
    known = [catalogue()[code] for code in facts.reason_codes if code in catalogue()]
    if not facts.reason_codes:
        gaps.append("The reason for not giving it is not recorded")
    if any(row.needs == "provision" for row in known) and not facts.provisions:
        gaps.append("The law that forbids it is not named")
    if any(row.needs == "words" for row in known) and not facts.words.strip():
        gaps.append("The other reason is not described")
    elif {row.code for row in known} <= {"OTHER"} and only_lacks_agreement(facts.words):
        gaps.append("The lack of a protocol is not a reason by itself: what stands against giving it is not said")
    if not facts.effect_of_not_sharing.strip():
        gaps.append("What could happen if it is not shared is not recorded")
    if not facts.decided_by.strip():
        gaps.append("Who decided is not recorded")
    if facts.duty_cited and not facts.answer_to_duty.strip():
        gaps.append(f"The asker cited a duty ({facts.duty_cited}), and the refusal does not answer it")
    return gaps
