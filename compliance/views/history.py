"""The history: what happened to what, by whom and when; one record's versions, and how it stood on a day."""

import datetime as dt

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from agencies.access import may, require
from agencies.cursors import ways_on, without_place
from agencies.readings import withholds
from compliance import actions
from compliance.forms.history import AsOfForm, HistoryForm
from compliance.history import feed, versions
from compliance.history.kinds import kind_of
from compliance.history.narrowing import start_of
from compliance.history.words import kind_words
from compliance.models import AuditExport


@require_safe
def history(request):
    """Every change of every record that one may see, newest first."""
    member = request.member
    require(member, "read_history", AuditExport)
    seat = request.seat
    form = HistoryForm(request.GET, member=seat)
    found = feed.NOTHING
    if form.is_valid():
        found = feed.page(seat, form.choice(), after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    actions.read_history(by=member, at=timezone.now(), key=seat.agency_id)
    return render(
        request,
        "compliance/history.html",
        {
            "filters": form,
            # With its errors on top of the page, and nothing listed under them.
            **({"form": form} if form.errors else {}),
            "wrong": bool(form.errors),
            "filtered": form.in_words(),
            "unfiltered": request.path,
            "acts": found.acts,
            "count": found.count,
            **ways_on(request, found),
            "query": without_place(request.GET).urlencode(),
            "may_export": not form.errors and may(member, "export_history", AuditExport),
        },
    )


@require_safe
def record(request, kind, key):
    """One record: its versions newest first, and in each what changed."""
    member, found = request.member, _kind(request, kind)
    life = versions.life(member, found, key, now=timezone.now(), after=request.GET.get("after", ""))
    if life is None:
        raise Http404
    _read(request, found, key, life.name, life.personal)
    form = AsOfForm()
    return render(
        request,
        "compliance/history_record.html",
        {
            **_about(found, key, life.name),
            "life": life,
            "older_href": f"?after={life.older}" if life.older else "",
            "earlier": versions.earlier(member, found, key),
            "form": form,
            "withheld": withholds(member),
        },
    )


@require_safe
def as_it_stood(request, kind, key):
    """One record as it stood at the end of a day."""
    member, found = request.member, _kind(request, kind)
    form = AsOfForm(request.GET or None)
    newest = versions.versions(member, found, key).first()
    if newest is None:
        raise Http404
    standing, name = None, versions.name(found, newest)
    if form.is_valid():
        day = form.cleaned_data["on"]
        standing = versions.as_it_stood(member, found, key, start_of(day + dt.timedelta(days=1)), now=timezone.now())
    _read(request, found, key, name, standing is not None and standing.personal)
    context = {
        **_about(found, key, name), "form": form, "standing": standing, "withheld": withholds(member),
        "on": form.cleaned_data["on"] if form.is_valid() else None,
    }  # fmt: skip
    return render(request, "compliance/history_as_it_stood.html", context)


@require_safe
def compare(request, kind, key):
    """Two versions of one record side by side."""
    member, found = request.member, _kind(request, kind)
    chosen = [request.GET.get(name, "") for name in ("one", "other")]
    if not versions.versions(member, found, key).exists():
        raise Http404
    numbers = [int(word) for word in chosen if word.isdecimal() and len(word) < 19]
    pair = versions.side_by_side(member, found, key, *numbers, now=timezone.now()) if len(set(numbers)) == 2 else None
    if pair is None:
        # The same version twice, or an address that was cut off: there is nothing to hold against each other.
        return redirect("compliance:history_record", partnership=member.partnership.slug, kind=kind, key=key)
    _read(request, found, key, pair.name, pair.personal)
    return render(
        request,
        "compliance/history_compare.html",
        {**_about(found, key, pair.name), "pair": pair, "withheld": withholds(member)},
    )


def _kind(request, slug):
    require(request.member, "read_history", AuditExport)
    found = kind_of(slug)
    if found is None:
        raise Http404
    return found


def _read(request, kind, key, name, personal: bool) -> None:
    """Note which record's history was opened; where personal content was told, under the record's own name."""
    actions.read_history(
        by=request.member, at=timezone.now(), key=key, reference=name,
        record=kind.label if personal else f"history of {kind.label}",
    )  # fmt: skip


def _about(kind, key, name) -> dict:
    words = kind_words(kind)
    return {"kind": kind, "key": key, "kind_words": capfirst(words), "name": name}
