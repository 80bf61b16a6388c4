"""What people do about what went wrong, what is kept too long and what is to be proved; each verb is one transaction."""

from compliance.actions.disposing import (
    approve_disposal,
    dispose,
    keep_copy,
    propose_disposal,
    send_back_disposal,
)
from compliance.actions.exporting import export_history, read_history
from compliance.actions.finding import (
    close_case,
    drop_remedy,
    finish_remedy,
    make_finding,
    need_no_remedy,
    plan_remedy,
)
from compliance.actions.investigating import extend_case, join_case, log_evidence, set_aside, take_up
from compliance.actions.reporting import allege, report_concern
from compliance.actions.suspending import lift_suspension, renew_suspension, suspend_sharing
from compliance.actions.telling import confirm_notice, issue_notice, leave_untold

__all__ = [
    "allege", "approve_disposal", "close_case", "confirm_notice", "dispose", "drop_remedy", "export_history",
    "extend_case", "finish_remedy", "issue_notice", "join_case", "keep_copy", "leave_untold", "lift_suspension",
    "log_evidence", "make_finding", "need_no_remedy", "plan_remedy", "propose_disposal", "read_history",
    "renew_suspension", "report_concern", "send_back_disposal", "set_aside", "suspend_sharing", "take_up",
]  # fmt: skip
