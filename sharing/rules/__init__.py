"""What is true of requests, checklists and disclosures: in plain sentences, with dates; no rule here asks the clock."""

from sharing.rules.columns import (
    ONWARD_ASK,
    ONWARD_NEVER,
    Recipients,
    kinds_wanted,
    recipients_of,
    shared_columns,
    wanted,
)
from sharing.rules.deciding import REFUSAL_REASONS, covers, decision_makers, expected_marking, in_force, may_decide
from sharing.rules.gaps import Gap, answers_owed, complete_by, gaps, owed
from sharing.rules.keeping import NO_RULE, keep_until, retention_code
from sharing.rules.markings import (
    ChannelFacts,
    channel_facts,
    channel_label,
    channel_of,
    is_refused,
    manner_of,
    marking_choices,
    marking_of,
)
from sharing.rules.next_step import what_happens_next
from sharing.rules.relying import Law, hold_choices, law_of
from sharing.rules.seeing import Seer, who_can_see
from sharing.rules.situations import agreements, kind_labels, situation, with_lists
from sharing.rules.times import end_of, gap_due, in_words, receipt_due, request_due

__all__ = [
    "NO_RULE", "ONWARD_ASK", "ONWARD_NEVER", "REFUSAL_REASONS", "ChannelFacts", "Gap", "Law", "Recipients", "Seer",
    "agreements", "answers_owed", "channel_facts", "channel_label", "channel_of", "complete_by", "covers",
    "decision_makers", "end_of", "expected_marking", "gap_due", "gaps", "hold_choices", "in_force", "in_words",
    "is_refused", "keep_until", "kind_labels", "kinds_wanted", "law_of", "manner_of", "marking_choices", "marking_of",
    "may_decide", "owed", "receipt_due", "recipients_of", "request_due", "retention_code", "shared_columns",
    "situation", "wanted", "what_happens_next", "who_can_see", "with_lists",
]  # fmt: skip
