"""What was agreed: protocols, their versions, the text in clauses, the facts beside it, and who signed."""

from protocols.models.changes import DraftGrant, VersionChange
from protocols.models.document import Document
from protocols.models.facts import DataItem, Provision, Purpose
from protocols.models.imported import ImportedText
from protocols.models.party import Party
from protocols.models.protocol import Protocol
from protocols.models.reminder import ReviewReminder
from protocols.models.retention import RetentionRule
from protocols.models.text import Clause, Section
from protocols.models.version import Version

__all__ = [
    "Clause",
    "DataItem",
    "Document",
    "DraftGrant",
    "ImportedText",
    "Party",
    "Protocol",
    "Provision",
    "Purpose",
    "RetentionRule",
    "ReviewReminder",
    "Section",
    "Version",
    "VersionChange",
]
