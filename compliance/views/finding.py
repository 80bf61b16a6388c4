"""Which case, notice or pause does an address mean for this member? What they may not see is not there (404)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from agencies.questions import asked_or_404
from agencies.readings import log_reading, seat_at
from agencies.roles import WHOLE_AGENCY
from compliance.models import CaseNotice, CopyReview, NonComplianceCase, SuspensionGrounds
from compliance.permissions import LEADS
from protocols.models import Document, Version
from sharing.models import Hold, Holding, Suspension

INVESTIGATION = "investigation__investigator__person", "investigation__version__protocol"


def address(member, name: str, **kwargs) -> str:
    """The address of a page of this app in the partnership one acts in."""
    return reverse(f"compliance:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def find_case(request, reference) -> NonComplianceCase:
    """The case of that reference, if this member may see it."""
    return asked_or_404(_case_of, request.member, reference)


def _case_of(member, reference):
    return NonComplianceCase.objects.visible_to(member).select_related("agency", "joined_to").filter(reference=reference)


def part_of(case, name: str):
    """A part of the case that there is at most one of: "allegation", "report" or "investigation"; None without one."""
    return getattr(case, name, None)


def title_of(case) -> str:
    """A case in a few words without names, as this member may read it: an agency's own words stay with it."""
    wrote, looked = part_of(case, "allegation"), part_of(case, "investigation")
    return (wrote and wrote.about) or (looked and looked.about) or "Something went wrong"


def reads_all(member, case) -> bool:
    """Does this member read the investigation: who leads or audits the agency, and who looks into it?"""
    if case.agency_id != member.agency_id:
        return False
    if member.has(*WHOLE_AGENCY):
        return True
    looked = part_of(case, "investigation") or (case.joined_to and part_of(case.joined_to, "investigation"))
    return bool(looked) and looked.investigator_id == member.pk


def leads(member, case) -> bool:
    """Does this member run the case?"""
    return case.agency_id == member.agency_id and member.has(*LEADS)


def log_opened(request, *records):
    """Note that the member opened parts of a case that hold personal content."""
    for record in filter(None, records):
        log_reading(record, by=request.member, at=timezone.now())


def find_notice(request, key) -> CaseNotice:
    """The notice of that key, if this member may see it."""
    found = CaseNotice.objects.visible_to(request.member)
    return get_object_or_404(
        found.select_related("agency", "to_agency", "issued_by__person", "received_by__person"), pk=key
    )


def find_suspension(request, key) -> Suspension:
    """The pause of that key, if this member may see it."""
    found = Suspension.objects.visible_to(request.member).select_related(
        "agency", "towards", "protocol", "started_by__person"
    )
    return get_object_or_404(found, pk=key)


def grounds_of(suspension) -> SuspensionGrounds | None:
    """Why it was paused; None for the agency that is paused."""
    return getattr(suspension, "grounds", None)


def document_of(member, record) -> Document | None:
    """The newest paper made of a record, if this member may read it."""
    return Document.objects.visible_to(member).filter(subject_id=record.pk).first()


def citable(member):
    """The versions whose clauses can be cited: those in force, and those that were."""
    states = [Version.Status.IN_FORCE, Version.Status.SUPERSEDED]
    return Version.objects.visible_to(member).filter(status__in=states).select_related("protocol").order_by(
        "protocol__title", "-number"
    )  # fmt: skip


def find_copy(request, reference) -> Holding:
    """The own agency's copy of the record of that reference, for those who see all that the agency keeps; for an auditor
    to whom others opened theirs, the copy of the agency whose records they read."""
    found = Holding.objects.visible_to(request.member).filter(disclosure__reference=reference)
    seat = seat_at(request, found.values_list("agency_id", flat=True)) if len(request.member.reads) > 1 else request.member
    return get_object_or_404(found.select_related("disclosure__agency", "agency"), agency_id=seat.agency_id)


def open_review(copy, reviews) -> CopyReview | None:
    """The disposal that is under way; one that a hold overtook is not."""
    going = {
        Holding.Status.UNDER_REVIEW: CopyReview.Status.PROPOSED,
        Holding.Status.APPROVED: CopyReview.Status.APPROVED,
    }
    return next((one for one in reviews if one.status == going.get(copy.status)), None)


def find_hold(request, reference) -> Hold:
    """The own agency's hold of that reference."""
    found = Hold.objects.visible_to(request.member)
    return get_object_or_404(
        found.select_related(
            "holding__disclosure", "other_agency", "placed_by__person", "lift_asked_by__person", "lifted_by__person"
        ),
        reference=reference,
    )


def of_the_whole_agency(member) -> None:
    """How long an agency keeps its records is for those who see all of them."""
    if not member.has(*WHOLE_AGENCY):
        raise PermissionDenied("Heads, designated officers and auditors see what their agency keeps.")
