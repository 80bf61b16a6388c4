"""The text of a draft, section by section: changed as a whole, put in, taken out."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from protocols import actions
from protocols.forms import text as forms
from protocols.views.drafting import growing
from protocols.views.finding import find_section, find_version, version_address
from protocols.views.text import shown_section

GET_OR_POST = ["GET", "POST"]


@require_http_methods(GET_OR_POST)
def edit_section(request, reference, number, slug):
    """The heading and the clauses of one section; asking for one more clause saves nothing yet."""
    version = find_version(request, reference, number)
    require(request.member, "edit_section", version)
    growing(version)
    section = find_section(version, slug)
    more = request.method == "POST" and "add" in request.POST
    data = request.POST or None
    if more:
        data = forms.with_an_empty_clause(request.POST, request.POST["add"], section=section.number)
    form = forms.HeadingForm(data, initial={"heading": section.heading})
    clauses = forms.clause_forms(data, _rows(section), section=section.number)
    if data is not None and not more and forms.all_valid(form, clauses):
        typed = [{name: row[name] for name in forms.SAVED} for row in forms.typed_clauses(clauses, section.number)]
        actions.edit_section(
            section, by=request.member, at=timezone.now(), heading=form.cleaned_data["heading"], clauses=typed
        )
        messages.success(request, f"“{form.cleaned_data['heading']}” has been changed.")
        return _to_section(request, version, section)
    context = {
        "version": version, "protocol": version.protocol, "section": shown_section(section), "form": form,
        "clauses": clauses, "adding": more,
    }  # fmt: skip
    return render(request, "protocols/edit_section.html", context)


def _rows(section):
    return [
        forms.row_of(row.number, row.slug, row.text, row.items)
        if row.table is None
        else forms.row_of_table(row.slug, row.table)
        for row in section.clauses.all()
    ]


@require_http_methods(GET_OR_POST)
def add_section(request, reference, number):
    """A new section or appendix, at the end of its kind."""
    version = find_version(request, reference, number)
    require(request.member, "add_section", version)
    growing(version)
    form = forms.AddSectionForm(request.POST or None, sections=version.sections.all())
    if form.is_valid():
        section = actions.add_section(version, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"“{section.heading}” has been added. Write its text here.")
        return HttpResponseRedirect(version_address(request.member, version, "edit_section", slug=section.slug))
    context = {"version": version, "protocol": version.protocol, "form": form}
    return render(request, "protocols/add_section.html", context)


@require_http_methods(GET_OR_POST)
def remove_section(request, reference, number, slug):
    """Take a section out, with everything in it."""
    version = find_version(request, reference, number)
    require(request.member, "remove_section", version)
    growing(version)
    section = find_section(version, slug)
    form = forms.RemoveSectionForm(request.POST or None)
    if form.is_valid():
        actions.remove_section(section, by=request.member, at=timezone.now())
        messages.success(request, f"“{section.heading}” has been taken out.")
        return HttpResponseRedirect(version_address(request.member, version))
    context = {"version": version, "protocol": version.protocol, "section": shown_section(section), "form": form}
    return render(request, "protocols/remove_section.html", context)


def _to_section(request, version, section):
    return HttpResponseRedirect(version_address(request.member, version) + f"#section-{section.slug}")
