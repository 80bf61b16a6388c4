"""The lives of what this app keeps, from a checklist to a question to an adviser, as tables. Read this file first."""

from agencies.moves import Move
from sharing import rules
from sharing.models import Advice, Checklist, Decision, Disclosure, Dispute, Hold, Meeting, OnwardRequest, Request

C, R, D, H, M = Checklist.Status, Request.Status, Disclosure.Status, Hold.Status, Meeting.Status
P, A, ON = Dispute.Status, Advice.Status, OnwardRequest.Status

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

# One person says why it is no longer needed, and a second one lifts it; looking at it again keeps it.
ASK_TO_LIFT = Move("ask_to_lift", (H.PLACED,), H.LIFT_ASKED)
REVIEW_HOLD = Move("review_hold", (H.PLACED, H.LIFT_ASKED), H.PLACED)
LIFT_HOLD = Move("lift_hold", (H.LIFT_ASKED,), H.LIFTED)

OPEN_MEETING = Move("open_meeting", (M.PLANNED,), M.OPEN)
CLOSE_MEETING = Move("close_meeting", (M.OPEN,), M.CLOSED)
CANCEL_MEETING = Move("cancel_meeting", (M.PLANNED,), M.CANCELLED)

# Discussed by the officers if at all possible. To the heads with a coded reason; that the officers do not agree is one
# of them only when they have talked.
ESCALATE = Move("escalate", (P.OFFICERS,), P.HEADS)
ESCALATE_AFTER_TALKS = Move("escalate", (P.OFFICERS,), P.HEADS, rules.nothing_discussed)
SETTLE = {
    P.AGREED: Move("settle", Dispute.GOING_ON, P.AGREED),
    P.PART: Move("settle", Dispute.GOING_ON, P.PART),
    # Each agency decides for itself in the end, and nobody can be made to agree; but they have tried (P-12.5).
    P.OWN: Move("settle", Dispute.GOING_ON, P.OWN, rules.nothing_discussed),
}
WITHDRAW_DISPUTE = Move("withdraw_dispute", Dispute.GOING_ON, P.WITHDRAWN)

# In writing, and kept. What is made of it is the asker's to say.
ADVISE = Move("advise", (A.ASKED,), A.GIVEN)
SAY_FOLLOWED = Move("say_followed", (A.GIVEN,), A.CLOSED)
TAKE_BACK_QUESTION = Move("take_back_question", (A.ASKED,), A.TAKEN_BACK)
OF_ADVICE = {move.verb: move for move in (ADVISE, SAY_FOLLOWED, TAKE_BACK_QUESTION)}

# No answer is no agreement (P-7.2c); an answer that comes late still counts.
ANSWER_ONWARD = {
    status: Move("answer_onward", OnwardRequest.WAITING, status) for status in (ON.GRANTED, ON.CONDITIONS, ON.REFUSED)
}
LAPSE_ONWARD = Move("lapse_onward", (ON.SENT,), ON.LAPSED)
WITHDRAW_ONWARD = Move("withdraw_onward", OnwardRequest.WAITING, ON.WITHDRAWN)

MOVES = (
    SEND, RECORD, RECORD_OWED, CARRY_OVER, FINISH, GIVE_UP, *DECIDE.values(), WITHDRAW, COMPLETE, COMPLETE_WITH_REASON,
    ASK_TO_LIFT, REVIEW_HOLD, LIFT_HOLD, OPEN_MEETING, CLOSE_MEETING, CANCEL_MEETING,
    ESCALATE, ESCALATE_AFTER_TALKS, *SETTLE.values(), WITHDRAW_DISPUTE, *OF_ADVICE.values(),
    *ANSWER_ONWARD.values(), LAPSE_ONWARD, WITHDRAW_ONWARD,
)  # fmt: skip
