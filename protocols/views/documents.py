"""A document of a record: how far it is, and then the file."""

import mimetypes
import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.readings import log_reading, withholds
from protocols.actions.documents import FORMAL
from protocols.views.finding import address, find_document

WHO = {
    True: "everybody in the partnership",
    False: "its head, designated officers and auditors, and whoever asked for it",
}


@require_safe
def document(request, key):
    """While it is being made: how far it is; then where to take it. htmx asks for that part alone."""
    member = request.member
    found = find_document(request, key)
    context = {
        "document": found,
        "withheld": _withheld(member, found),
        "state": found.progress,
        "file": address(member, "document_file", key=key),
    }
    if request.htmx:
        return render(request, "protocols/document_state.html", context)
    return render(request, "protocols/document.html", {**context, "readers": _readers(member, found)})


def _withheld(member, found) -> bool:
    """Is it kept from this reader? From an auditor what agencies write about people; not what only says who acted."""
    return withholds(member) and found.kind not in FORMAL


def _readers(member, found) -> list[dict]:
    if found.partnership_id in found.party_ids:
        return [{"who": member.partnership.name, "why": WHO[True]}]
    agencies = Agency.objects.visible_to(member).filter(pk__in=found.party_ids)
    return [{"who": str(agency), "why": WHO[False]} for agency in agencies]


@require_safe
def document_file(request, key):
    """The file, for whoever may read it."""
    member = request.member
    found = find_document(request, key)
    if _withheld(member, found):
        raise PermissionDenied("Documents with personal content are not given to auditors.")
    if not found.made_at:
        return redirect(found)
    return attachment(member, found, _filename(found))


def attachment(member, document, name: str) -> HttpResponse:
    """The document's bytes under a name of one's choosing, as no browser opens or keeps them; that it was taken is logged."""
    log_reading(document, by=member, at=timezone.now())
    filename = f"{name}{mimetypes.guess_extension(document.mime) or ''}"
    return HttpResponse(
        document.content,
        content_type=document.mime,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=filename),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _filename(found) -> str:
    """What people call it, without what a folder's name would stumble over."""
    return " ".join(re.sub(r"[^\w.-]+", " ", f"{found.subject_label} {found.title}").split())[:120]
