"""The acts that move a version on. Each has a page of its own that says what will happen and who will be told."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.moves import MoveRefused
from protocols import actions, lifecycle, rules
from protocols.forms import moves as forms
from protocols.models import Version
from protocols.views import standing
from protocols.views.facts import facts
from protocols.views.finding import address, find_place, find_version

GET_OR_POST = ["GET", "POST"]


def _begun(request, reference, number, verb):
    """The version of an act, for whoever may do it; a page opened for one that is over says so at once."""
    version = find_version(request, reference, number)
    require(request.member, verb, version)
    if version.status not in standing.OFFERED[verb]:
        raise MoveRefused(f"{version} is {version.get_status_display().lower()}, so this cannot be done now.")
    return version


def _objections(version, verb):
    return next(move for move in lifecycle.MOVES if move.verb == verb).objections(version)


def _page(request, template, version, form, **more):
    context = {"version": version, "protocol": version.protocol, "form": form, **more}
    return render(request, template, context)


def _asked_to_sign(version):
    return version.parties.signatories().select_related("agency")


@require_http_methods(GET_OR_POST)
def consult(request, reference, number):
    """Ask the agencies named for their views, until a day."""
    version = _begun(request, reference, number, "consult")
    form = forms.ConsultForm(
        request.POST or None, on=timezone.localdate(), objections=_objections(version, "consult")
    )
    if form.is_valid():
        actions.consult(version, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"{version} is out for views.")
        return redirect(version)
    return _page(request, "protocols/consult.html", version, form, asked=version.parties.asked().select_related("agency"))


@require_http_methods(GET_OR_POST)
def submit(request, reference, number):
    """Send a draft to the board for approval."""
    version = _begun(request, reference, number, "submit")
    ends_on = version.consultation_ends_on
    early = version.status == Version.Status.CONSULTATION and timezone.localdate() <= ends_on
    form = forms.SubmitForm(
        request.POST or None, objections=_objections(version, "submit"), early_until=ends_on if early else None
    )
    if form.is_valid():
        actions.submit(version, by=request.member, at=timezone.now(), note=form.cleaned_data["note"])
        messages.success(request, f"{version} has been sent for approval.")
        return redirect(version)
    return _page(request, "protocols/submit.html", version, form, gaps=rules.drafting_gaps(version))


@require_http_methods(GET_OR_POST)
def send_back(request, reference, number):
    """Give a version back to its author, with what has to change."""
    version = _begun(request, reference, number, "send_back")
    form = forms.SendBackForm(request.POST or None, objections=_objections(version, "send_back"))
    if form.is_valid():
        actions.send_back(version, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, f"{version} has been sent back to its author.")
        return redirect(version)
    return _page(request, "protocols/send_back.html", version, form)


@require_http_methods(GET_OR_POST)
def approve(request, reference, number):
    """Approve a version: its text is frozen and goes out for signing."""
    version = _begun(request, reference, number, "approve")
    form = forms.ApproveForm(request.POST or None, objections=_objections(version, "approve"))
    if form.is_valid():
        actions.approve(version, by=request.member, at=timezone.now(), note=form.cleaned_data["note"])
        messages.success(request, f"{version} is approved and out for signing.")
        return redirect(version)
    return _page(
        request, "protocols/approve.html", version, form, asked=_asked_to_sign(version), gaps=rules.drafting_gaps(version)
    )


def _still_unsigned(place, version):
    if version.status not in lifecycle.OPEN_TO_SIGNATURE:
        raise MoveRefused(f"{version} is {version.get_status_display().lower()}, so it cannot be signed now.")
    if place.signed_at is not None:
        raise MoveRefused(f"{place.agency} has signed this version already.")


@require_http_methods(GET_OR_POST)
def sign(request, reference, number):
    """Sign for one's agency: what is signed, what changed since it last signed, and who has signed."""
    place, version = find_place(request, reference, number)
    require(request.member, "sign", place)
    _still_unsigned(place, version)
    form = forms.SignForm(request.POST or None)
    if form.is_valid():
        actions.sign(
            place, by=request.member, at=timezone.now(), interpretation=form.cleaned_data["interpretation"]
        )
        messages.success(request, f"{place.agency} has signed {version}.")
        return redirect(version)
    parties = version.parties.select_related("agency", "signed_by__person", "signed_by__agency")
    last = _last_signed(request.member, version)
    return _page(
        request, "protocols/sign.html", version, form, place=place, facts=facts(version), last=last,
        compare=address(
            request.member, "compare", reference=reference, older=last.number, newer=version.number
        ) if last else "",
        signatories=[one for one in standing.signatories(parties) if one["agency"].pk != place.agency_id],
    )  # fmt: skip


def _last_signed(member, version):
    """The version of this protocol that the agency signed before this one."""
    return (
        Version.objects.visible_to(member)
        .filter(protocol_id=version.protocol_id, parties__agency_id=member.agency_id, parties__signed_at__isnull=False)
        .exclude(pk=version.pk)
        .order_by("-created_at")
        .first()
    )


@require_http_methods(GET_OR_POST)
def refuse(request, reference, number):
    """Not sign, with the reason that everyone concerned is told."""
    place, version = find_place(request, reference, number)
    require(request.member, "refuse", place)
    _still_unsigned(place, version)
    form = forms.RefuseForm(request.POST or None)
    if form.is_valid():
        actions.refuse(place, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, f"{place.agency} has refused to sign {version}. Everyone concerned has been told.")
        return redirect(version)
    return _page(request, "protocols/refuse.html", version, form, place=place)


@require_http_methods(GET_OR_POST)
def withdraw(request, reference, number):
    """End a version for good, with a reason."""
    version = _begun(request, reference, number, "withdraw")
    form = forms.WithdrawForm(request.POST or None, objections=_objections(version, "withdraw"))
    if form.is_valid():
        actions.withdraw(version, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, f"{version} has been withdrawn.")
        return redirect(version)
    return _page(request, "protocols/withdraw.html", version, form)


@require_http_methods(GET_OR_POST)
def amend(request, reference, number):
    """Open the next version, with the text and facts of this one and no signatures."""
    version = _begun(request, reference, number, "amend")
    taken = set(
        Version.objects.visible_to(request.member)
        .filter(protocol_id=version.protocol_id)
        .values_list("number", flat=True)
    )
    form = forms.AmendForm(request.POST or None, taken=taken, initial={"number": _next_number(version.number)})
    if form.is_valid():
        opened = actions.amend(version, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Version {opened.number} has been opened as a draft.")
        return redirect(opened)
    return _page(request, "protocols/amend.html", version, form)


def _next_number(number: str) -> str:
    """2.0 after 1.0: what people usually call the next one; it can be typed over."""
    first = number.partition(".")[0]
    return f"{int(first) + 1}.0" if first.isascii() and first.isdigit() else ""
