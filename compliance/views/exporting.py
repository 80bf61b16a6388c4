"""Taking a copy of the history away, and who took which."""

import hashlib
from collections.abc import Iterator
from contextlib import closing

from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.tenancy import acting_as
from compliance import actions, rules
from compliance.actions.exporting import stamp_broken_off, stamp_sent
from compliance.forms.history import ExportHistoryForm, HistoryForm
from compliance.history.exporting import Told, blocks
from compliance.models import AuditExport

SHOWN = 100
TYPES = {"csv": "text/csv; charset=utf-8", "ndjson": "application/x-ndjson"}


@require_http_methods(["GET", "POST"])
def export_history(request):
    """Say why, and the file begins to arrive."""
    member = request.member
    require(member, "export_history", AuditExport)
    seat = request.seat
    chosen = HistoryForm(_in_boxes(request), member=seat)
    if request.method == "GET" and chosen.errors:
        # The list says what is wrong with it; a copy of everything is not what was asked for.
        return redirect(f"{_list_of(member)}?{request.GET.urlencode()}")
    period = {name: chosen.said().get(name) for name in ("since", "until")}
    form = ExportHistoryForm(request.POST or None, initial={"written_as": AuditExport.Format.CSV, **period})
    if form.is_valid() and chosen.errors:
        form.add_error(None, "What you chose in the history cannot be read, so nothing is taken. Choose it again there.")
    if form.is_valid() and (refused := rules.too_many_copies(member, timezone.now())):
        form.add_error(None, refused)
    if form.is_valid():
        said = form.cleaned_data
        taken = actions.export_history(
            by=member, at=timezone.now(), reason=said["reason"], written_as=said["written_as"],
            words=_words(chosen, seat.agency if seat.agency_id != member.agency_id else None)[:600],
            chosen=chosen.as_asked(), whose=seat.agency,
            link=reverse("compliance:exports", kwargs={"partnership": member.partnership.slug}),
        )  # fmt: skip
        return _file(member, seat, taken, chosen.choice())
    words = [one for one in chosen.in_words() if not one.startswith(("from ", "to "))]
    context = {"form": form, "words": words, "query": request.GET.urlencode()}
    return render(request, "compliance/export_history.html", context)


def _list_of(member) -> str:
    return reverse("compliance:history", kwargs={"partnership": member.partnership.slug})


def _in_boxes(request):
    """The filter of the address, with the period of the form once that is sent."""
    asked = request.GET.copy()
    if request.method == "POST":
        for name in ("since", "until"):
            for part in ("day", "month", "year"):
                asked[f"{name}_{part}"] = request.POST.get(f"{name}_{part}", "")
    return asked


def _words(chosen: HistoryForm, agency) -> str:
    said = ", ".join(chosen.in_words()) or "everything"
    return f"records of {agency}: {said}" if agency else said


def _file(member, seat, taken: AuditExport, choice) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_sent(member, seat, taken, choice), content_type=TYPES[taken.format])
    day = timezone.localdate(taken.at)
    name = f"history-{seat.agency.code.lower()}-{day:%Y-%m-%d}.{taken.format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sent(member, seat, taken: AuditExport, choice) -> Iterator[bytes]:
    """The file as it is sent, in a door of its own: that of the request closed when the view had answered."""
    digest, size, told = hashlib.sha256(), 0, Told()
    try:
        # The copy is closed before its door: a line that was lost leaves nothing of it under way.
        with acting_as(member, "export_history"), closing(blocks(seat, choice, taken.format, told)) as file:
            for block in file:
                digest.update(block)
                size += len(block)
                yield block
            stamp_sent(taken, rows=told.rows, size=size, sha256=digest.hexdigest(), at=timezone.now())
    except BaseException:
        with acting_as(member, "export_history"):
            stamp_broken_off(taken, size=size, at=timezone.now())
        raise


@require_safe
def exports(request):
    """The copies that were taken: by whom, when, of what and why, and whether all of it was sent."""
    member, now = request.member, timezone.now()
    require(member, "read_history", AuditExport)
    found = list(AuditExport.objects.visible_to(member).select_related("by__person", "by__agency")[: SHOWN + 1])
    rows = [(one, one.status(now)) for one in found[:SHOWN]]
    context = {"rows": rows, "more": len(found) > SHOWN, "may_export": may(member, "export_history", AuditExport)}
    return render(request, "compliance/exports.html", context)
