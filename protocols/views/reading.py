"""Bringing in the file of an existing protocol: read it, confirm and correct what was recognised, save it as a draft."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import require
from agencies.moves import MoveRefused
from protocols import actions
from protocols.forms import reading as forms
from protocols.forms import text as text_forms
from protocols.importing import Refused
from protocols.models import ImportedText, Protocol, Version
from protocols.views import recognised as shapes
from protocols.views.finding import address, find_reading

GET_OR_POST = ["GET", "POST"]


@require_http_methods(GET_OR_POST)
def read_file(request):
    """Take a file and show what was recognised in it; a file that cannot be taken is refused with the reason."""
    require(request.member, "read_file", ImportedText)
    sent = int(request.META.get("CONTENT_LENGTH") or 0) if request.method == "POST" else 0
    form = forms.ReadFileForm(request.POST or None, request.FILES or None, sent_bytes=sent)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = actions.read_file(
                by=request.member, at=timezone.now(), data=file.read(), filename=file.name or "file"
            )
        except Refused as refused:
            form.add_error("file", refused.reason)
        else:
            return HttpResponseRedirect(address(request.member, "reading", key=found.pk))
    waiting = ImportedText.objects.visible_to(request.member).filter(version=None).order_by("-read_at")[:10]
    rows = [(one, address(request.member, "reading", key=one.pk)) for one in waiting]
    return render(request, "protocols/read_file.html", {"form": form, "waiting": rows})


def _unsaved(found) -> None:
    if found.version_id is not None:
        raise MoveRefused(f"This file has been saved already, as {found.version}. Change the draft instead.")


@require_safe
def reading(request, key):
    """What was recognised: title, dates, sections and clauses, and what a protocol should have and this one lacks."""
    found = find_reading(request, key)
    require(request.member, "read_file", found)
    told = found.recognised
    return render(
        request,
        "protocols/reading.html",
        {
            "reading": found,
            "told": told,
            "effective": _day(told["effective_date"]),
            "outline": [
                (row, address(request.member, "correct_part", key=key, slug=row["slug"])) for row in shapes.outline(told)
            ],
            "clauses": sum(len(part["clauses"]) for part in (*told["sections"], *told["appendices"])),
        },
    )


def _day(text):
    return dt.date.fromisoformat(text) if text else None


@require_http_methods(GET_OR_POST)
def correct_reading(request, key):
    """Put the title and the dates right."""
    found = find_reading(request, key)
    require(request.member, "correct_reading", found)
    _unsaved(found)
    told = found.recognised
    initial = {
        "title": told["title"], "commissioned_by": told.get("commissioned_by"), "review_months": told["review_months"],
        "effective_date": _day(told["effective_date"]),
    }  # fmt: skip
    form = forms.CorrectReadingForm(request.POST or None, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        day = data["effective_date"]
        new = {**told, **data, "effective_date": day.isoformat() if day else None,
               "commissioned_by": data["commissioned_by"] or None}  # fmt: skip
        actions.correct_reading(found, by=request.member, at=timezone.now(), recognised=shapes.rewarned(told, new))
        return HttpResponseRedirect(address(request.member, "reading", key=key))
    return render(request, "protocols/correct_reading.html", {"reading": found, "form": form})


@require_http_methods(GET_OR_POST)
def correct_part(request, key, slug):
    """Put one section right: number, heading and clauses, which can be joined, split or made headings."""
    found = find_reading(request, key)
    require(request.member, "correct_reading", found)
    _unsaved(found)
    told = found.recognised
    part = shapes.part_of(told, slug)
    if part is None:
        raise Http404
    back = address(request.member, "reading", key=key)
    more = request.method == "POST" and "add" in request.POST
    data = text_forms.with_an_empty_clause(request.POST, request.POST["add"]) if more else request.POST or None
    form = text_forms.SectionForm(data, initial={"number": part["number"], "heading": part["heading"]})
    clauses = text_forms.clause_forms(data, shapes.rows_of(part), may_open_section=True)
    if request.method == "POST" and "remove_part" in request.POST:
        new = shapes.without_part(told, slug)
        actions.correct_reading(found, by=request.member, at=timezone.now(), recognised=new)
        messages.success(request, f"“{part['heading']}” has been left out.")
        return HttpResponseRedirect(back)
    if data is not None and not more and text_forms.all_valid(form, clauses):
        typed = text_forms.typed_clauses(clauses)
        new = shapes.with_part(told, slug, form.cleaned_data["number"], form.cleaned_data["heading"], typed)
        actions.correct_reading(found, by=request.member, at=timezone.now(), recognised=new)
        messages.success(request, f"“{form.cleaned_data['heading']}” has been corrected.")
        return HttpResponseRedirect(back)
    context = {"reading": found, "part": part, "form": form, "clauses": clauses, "back": back, "adding": more}
    return render(request, "protocols/correct_part.html", context)


@require_http_methods(GET_OR_POST)
def save_reading(request, key):
    """Save what was recognised as a draft: a protocol of its own, or the next version of one that is here."""
    found = find_reading(request, key)
    require(request.member, "save_reading", found)
    _unsaved(found)
    protocols = list(Protocol.objects.visible_to(request.member))
    taken = Version.objects.visible_to(request.member).values_list("protocol_id", "number")
    form = forms.SaveReadingForm(
        request.POST or None, protocols=protocols, taken={(str(key), number) for key, number in taken},
        initial={"commissioned_by": found.recognised.get("commissioned_by") or ""},
    )  # fmt: skip
    if form.is_valid():
        version = actions.save_reading(found, by=request.member, at=timezone.now(), **form.placed())
        messages.success(request, f"{version} has been saved as a draft. Agencies and facts come next.")
        return redirect(version)
    context = {"reading": found, "form": form, "warnings": found.recognised["warnings"]}
    return render(request, "protocols/save_reading.html", context)
