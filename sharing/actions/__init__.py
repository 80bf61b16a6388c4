"""What people do with requests, checklists and disclosures; each verb is one transaction."""

from sharing.actions.afterwards import complete, confirm_receipt, let_in
from sharing.actions.checklists import give_up, save_owed, save_page, start_checklist
from sharing.actions.recording import record_disclosure, record_emergency
from sharing.actions.requests import (
    claim,
    confirm_request,
    decide,
    send_request,
    take_down_request,
    withdraw_request,
)

__all__ = [
    "claim", "complete", "confirm_receipt", "confirm_request", "decide", "give_up", "let_in", "record_disclosure",
    "record_emergency", "save_owed", "save_page", "send_request", "start_checklist", "take_down_request",
    "withdraw_request",
]  # fmt: skip
