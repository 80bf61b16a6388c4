"""What people do with protocols, in their own verbs. Each is one transaction."""

from protocols.actions.circulating import approve, consult, send_back, submit, withdraw
from protocols.actions.commencing import bring_into_force, commence_if_due
from protocols.actions.documents import ask_for_document
from protocols.actions.drafting import amend, draft_protocol, edit_details, edit_protocol, start_version
from protocols.actions.naming import add_draft_reader, name_facts, name_parties
from protocols.actions.reading import correct_reading, read_file, save_reading
from protocols.actions.signing import refuse, sign
from protocols.actions.text import add_section, edit_section, remove_section

__all__ = [
    "add_draft_reader", "add_section", "amend", "approve", "ask_for_document", "bring_into_force", "commence_if_due",
    "consult", "correct_reading", "draft_protocol", "edit_details", "edit_protocol", "edit_section", "name_facts",
    "name_parties", "read_file", "refuse", "remove_section", "save_reading", "send_back", "sign", "start_version",
    "submit", "withdraw",
]  # fmt: skip
