"""The signing-in sheet as a document: the scan of a signed one is kept, and whoever keeps the sheet takes it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import require
from agencies.moves import MoveRefused
from agencies.readings import withholds
from protocols.views.documents import attachment
from sharing import actions
from sharing.forms.room import ScanForm
from sharing.models import Meeting
from sharing.permissions import reads_sheet
from sharing.rules.sheet import sheets_of
from sharing.views.meetings import find_meeting

GET_OR_POST = ["GET", "POST"]


@require_http_methods(GET_OR_POST)
def keep_scan(request, reference):
    """Keep the scan of a signed sheet; a file that is none is refused with the reason."""
    found = find_meeting(request, reference)
    require(request.member, "keep_scan", found)
    begun = found.status in (Meeting.Status.OPEN, Meeting.Status.CLOSED)
    if request.method == "GET" and (not begun or found.sheet == Meeting.Sheet.NOT_USED):
        raise MoveRefused("There is no signed sheet of this meeting to keep.")
    sent = int(request.META.get("CONTENT_LENGTH") or 0) if request.method == "POST" else 0
    form = ScanForm(request.POST or None, request.FILES or None, sent_bytes=sent)
    if form.is_valid():
        actions.keep_scan(found, by=request.member, at=timezone.now(), data=form.cleaned_data["file"])
        messages.success(request, "The scan is kept with its fingerprint.")
        return redirect(found)
    return render(request, "sharing/meetings/keep_scan.html", {"meeting": found, "form": form})


@require_safe
def sheet_file(request, reference, key):
    """One of the sheet's documents, for whoever keeps the sheet or runs the meeting."""
    member, found = request.member, find_meeting(request, reference)
    if not reads_sheet(member, found):
        raise Http404
    document = get_object_or_404(sheets_of(found), pk=key)
    if withholds(member):
        raise PermissionDenied("Documents with personal content are not given to auditors.")
    if not document.made_at:
        messages.info(request, "The sheet is still being made, which is usually a few seconds. Open this page again.")
        return redirect(found)
    return attachment(member, document, document.title)
