"""What was shared: requests, decisions, disclosures and who holds them, and the reasoning of whoever shared."""

from sharing.models.changes import DisclosureChange, DisclosureGrant, RequestChange
from sharing.models.checklist import Checklist
from sharing.models.disclosure import Disclosure, DisclosureParty, DisclosureReader, OutsideRecipient
from sharing.models.holding import Holding
from sharing.models.request import Decision, Request, RequestParty

__all__ = [
    "Checklist",
    "Decision",
    "Disclosure",
    "DisclosureChange",
    "DisclosureGrant",
    "DisclosureParty",
    "DisclosureReader",
    "Holding",
    "OutsideRecipient",
    "Request",
    "RequestChange",
    "RequestParty",
]
