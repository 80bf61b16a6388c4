"""What happens next with a record, in one sentence, and is it for the person who reads it?"""

from datetime import date, datetime

from agencies.access import may
from sharing.models import Disclosure, DisclosureParty, Request
from sharing.naming import in_short
from sharing.rules.deciding import may_decide

Next = tuple[str, str | None, datetime | None]


def what_happens_next(record: Disclosure | Request, member, on: date) -> Next:
    """A sentence, the verb of the one button if it is this member's to press, and by when."""
    return _request(record, member, on) if isinstance(record, Request) else _disclosure(record, member)


def _request(request, member, on) -> Next:
    if request.status == Request.Status.SENT:
        if request.asked_by_id is None and may(member, "confirm_request", request):
            return "Confirm that this is what you asked for by telephone.", "confirm_request", None
        verb = "decide" if may_decide(member, request, on) else None
        who = "Decide whether" if verb else f"{request.asked_agency} decides whether"
        return f"{who} to share all of it, part of it or none.", verb, request.due_at
    if request.status in (Request.Status.GRANTED, Request.Status.PART) and not request.disclosures.exists():
        mine = member.agency_id == request.asked_agency_id
        sentence = "Share it and record it." if mine else f"{request.asked_agency} shares it and records it."
        return sentence, "start_checklist" if mine and may(member, "start_checklist", request) else None, None
    return "Nothing more is waiting here.", None, None


def _disclosure(disclosure, member) -> Next:
    if disclosure.agency_id == member.agency_id and disclosure.status == Disclosure.Status.RECORDED:
        verb = "complete" if may(member, "complete", disclosure) else None
        return "Some answers are still owed.", verb, disclosure.complete_by
    parties = disclosure.parties.all()
    if parties._result_cache is None:  # the page of a record has them already
        parties = parties.select_related("agency")
    waiting = [one for one in parties if one.part == DisclosureParty.Part.RECIPIENT and one.received_at is None]
    mine = next((party for party in waiting if party.agency_id == member.agency_id), None)
    if mine and may(member, "confirm_receipt", disclosure):
        return "Confirm that it arrived, and whether you accept its conditions.", "confirm_receipt", mine.receipt_due_at
    due = [party for party in waiting if party.receipt_due_at]
    if due and disclosure.agency_id == member.agency_id:
        names = in_short(party.agency for party in due)
        return f"Receipt is still to be confirmed by {names}.", None, min(party.receipt_due_at for party in due)
    return "Nothing more is waiting here.", None, None
