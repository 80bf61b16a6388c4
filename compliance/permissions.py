"""Who may do what about cases, retention and exports."""

from agencies.access import Who
from agencies.roles import Role
from compliance.models.case import INVESTIGATE

# Anybody of an agency may say that something went wrong, volunteers too (practice P-12.6b).
PEOPLE = frozenset(Role) - {Role.REGISTRAR}
LEADS = frozenset({Role.OFFICER, Role.HEAD})
# Of the history of their own agency; auditors without personal content.
READERS = LEADS | {Role.AUDITOR}


def own(member, record) -> bool:
    """The case, or the part of one, is that of one's own agency."""
    return record is None or record.agency_id == member.agency_id


def received(member, notice) -> bool:
    """The notice is for one's own agency."""
    return notice is None or notice.to_agency_id == member.agency_id


def not_the_proposer(member, review) -> bool:
    """One's own agency's, and another person proposed it, under whichever of their memberships."""
    return review is None or own(member, review) and review.proposed_by.person_id != member.person_id


WHO_MAY: dict[str, Who] = {
    "read_history": Who(READERS),
    "export_history": Who(READERS),
    "keep_copy": Who(LEADS, own),
    "propose_disposal": Who(LEADS, own),
    "send_back_disposal": Who(LEADS, own),
    "approve_disposal": Who(LEADS, not_the_proposer),
    "dispose": Who(LEADS, own),
    "report_concern": Who(PEOPLE),
    "allege": Who(LEADS),
    "take_up": Who(LEADS, own),
    "set_aside": Who(LEADS, own),
    "join_case": Who(LEADS, own),
    "log_evidence": Who(LEADS, own, or_granted=INVESTIGATE),
    "extend_case": Who(LEADS, own),
    "make_finding": Who(LEADS, own, or_granted=INVESTIGATE),
    "plan_remedy": Who(LEADS, own),
    "finish_remedy": Who(LEADS, own),
    "drop_remedy": Who(LEADS, own),
    "need_no_remedy": Who(LEADS, own),
    "issue_notice": Who(LEADS, own),
    "leave_untold": Who(LEADS, own),
    "confirm_notice": Who(LEADS, received),
    "close_case": Who(LEADS, own),
    "suspend_sharing": Who(LEADS, own),
    "renew_suspension": Who(LEADS, own),
    "lift_suspension": Who(LEADS, own),
}
