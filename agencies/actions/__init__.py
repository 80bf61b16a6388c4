"""Drawing up a partnership: who belongs to it, who acts for whom, who is invited, and who may decide."""

from agencies.actions.auditing import close_to_audit, open_to_audit
from agencies.actions.founding import add_agency, add_capacity, end_capacity, found_partnership, record_assurance
from agencies.actions.inviting import accept_invitation, invite, resend_invitation, withdraw_invitation
from agencies.actions.people import (
    add_member,
    change_membership,
    end_decision_maker,
    end_membership,
    name_decision_maker,
    note_vacancy,
)
from agencies.actions.telling import choose_mail, retry_stuck
from agencies.actions.tokens import make_token, revoke_token

__all__ = [
    "accept_invitation",
    "add_agency",
    "add_capacity",
    "add_member",
    "change_membership",
    "choose_mail",
    "close_to_audit",
    "end_capacity",
    "end_decision_maker",
    "end_membership",
    "found_partnership",
    "invite",
    "make_token",
    "name_decision_maker",
    "note_vacancy",
    "open_to_audit",
    "record_assurance",
    "resend_invitation",
    "retry_stuck",
    "revoke_token",
    "withdraw_invitation",
]
