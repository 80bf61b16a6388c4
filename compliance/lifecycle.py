"""The lives of a case of non-compliance and of a disposal, as tables. Read this file first."""

from agencies.moves import Move
from compliance.models import CopyReview, NonComplianceCase
from compliance.rules import cases as rules
from compliance.rules.retention import against_going_on

C, V = NonComplianceCase.Status, CopyReview.Status

TAKE_UP = Move("take_up", (C.REPORTED,), C.OPEN)
# What another agency wrote is answered with a finding; only what one's own people reported may be left.
SET_ASIDE = Move("set_aside", (C.REPORTED,), C.SET_ASIDE, rules.written_by_another)
JOIN = Move("join_case", (C.REPORTED, C.OPEN), C.OPEN, rules.already_joined)
MAKE_FINDING = Move("make_finding", (C.OPEN,), C.FOUND, rules.joined_elsewhere)
CLOSE = Move("close_case", (C.FOUND,), C.CLOSED, rules.closing_gaps)
# A case that was joined to another is found and closed with it.
MAKE_FINDING_TOO = Move("make_finding", (C.OPEN,), C.FOUND)
CLOSE_TOO = Move("close_case", (C.FOUND,), C.CLOSED)

# The end of an agency's copy of a record: one person proposes, a second one approves, and each time it is asked
# what holds it and which case or dispute about it has been opened meanwhile.
APPROVE_DISPOSAL = Move("approve_disposal", (V.PROPOSED,), V.APPROVED, against_going_on)
SEND_BACK = Move("send_back_disposal", (V.PROPOSED, V.APPROVED), V.SENT_BACK)
DISPOSE = Move("dispose", (V.APPROVED,), V.DISPOSED, against_going_on)

MOVES = (
    TAKE_UP, SET_ASIDE, JOIN, MAKE_FINDING, CLOSE, MAKE_FINDING_TOO, CLOSE_TOO,
    APPROVE_DISPOSAL, SEND_BACK, DISPOSE,
)  # fmt: skip
