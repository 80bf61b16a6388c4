"""Which record or place does an address mean for this member? What they may not see is not there (404)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from agencies.moves import MoveRefused
from agencies.questions import asked_or_404
from agencies.readings import log_reading, seat_at
from sharing import feeds
from sharing.models import Disclosure, Dispute, OnwardRequest


def address(member, name: str, **kwargs) -> str:
    """The address of a page of this app in the partnership one acts in."""
    return reverse(f"sharing:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def find_disclosure(request, reference):
    """The disclosure of that reference, if this member may see it and the agency has not disposed of its copy."""
    found = find_disclosure_or_what_is_left(request, reference)
    if found.disposed_at:
        raise MoveRefused("Your agency has disposed of its copy of this record.")
    return found


def find_disclosure_or_what_is_left(request, reference):
    """The disclosure of that reference; of a copy that was disposed of, only the record's own page shows what is left."""
    member = request.member
    if len(member.reads) > 1:
        # The page says what the copy of one agency is, so it must be known first whose.
        seen = Disclosure.objects.visible_to(member).filter(reference=reference)
        member = seat_at(request, seen.values_list("party_ids", flat=True).first() or ())
    found = feeds.disclosure_of(member, reference)
    if found is None:
        raise Http404
    return found


def find_request(request, reference):
    """The request of that reference, if this member may see it."""
    return feeds.answered(get_object_or_404(feeds.request_record(request.member), reference=reference))


def find_dispute(request, reference):
    """The dispute of that reference, if this member may see it, with the request and the answer that it is about."""
    found = asked_or_404(_dispute_of, request.member, reference)
    found.request = feeds.request_of_dispute(found)
    return found


def _dispute_of(member, reference):
    return Dispute.objects.visible_to(member).select_related("offered_by__agency").filter(reference=reference)


def find_onward(request, reference):
    """The question to an owner of that reference, if this member may see it."""
    found = OnwardRequest.objects.visible_to(request.member).with_subject().select_related("answered_by__person")
    return get_object_or_404(found, reference=reference)


def opened(request, record):
    """Note that the member opened a record that holds personal content."""
    log_reading(record, by=request.member, at=timezone.now())
    return record
