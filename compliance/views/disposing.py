"""The acts at the end of a copy's time: keeping it for longer, proposing, sending back, approving, disposing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.moves import MoveRefused
from compliance import actions
from compliance.forms.retention import (
    ASKED,
    ApproveDisposalForm,
    DisposeForm,
    KeepCopyForm,
    ProposeDisposalForm,
    SendBackDisposalForm,
)
from compliance.models import CopyReview
from compliance.rules import retention as rules
from compliance.views.finding import address, find_copy, log_opened, open_review
from sharing.views import wording

GET_OR_POST = ["GET", "POST"]


def _found(request, reference, verb):
    """The copy, if this member may do that with copies of the agency."""
    found = find_copy(request, reference)
    require(request.member, verb, CopyReview)
    return found


def _under_way(request, reference, verb):
    """The copy with the disposal that is under way. Raises MoveRefused when there is none."""
    found = _found(request, reference, verb)
    reviews = CopyReview.objects.visible_to(request.member).filter(holding=found)
    review = open_review(found, reviews.select_related("proposed_by__person", "approved_by__person"))
    if review is None:
        raise MoveRefused("No disposal of this copy is under way.")
    require(request.member, verb, review)
    return found, review


def _as_read(form, review) -> None:
    """Raises MoveRefused where another disposal has been proposed since the page was opened."""
    if form.read_another(review):
        raise MoveRefused("Another disposal of this copy has been proposed since you opened this page. Look at it first.")


def _page(request, name, copy, form, **more):
    context = {
        "copy": copy, "disclosure": copy.disclosure, "title": wording.title(copy.disclosure), "form": form, **more,
    }  # fmt: skip
    return render(request, name, context)


def _back(request, copy):
    return redirect(address(request.member, "copy", reference=copy.disclosure.reference))


@require_http_methods(GET_OR_POST)
def keep_copy(request, reference):
    """Keep the copy until another day."""
    found = _found(request, reference, "keep_copy")
    if request.method == "GET" and found.status not in rules.REVIEWABLE:
        raise MoveRefused(f"The copy is {found.get_status_display().lower()}.")
    form = KeepCopyForm(request.POST or None, on=timezone.localdate())
    if form.is_valid():
        actions.keep_copy(found, by=request.member, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "The copy is kept for longer, and is looked at again on that day.")
        return _back(request, found)
    return _page(request, "compliance/keep_copy.html", found, form)


@require_http_methods(GET_OR_POST)
def propose_disposal(request, reference):
    """Review the copy, and propose that it is disposed of."""
    found = _found(request, reference, "propose_disposal")
    against, matters = rules.against_disposal(found), rules.open_matters(found)
    if request.method == "GET" and against:
        raise MoveRefused(" ".join(against))
    form = ProposeDisposalForm(request.POST or None, objections=against, matters=matters)
    if form.is_valid():
        actions.propose_disposal(found, by=request.member, at=timezone.now(), **form.proposal())
        messages.success(request, "The disposal is proposed. A second person decides.")
        return _back(request, found)
    handling = {
        form_of: words for form_of in rules.METHODS if (words := rules.handling_rule(found.disclosure, form_of))
    }  # fmt: skip
    return _page(
        request, "compliance/propose_disposal.html", found, form, handling=handling, holders=rules.other_holders(found),
        matters=matters,
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
def approve_disposal(request, reference):
    """The second person agrees."""
    found, review = _under_way(request, reference, "approve_disposal")
    form = ApproveDisposalForm(request.POST or None, initial={"review": review.pk})
    if form.is_valid():
        _as_read(form, review)
        actions.approve_disposal(review, by=request.member, at=timezone.now())
        messages.success(request, "The disposal is approved. It can be carried out now.")
        return _back(request, found)
    log_opened(request, review)
    return _page(
        request, "compliance/approve_disposal.html", found, form, review=review, holders=rules.other_holders(found),
        answers=_answers(review), against=rules.against_going_on(review),
        matters=rules.open_matters(found),
    )  # fmt: skip


def _answers(review) -> list[tuple[str, str]]:
    """What the first person answered, with the questions."""
    said = {"yes": "Yes", "no": "No"}
    return [(ASKED[name][0], said.get(review.answers.get(name), "")) for name in rules.QUESTIONS]


@require_http_methods(GET_OR_POST)
def send_back_disposal(request, reference):
    """It should not go, or not in this way."""
    found, review = _under_way(request, reference, "send_back_disposal")
    form = SendBackDisposalForm(request.POST or None)
    if form.is_valid():
        actions.send_back_disposal(review, by=request.member, at=timezone.now(), reason=form.cleaned_data["reason"])
        messages.success(request, "The disposal is sent back. The copy waits to be looked at again.")
        return _back(request, found)
    return _page(request, "compliance/send_back_disposal.html", found, form, review=review)


@require_http_methods(GET_OR_POST)
def dispose(request, reference):
    """Carry it out: the copy goes, and a certificate stays."""
    found, review = _under_way(request, reference, "dispose")
    if review.status != CopyReview.Status.APPROVED:
        raise MoveRefused("A second person has not approved this disposal yet.")
    today = timezone.localdate()
    started = {"review": review.pk, "backups_lapse_on": rules.backups_lapse_on(today)}
    form = DisposeForm(request.POST or None, on=today, initial=started)
    if form.is_valid():
        _as_read(form, review)
        done = actions.dispose(review, by=request.member, at=timezone.now(), **form.done())
        messages.success(request, f"Your agency's copy is disposed of. The certificate is {done.certificate}.")
        return redirect(address(request.member, "certificate", number=done.certificate))
    log_opened(request, review)
    rule = rules.handling_rule(found.disclosure, review.asset_form)
    return _page(
        request, "compliance/dispose.html", found, form, review=review, rule=rule, holders=rules.other_holders(found),
        against=rules.against_going_on(review), matters=rules.open_matters(found),
    )  # fmt: skip
