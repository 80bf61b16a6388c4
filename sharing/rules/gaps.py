"""What is still missing from a record, with who is asked and by when? A list, never a reason to stop (ruling 1)."""

from dataclasses import dataclass
from datetime import datetime

from sharing import checklist as questions
from sharing.checklist import Owner, Situation
from sharing.models import Checklist, Disclosure
from sharing.rules.situations import situation
from sharing.rules.times import gap_due

OWNERS = {
    Owner.ASKER: "whoever asked",
    Owner.SHARER: "whoever shared it",
    Owner.OFFICER: "the designated officer",
    Owner.DATA_PROTECTION_OFFICER: "the data protection officer",
}


@dataclass(frozen=True)
class Gap:
    """One thing missing: the page's code and its place in the address, a plain sentence, whose it is, by when."""

    code: str
    sentence: str
    owner: str
    due: datetime
    page: str = ""


def gaps(
    disclosure: Disclosure | None, checklist: Checklist | None, at: datetime | None = None, found: Situation | None = None
) -> list[Gap]:  # fmt: skip
    """Everything missing, in the order of the pages. Before it is recorded give None and the moment it is asked; `found`
    is the checklist's situation, where it is at hand.

    Empty for an agency that received it: the reasoning is the giver's and stays behind the giver's wall.
    """
    if checklist is None:
        return []
    since = disclosure.recorded_at if disclosure else at or checklist.saved_at
    missing = questions.gaps(found or situation(checklist), checklist.answers)
    return [_gap(one, since) for one in missing]


def owed(missing: list[Gap]) -> list[Gap]:
    """What the agency that shared can still do something about: what its asker left open is not its to answer, and a
    request is not written in after it was sent."""
    return [gap for gap in missing if gap.owner != OWNERS[Owner.ASKER]]


def complete_by(missing: list[Gap]) -> datetime | None:
    """When the last of the missing answers is due; None when nothing is missing."""
    return max((gap.due for gap in missing), default=None)


def answers_owed(disclosure: Disclosure) -> list[str]:
    """What stands against calling a record complete, in plain sentences."""
    checklist = Checklist.objects.select_related("agency", "request", "procedure__protocol").filter(
        disclosure=disclosure
    )
    return [gap.sentence for gap in owed(gaps(disclosure, checklist.first()))]


def _gap(one, since) -> Gap:
    return Gap(one.code, one.sentence, OWNERS[one.owner], gap_due(one.due_kind, since), questions.page(one.code).slug)
