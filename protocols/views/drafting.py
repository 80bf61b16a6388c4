"""Drawing a version up: beginning it, its details, its agencies, its facts and its text, a page for each."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.models import Agency
from agencies.moves import MoveRefused
from protocols import actions, lifecycle
from protocols.forms import drafting as forms
from protocols.forms.placing import EditProtocolForm
from protocols.models import Protocol, Version
from protocols.views.finding import find_protocol, find_version, version_address

GET_OR_POST = ["GET", "POST"]


def growing(version) -> None:
    """Say at once, and not only when something is sent, that a version can no longer be changed."""
    if version.status not in lifecycle.GROWING:
        raise MoveRefused(f"{version} is {version.get_status_display().lower()}, so it cannot be changed.")


@require_http_methods(GET_OR_POST)
def draft_protocol(request):
    """Begin a protocol and its first version."""
    require(request.member, "draft_protocol", Protocol)
    known = list(Protocol.objects.visible_to(request.member))
    form = forms.DraftProtocolForm(request.POST or None, protocols=known)
    if form.is_valid():
        now, data = timezone.now(), dict(form.cleaned_data)
        number = data.pop("number")
        made = actions.draft_protocol(by=request.member, at=now, **data)
        version = actions.start_version(made, by=request.member, at=now, number=number)
        messages.success(request, f"{made} has been begun. Its text, agencies and facts come next.")
        return redirect(version)
    return render(request, "protocols/draft_protocol.html", {"form": form})


@require_http_methods(GET_OR_POST)
def edit_protocol(request, reference):
    """What a protocol stands under, who commissioned it, and how many signatures it needs."""
    protocol = find_protocol(request, reference)
    require(request.member, "edit_protocol", protocol)
    higher = Protocol.objects.visible_to(request.member).filter(tier__lt=protocol.tier)
    out = protocol.versions.filter(status=Version.Status.SIGNING).first()
    form = EditProtocolForm(request.POST or None, protocol=protocol, higher=higher, fixed=out is not None)
    if form.is_valid():
        actions.edit_protocol(protocol, by=request.member, at=timezone.now(), **form.facts())
        messages.success(request, f"{protocol} has been changed.")
        return redirect(protocol)
    return render(request, "protocols/edit_protocol.html", {"protocol": protocol, "form": form, "out": out})


@require_http_methods(GET_OR_POST)
def start_version(request, reference):
    """Begin a version of a protocol that has none in force and none under way."""
    protocol = find_protocol(request, reference)
    require(request.member, "start_version", protocol)
    form = forms.StartVersionForm(request.POST or None)
    if form.is_valid():
        version = actions.start_version(protocol, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Version {version.number} has been begun.")
        return redirect(version)
    return render(request, "protocols/start_version.html", {"protocol": protocol, "form": form})


@require_http_methods(GET_OR_POST)
def edit_details(request, reference, number):
    """The dates, the marking, the ways of sending and the keeping."""
    version = find_version(request, reference, number)
    require(request.member, "edit_details", version)
    growing(version)
    form = forms.EditDetailsForm(request.POST or None, version=version, on=timezone.localdate())
    if form.is_valid():
        actions.edit_details(version, by=request.member, at=timezone.now(), **form.facts())
        messages.success(request, "The details have been changed.")
        return redirect(version)
    return _page(request, "protocols/edit_details.html", version, form)


@require_http_methods(GET_OR_POST)
def name_parties(request, reference, number):
    """Which agencies are asked to sign, and which for their view."""
    version = find_version(request, reference, number)
    require(request.member, "name_parties", version)
    open_to_signature = version.status in lifecycle.OPEN_TO_SIGNATURE
    if not open_to_signature:
        growing(version)
    agencies = Agency.objects.visible_to(request.member).on(timezone.localdate()).prefetch_related("capacities")
    form = forms.NamePartiesForm(
        request.POST or None, agencies=agencies, parties=version.parties.all(), only_add=open_to_signature
    )
    if form.is_valid():
        actions.name_parties(
            version, by=request.member, at=timezone.now(), signatories=form.signatories(), consultees=form.consultees()
        )
        messages.success(request, "The agencies have been named.")
        return redirect(version)
    return _page(request, "protocols/name_parties.html", version, form, only_add=open_to_signature)


@require_http_methods(GET_OR_POST)
def name_facts(request, reference, number):
    """For what may be shared, which kinds of information, and under which law."""
    version = find_version(request, reference, number)
    require(request.member, "name_facts", version)
    growing(version)
    on = version.effective_on or timezone.localdate()
    form = forms.NameFactsForm(request.POST or None, version=version, on=on)
    if form.is_valid():
        actions.name_facts(
            version, by=request.member, at=timezone.now(), purposes=form.purposes_named(),
            data_items=form.items_named(), provisions=form.codes_named(),
        )  # fmt: skip
        messages.success(request, "What may be shared has been changed.")
        return HttpResponseRedirect(version_address(request.member, version) + "#facts")
    return _page(request, "protocols/name_facts.html", version, form)


def _page(request, template, version, form, **more):
    context = {"version": version, "protocol": version.protocol, "form": form, **more}
    return render(request, template, context)
