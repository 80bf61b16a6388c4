"""Which words and which colour does a status have? The one dictionary, for every tag on every page."""

from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

# Colour follows who must act: blue waits for somebody, green stands, yellow needs a look soon, orange is
# contested or incomplete, red harms or is late, grey is over or has not begun, purple is with an adviser.
STATUSES = {
    "signatory": (_("Of a signatory agency"), "green"),
    "non_signatory": (_("Of a body that has not signed"), "blue"),
    "observer": (_("Observer"), "grey"),
    "abandoned": (_("Given up"), "grey"),
    "approval": (_("Waiting for approval"), "blue"),
    "accepted": (_("Accepted"), "green"),
    "acceded": (_("Acceded"), "green"),
    "acknowledged": (_("Acknowledged"), "blue"),
    "active": (_("Active"), "green"),
    "adjourned": (_("Adjourned"), "yellow"),
    "advice_asked": (_("With an adviser"), "purple"),
    "advice_given": (_("Advice given"), "blue"),
    "advice_closed": (_("Closed"), "grey"),
    "advice_taken_back": (_("No longer needed"), "grey"),
    "agreed": (_("Agreed"), "green"),
    "answered": (_("Answered"), "green"),
    "approved": (_("Approved"), "green"),
    "asked": (_("Asked, no reply yet"), "blue"),
    "awaiting_advice": (_("With an adviser"), "purple"),
    "awaiting_approval": (_("Awaiting approval"), "blue"),
    "awaiting_decision": (_("Awaiting a decision"), "blue"),
    "awaiting_information": (_("More information asked for"), "yellow"),
    "awaiting_receipt": (_("Receipt not confirmed"), "blue"),
    "awaiting_signature": (_("Awaiting signature"), "blue"),
    "cancelled": (_("Cancelled"), "grey"),
    "closed": (_("Closed"), "grey"),
    "complete": (_("Complete"), "green"),
    "confirmed": (_("Confirmed"), "green"),
    "consultation": (_("Out for consultation"), "purple"),
    "contacted": (_("Contacted"), "blue"),
    "corrected": (_("Corrected"), "yellow"),
    "current": (_("Current"), "green"),
    "decided": (_("Decided"), "green"),
    "declined": (_("Declined"), "grey"),
    "deferred": (_("Deferred"), "yellow"),
    "disposed": (_("Disposed of"), "grey"),
    "disputed": (_("Disputed"), "orange"),
    "draft": (_("Draft"), "grey"),
    "due": (_("Due"), "yellow"),
    "due_soon": (_("Due soon"), "yellow"),
    "ended": (_("Ended"), "grey"),
    "escalated": (_("Escalated"), "orange"),
    "expired": (_("Expired"), "red"),
    "failed": (_("Did not finish"), "red"),
    "gaps": (_("Recorded, with gaps"), "orange"),
    "found": (_("Finding made"), "yellow"),
    "given": (_("Given"), "green"),
    "given_with_limits": (_("Given with limits"), "yellow"),
    "finished": (_("Finished"), "green"),
    "granted": (_("Granted"), "green"),
    "heads": (_("With heads of agency"), "orange"),
    "held": (_("Held"), "green"),
    "imported": (_("Imported"), "grey"),
    "individual": (_("For themselves"), "blue"),
    "in_consultation": (_("Out for consultation"), "purple"),
    "in_force": (_("In force"), "green"),
    "in_review": (_("In review"), "blue"),
    "in_progress": (_("In progress"), "blue"),
    "invited": (_("Invited"), "blue"),
    "kept": (_("Kept for longer"), "green"),
    "lapsed": (_("Lapsed"), "grey"),
    "late": (_("Late"), "red"),
    "lift_asked": (_("Lifting asked for"), "yellow"),
    "lifted": (_("Lifted"), "grey"),
    "looked_into": (_("Being looked into"), "blue"),
    "missed": (_("Missed"), "red"),
    "new": (_("New"), "blue"),
    "not_complied": (_("Not kept to"), "red"),
    "not_contacted": (_("Not contacted yet"), "grey"),
    "not_due": (_("Not due yet"), "grey"),
    "not_held": (_("Not held"), "grey"),
    "not_known": (_("Not known"), "grey"),
    "not_passed": (_("Not passed yet"), "yellow"),
    "not_signed": (_("Required, not signed"), "grey"),
    "not_sought": (_("Not asked for"), "grey"),
    "not_started": (_("Not started"), "grey"),
    "officers": (_("With designated officers"), "blue"),
    "on_hold": (_("On hold"), "orange"),
    "open": (_("Open"), "blue"),
    "own_discretion": (_("Each decides for itself"), "grey"),
    "not_yet": (_("Not yet run"), "grey"),
    "overdue": (_("Overdue"), "red"),
    "owed": (_("Some answers still owed"), "orange"),
    "part": (_("Granted in part"), "yellow"),
    "partly_agreed": (_("Agreed in part"), "yellow"),
    "partly_shared": (_("Shared in part"), "yellow"),
    "passed": (_("Passed"), "green"),
    "paused": (_("Paused"), "orange"),
    "pending": (_("Waiting"), "blue"),
    "placed": (_("In place"), "orange"),
    "planned": (_("Planned"), "blue"),
    "proposed": (_("Proposed"), "blue"),
    "published": (_("Published"), "green"),
    "ready": (_("Ready"), "green"),
    "received": (_("Received"), "green"),
    "recorded": (_("Recorded, some answers still owed"), "orange"),
    "refused": (_("Refused"), "orange"),
    "rejected": (_("Not agreed"), "orange"),
    "reopened": (_("Opened again"), "blue"),
    "replied": (_("Replied"), "green"),
    "reported": (_("Waiting to be taken up"), "blue"),
    "resolved": (_("Resolved"), "green"),
    "retained": (_("Kept"), "green"),
    "retired": (_("No longer used"), "grey"),
    "revoked": (_("Taken back"), "grey"),
    "running": (_("Running"), "blue"),
    "scheduled": (_("Planned"), "blue"),
    "sealed": (_("Sealed"), "green"),
    "sent": (_("Waiting for an answer"), "blue"),
    "sent_back": (_("Sent back"), "yellow"),
    "set_aside": (_("Not taken up"), "grey"),
    "settled": (_("Settled"), "green"),
    "shared": (_("Shared"), "green"),
    "signing": (_("Out for signing"), "blue"),
    "signed": (_("Signed"), "green"),
    "sought": (_("Asked for, no answer yet"), "blue"),
    "stuck": (_("Stuck"), "red"),
    "submitted": (_("Submitted"), "blue"),
    "superseded": (_("Replaced by a later version"), "grey"),
    "suspended": (_("Suspended"), "red"),
    "taken_back": (_("Taken back"), "grey"),
    "terminated": (_("Ended early"), "grey"),
    "tried_again": (_("Tried again soon"), "yellow"),
    "undelivered": (_("Not delivered"), "red"),
    "under_review": (_("Under review"), "yellow"),
    "upheld": (_("Upheld"), "orange"),
    "partly_upheld": (_("Upheld in part"), "orange"),
    "not_upheld": (_("Not upheld"), "grey"),
    "waived": (_("Waived"), "grey"),
    "withdrawn": (_("Withdrawn"), "grey"),
    "withheld": (_("Withheld"), "orange"),
    "working": (_("Working"), "green"),
    "token_revoked": (_("Stopped"), "grey"),
}

COLOURS = {"blue", "green", "yellow", "orange", "red", "grey", "purple"}


def words(status) -> str:
    """A status in words: "in_force" is "In force". One that has no entry is spelt out, so that no page fails."""
    key = str(status)
    return str(STATUSES[key][0]) if key in STATUSES else key.replace("_", " ").capitalize()


def status_tag(status) -> Markup:
    """A status as a tag in its colour. A filter and not a macro: fifty of them in a table take half the time."""
    return _tag(str(status), get_language())


@lru_cache(maxsize=1024)
def _tag(status: str, language: str | None) -> Markup:
    colour = STATUSES.get(status, ("", "grey"))[1]
    return Markup('<strong class="govuk-tag govuk-tag--{} app-tag-nowrap">{}</strong>').format(
        colour, escape(words(status))
    )
