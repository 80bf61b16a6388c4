"""What people do with requests, checklists and disclosures; each verb is one transaction."""

from sharing.actions.advice import advise, ask_adviser, say_followed, take_back_question
from sharing.actions.afterwards import complete, confirm_receipt, let_in, state_law
from sharing.actions.checklists import give_up, save_owed, save_page, start_checklist
from sharing.actions.disputes import (
    escalate,
    log_discussion,
    open_dispute,
    propose_terms,
    settle,
    withdraw_dispute,
)
from sharing.actions.holds import ask_to_lift, lift_hold, place_hold, review_hold
from sharing.actions.keeping import approve_schedule, close_matter
from sharing.actions.meeting_cases import confirm_lines, record_in_meeting, write_line
from sharing.actions.meeting_ending import (
    add_action,
    agree_minutes,
    ask_for_sheet,
    close_meeting,
    finish_action,
    hand_over_custody,
)
from sharing.actions.meeting_guests import (
    decline_by_pass,
    expect_guest,
    give_pass,
    sign_by_pass,
    take_back_pass,
    tell_guests,
)
from sharing.actions.meeting_items import add_item, declare_interest, open_item, open_meeting, save_case, set_level
from sharing.actions.meeting_minutes import send_minutes
from sharing.actions.meeting_moving import move_meeting
from sharing.actions.meeting_planning import cancel_meeting, invite, name_part, plan_meeting, reply_invitation
from sharing.actions.meeting_research import answer_research, send_research
from sharing.actions.meeting_room import admit, decline_sheet, mark_left, sign_in, take_declaration
from sharing.actions.meeting_sheets import keep_scan
from sharing.actions.meeting_undoing import end_part, strike_guest, take_off_item, withdraw_invitation
from sharing.actions.onward import answer_onward, ask_owner, lapse_onward, tell_owner, withdraw_onward
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
    "add_action", "add_item", "admit", "advise", "agree_minutes", "answer_onward", "answer_research",
    "approve_schedule", "ask_adviser", "ask_for_sheet", "ask_owner", "ask_to_lift", "cancel_meeting", "claim",
    "close_matter", "close_meeting", "complete", "confirm_lines", "confirm_receipt", "confirm_request", "decide",
    "declare_interest", "decline_by_pass", "decline_sheet", "end_part", "escalate", "expect_guest", "finish_action",
    "give_pass", "give_up", "hand_over_custody", "invite", "keep_scan", "lapse_onward", "let_in", "lift_hold",
    "log_discussion", "mark_left", "move_meeting", "name_part", "open_dispute", "open_item", "open_meeting",
    "place_hold", "plan_meeting", "propose_terms", "record_disclosure", "record_emergency", "record_in_meeting",
    "reply_invitation", "review_hold", "save_case", "save_owed", "save_page", "say_followed", "send_minutes",
    "send_request", "send_research", "set_level", "settle", "sign_by_pass", "sign_in", "start_checklist", "state_law",
    "strike_guest", "take_back_pass", "take_back_question", "take_declaration", "take_down_request", "take_off_item",
    "tell_guests", "tell_owner", "withdraw_dispute", "withdraw_invitation", "withdraw_onward", "withdraw_request",
    "write_line",
]  # fmt: skip
