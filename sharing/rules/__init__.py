"""What is true of requests, checklists and disclosures: in plain sentences, with dates; no rule here asks the clock."""

from sharing.rules.advising import advice_next, advisers, advises_as
from sharing.rules.columns import (
    ONWARD_ASK,
    ONWARD_NEVER,
    Recipients,
    Told,
    kinds_wanted,
    recipients_of,
    shared_columns,
    told,
    wanted,
)
from sharing.rules.deciding import (
    REFUSAL_REASONS,
    covers,
    decidable,
    decision_makers,
    decision_makers_of,
    expected_marking,
    in_force,
    may_decide,
)
from sharing.rules.disputes import DISPUTABLE, disputable, dispute_next, heads_codes, nothing_discussed
from sharing.rules.gaps import Gap, answers_owed, complete_by, gaps, owed
from sharing.rules.keeping import (
    CODES,
    HELD,
    NO_RULE,
    UNDECIDED,
    WHEN_CLOSED,
    Line,
    counts_from_closing,
    default_lines,
    disposed,
    held,
    hold_review_on,
    holds_over,
    keep_until,
    retention_code,
    standing,
    under_code,
)
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
from sharing.rules.onward import (
    answerable,
    answerers,
    has_received,
    may_answer_onward,
    onward_next,
    owner_named,
)
from sharing.rules.pausing import paused_words, pauses, pauses_in_words, shared_while_paused
from sharing.rules.relying import Law, hold_choices, law_of, law_to_state
from sharing.rules.seeing import Seer, still_outside, who_can_see
from sharing.rules.situations import agreements, kind_labels, situation, with_lists
from sharing.rules.times import (
    clock_step,
    dispute_due,
    end_of,
    gap_due,
    in_days,
    in_words,
    onward_due,
    onward_reminder,
    receipt_due,
    request_due,
)

__all__ = [
    "CODES", "DISPUTABLE", "HELD", "NO_RULE", "ONWARD_ASK", "ONWARD_NEVER", "REFUSAL_REASONS", "UNDECIDED",
    "WHEN_CLOSED", "ChannelFacts", "Gap", "Law", "Line", "Recipients", "Seer", "Told", "advice_next", "advisers",
    "advises_as", "agreements", "answerable", "answerers", "answers_owed", "channel_facts", "channel_label",
    "channel_of", "clock_step", "complete_by", "counts_from_closing", "covers", "decidable", "decision_makers",
    "decision_makers_of", "default_lines", "disposed", "disputable", "dispute_due", "dispute_next", "end_of",
    "expected_marking", "gap_due", "gaps", "has_received", "heads_codes", "held", "hold_choices", "hold_review_on",
    "holds_over", "in_days", "in_force", "in_words", "is_refused", "keep_until", "kind_labels", "kinds_wanted",
    "law_of", "law_to_state", "manner_of", "marking_choices", "marking_of", "may_answer_onward", "may_decide",
    "nothing_discussed", "onward_due", "onward_next", "onward_reminder", "owed", "owner_named", "paused_words",
    "pauses", "pauses_in_words", "receipt_due", "recipients_of", "request_due", "retention_code",
    "shared_columns", "shared_while_paused", "situation", "standing", "still_outside", "told",
    "under_code", "wanted", "what_happens_next", "who_can_see", "with_lists",
]  # fmt: skip
