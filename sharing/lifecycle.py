"""The lives of a checklist, a request and a disclosure, as tables. Read this file first."""

from agencies.moves import Move
from sharing import rules
from sharing.models import Checklist, Decision, Disclosure, Request

C, R, D = Checklist.Status, Request.Status, Disclosure.Status

# A checklist is finished by becoming a request or a record; a record with answers missing keeps it open for them.
SEND = Move("send_request", (C.OPEN,), C.FINISHED)
RECORD = Move("record_disclosure", (C.OPEN,), C.FINISHED)
RECORD_OWED = Move("record_disclosure", (C.OPEN,), C.OWED)
CARRY_OVER = Move("record_emergency", (C.OPEN,), C.OWED)
FINISH = Move("complete", (C.OWED,), C.FINISHED)
GIVE_UP = Move("give_up", (C.OPEN,), C.ABANDONED)

DECIDE = {
    Decision.Outcome.GRANTED: Move("decide", (R.SENT,), R.GRANTED),
    Decision.Outcome.PART: Move("decide", (R.SENT,), R.PART),
    Decision.Outcome.REFUSED: Move("decide", (R.SENT,), R.REFUSED),
}
WITHDRAW = Move("withdraw_request", (R.SENT,), R.WITHDRAWN)

COMPLETE = Move("complete", (D.RECORDED,), D.COMPLETE, rules.answers_owed)
# With a reason why the rest cannot be had: judgement is never blocked (ruling 1).
COMPLETE_WITH_REASON = Move("complete", (D.RECORDED,), D.COMPLETE)

MOVES = (
    SEND, RECORD, RECORD_OWED, CARRY_OVER, FINISH, GIVE_UP, *DECIDE.values(), WITHDRAW, COMPLETE, COMPLETE_WITH_REASON,
)  # fmt: skip
