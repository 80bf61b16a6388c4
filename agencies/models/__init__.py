"""Who: organisations, partnerships, agencies, people and the parts they play."""

from agencies.models.agency import Agency, AgencyCapacity, AssuranceItem
from agencies.models.changes import StatusChange
from agencies.models.invitation import Invitation, Vacancy
from agencies.models.jobs import Digest, SweepRun
from agencies.models.kept import KeptForm
from agencies.models.membership import DecisionMaker, Membership
from agencies.models.notice import Notice
from agencies.models.opening import AuditOpening
from agencies.models.organisation import Organisation
from agencies.models.partnership import Partnership, ReferenceCounter
from agencies.models.person import Person
from agencies.models.reading import Reading
from agencies.models.tenant import PartyRow, TenantRow
from agencies.models.token import ApiToken, IdempotencyKey

__all__ = [
    "Agency",
    "AgencyCapacity",
    "ApiToken",
    "AssuranceItem",
    "AuditOpening",
    "DecisionMaker",
    "Digest",
    "IdempotencyKey",
    "Invitation",
    "KeptForm",
    "Membership",
    "Notice",
    "Organisation",
    "Partnership",
    "PartyRow",
    "Person",
    "Reading",
    "ReferenceCounter",
    "StatusChange",
    "SweepRun",
    "TenantRow",
    "Vacancy",
]
