"""Whether it was kept to: cases of non-compliance, retention and disposal, exports of the history."""

from compliance.models.case import Allegation, CaseChange, CaseGrant, CaseParty, NonComplianceCase
from compliance.models.copy_review import CopyReview
from compliance.models.export import AuditExport
from compliance.models.investigation import CaseDisclosure, CaseNote, Investigation, Remedy, Report
from compliance.models.notice import CaseNotice, SuspensionGrounds, Untold

__all__ = [
    "Allegation",
    "AuditExport",
    "CaseChange",
    "CaseDisclosure",
    "CaseGrant",
    "CaseNote",
    "CaseNotice",
    "CaseParty",
    "CopyReview",
    "Investigation",
    "NonComplianceCase",
    "Remedy",
    "Report",
    "SuspensionGrounds",
    "Untold",
]
