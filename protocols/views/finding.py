"""Which protocol, version or place does an address mean for this member? What they may not see is not there (404)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from agencies.questions import asked_or_404
from protocols.actions.documents import READ_BY
from protocols.models import Document, ImportedText, Protocol, Version


def address(member, name: str, **kwargs) -> str:
    """The address of a page of this app in the partnership one acts in."""
    return reverse(f"protocols:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def version_address(member, version, name: str = "version", **kwargs) -> str:
    """The address of a page about one version."""
    return address(member, name, reference=version.protocol.reference, number=version.number, **kwargs)


def find_protocol(request, reference):
    """The protocol of that reference, if this member may see it."""
    return asked_or_404(_protocol_of, request.member, reference)


def _protocol_of(member, reference):
    return Protocol.objects.visible_to(member).select_related("agency", "parent").filter(reference=reference)


def find_version(request, reference, number):
    """The version of that number, if this member may see it, with its protocol and its author."""
    return asked_or_404(_version_of, request.member, reference, number)


def _version_of(member, reference, number):
    found = Version.objects.visible_to(member).select_related(
        "protocol", "agency", "author__person", "author__agency", "amends", "submitted_by"
    )
    return found.filter(protocol__reference=reference, number=number)


def find_section(version, slug):
    """One section or appendix of a version that has been found."""
    return get_object_or_404(version.sections.prefetch_related("clauses"), slug=slug)


def find_place(request, reference, number):
    """The place of the member's own agency among those asked to sign a version; with the version."""
    version = find_version(request, reference, number)
    places = version.parties.signatories().select_related("agency")
    place = get_object_or_404(places, agency_id=request.member.agency_id)
    place.version = version
    return place, version


def find_reading(request, key):
    """What was recognised in a file that the member's own agency has uploaded."""
    return get_object_or_404(ImportedText.objects.visible_to(request.member).select_related("version__protocol"), pk=key)


def find_document(request, key):
    """A document of a record of the member's agency, without its bytes."""
    found = get_object_or_404(
        Document.objects.visible_to(request.member).select_related("asked_by__person", "asked_by__agency"), pk=key
    )
    reads = READ_BY.get(found.kind)
    if reads and not reads(request.member, found):
        raise Http404
    return found
