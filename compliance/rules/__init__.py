"""What is true of cases, of what is kept, and of exports; never asks the clock."""

from compliance.rules.cases import (
    accusers,
    already_joined,
    closing_gaps,
    joined_elsewhere,
    next_reminder,
    not_told,
    people_not_told,
    remedy_over,
    together,
    touched,
    what_happens_next,
    who_can_see,
    written_by_another,
)
from compliance.rules.citing import clause_numbered, clause_of, clause_words, day_words, moment_words, pause_address
from compliance.rules.copies import too_many_copies
from compliance.rules.times import end_of, finding_due, in_words, reading_due, review_due, words_of

__all__ = [
    "accusers", "already_joined", "clause_numbered", "clause_of", "clause_words", "closing_gaps", "day_words",
    "end_of", "finding_due", "in_words", "joined_elsewhere", "moment_words", "next_reminder", "not_told",
    "pause_address", "people_not_told", "reading_due", "remedy_over", "review_due", "together", "too_many_copies", "touched",
    "what_happens_next", "who_can_see", "words_of", "written_by_another",
]  # fmt: skip
