"""Which request, disclosure, agency or agreement does a program name? What it may not see is not there."""

from collections.abc import Sequence

from django.shortcuts import get_object_or_404
from rest_framework.serializers import ValidationError

from agencies.api.problems import Problem, invalid
from agencies.models import Agency
from protocols.catalogue.clocks import as_day
from sharing import feeds, rules
from sharing.filters import FeedFilter


def find_request(member, reference: str):
    """The request of that reference, with its answer, if this member may see it."""
    return feeds.answered(get_object_or_404(feeds.request_record(member), reference=reference))


def find_disclosure(member, reference: str):
    """The disclosure of that reference, if this member may see it; a 410 where the agency has disposed of its copy (TR-22)."""
    found = get_object_or_404(feeds.disclosure_record(member), reference=reference)
    if found.disposed_at:
        raise Problem(410, "disposed", "Your agency has disposed of its copy of this record.")
    return found


def others(member, at) -> dict[str, Agency]:
    """The agencies that something can be asked of or given to, by their codes."""
    found = Agency.objects.visible_to(member).on(as_day(at)).exclude(pk=member.agency_id)
    return {one.code: one for one in found}


def named_agency(known: dict[str, Agency], code: str, field: str) -> Agency:
    """The agency of that code; raises the error of the field that named it."""
    if code not in known:
        raise invalid(**{field: "There is no other agency of this code in the partnership."})
    return known[code]


def known_here(chosen: FeedFilter, said: dict) -> None:
    """A list is narrowed to an agency that there is, or not handed out at all."""
    if "other" in said and said["other"] not in dict(chosen.agencies):
        raise invalid(other="There is no other agency of this code in the partnership.")


def other_law(codes: Sequence[str]) -> ValidationError:
    """What was named is none of the law that is open to the agency here; a program is told which is."""
    if not codes:
        return invalid(provisions="Your agency needs no law of its own for this.")
    return invalid(provisions=f"Send one or more of these codes: {', '.join(codes)}.")


def named_procedure(member, reference: str | None, at):
    """The version in force of a protocol or procedure under which this member may share, or None where none is named."""
    if reference is None:
        return None
    found = rules.agreements(member, as_day(at)).filter(protocol__reference=reference).first()
    if found is None:
        raise invalid(procedure="No protocol or procedure of this reference is in force for your agency.")
    return found
