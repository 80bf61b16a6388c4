"""What was shared: requests, decisions, disclosures and who holds them, and the reasoning of whoever shared."""

from sharing.models.advice import Advice
from sharing.models.agenda import AgendaItem, Interest, MeetingAction
from sharing.models.attendance import Attendance
from sharing.models.case import CaseLine, CaseParty, CasePresence, CaseRecord
from sharing.models.changes import DisclosureChange, DisclosureGrant, RequestChange
from sharing.models.checklist import Checklist
from sharing.models.disclosure import Disclosure, DisclosureParty, DisclosureReader, OutsideRecipient
from sharing.models.dispute import Dispute, DisputeChange, DisputeNote
from sharing.models.guest import GuestPass
from sharing.models.holding import Hold, Holding
from sharing.models.meeting import Meeting, MeetingChange, MeetingPart, MeetingParty
from sharing.models.minutes import MinutesCopy
from sharing.models.onward import OnwardChange, OnwardParty, OnwardRequest
from sharing.models.request import Decision, Request, RequestParty
from sharing.models.research import Research
from sharing.models.suspension import Suspension, SuspensionChange
from sharing.models.told import ClockTold

__all__ = [
    "Advice",
    "AgendaItem",
    "Attendance",
    "CaseLine",
    "CaseParty",
    "CasePresence",
    "CaseRecord",
    "Checklist",
    "ClockTold",
    "Decision",
    "Disclosure",
    "DisclosureChange",
    "DisclosureGrant",
    "DisclosureParty",
    "DisclosureReader",
    "Dispute",
    "DisputeChange",
    "DisputeNote",
    "GuestPass",
    "Hold",
    "Holding",
    "Interest",
    "Meeting",
    "MeetingAction",
    "MeetingChange",
    "MeetingPart",
    "MeetingParty",
    "MinutesCopy",
    "OnwardChange",
    "OnwardParty",
    "OnwardRequest",
    "OutsideRecipient",
    "Request",
    "RequestChange",
    "RequestParty",
    "Research",
    "Suspension",
    "SuspensionChange",
]
