"""What of a meeting's minutes may somebody read: their own agency's actions, what was said with leave, and the summary?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sharing.models import CaseLine, CaseRecord, Meeting, MeetingAction, MinutesCopy
from sharing.rules.brought import Said, said_of

# For how many days the minutes can be read.
DAYS = (7, 14, 28)


@dataclass(frozen=True)
class CaseCut:
    """One case as this reader may see it."""

    number: int
    title: str
    about: str
    said: tuple[Said, ...]


def minutes_end(at: datetime, days: int) -> datetime:
    """When they can no longer be read."""
    return at + timedelta(days=days)


def minutes_over(copy: MinutesCopy, at: datetime) -> bool:
    return copy.ends_at <= at


def cases_of(meeting: Meeting, member) -> list[CaseCut]:
    """The cases that were opened and that the reader sees; of each what was to be minuted, for the agency that said it all."""
    cases = CaseRecord.objects.visible_to(member).filter(item__meeting=meeting, item__opened_at__isnull=False)
    lines = CaseLine.objects.visible_to(member).filter(case__in=cases).select_related("agency").order_by("agency__name")
    told: dict = {}
    for line in lines:
        if line.agency_id == member.agency_id or CaseLine.Limit.NOT_MINUTED not in line.limits:
            told.setdefault(line.case_id, []).append(said_of(line, own=line.agency_id == member.agency_id))
    return [
        CaseCut(one.item.number, one.item.title, one.about, tuple(told.get(one.pk, ())))
        for one in cases.select_related("item").order_by("item__number")
    ]


def actions_of(meeting: Meeting, member) -> list[MeetingAction]:
    """What the reader's own agency undertook to do, whatever part the reader played."""
    own = MeetingAction.objects.visible_to(member).filter(meeting=meeting, agency_id=member.agency_id)
    return list(own.select_related("agency", "owner__person"))
