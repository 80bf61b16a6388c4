"""Which record or place does an address mean for this member? What they may not see is not there (404)."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from agencies.readings import log_reading
from sharing import feeds


def address(member, name: str, **kwargs) -> str:
    """The address of a page of this app in the partnership one acts in."""
    return reverse(f"sharing:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def find_disclosure(request, reference):
    """The disclosure of that reference, if this member may see it."""
    return get_object_or_404(feeds.disclosure_record(request.member), reference=reference)


def find_request(request, reference):
    """The request of that reference, if this member may see it."""
    return feeds.answered(get_object_or_404(feeds.request_record(request.member), reference=reference))


def opened(request, record):
    """Note that the member opened a record that holds personal content."""
    log_reading(record, by=request.member, at=timezone.now())
    return record
