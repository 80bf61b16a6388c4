"""What an agency keeps: the queue of what is due, one copy, what has no date, the schedule, and a certificate."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import may, require
from agencies.cursors import ways_on
from agencies.readings import withholds
from compliance import feeds
from compliance.forms.retention import ApproveScheduleForm
from compliance.models import CopyReview
from compliance.rules import retention as rules
from compliance.views.finding import address, find_copy, log_opened, of_the_whole_agency, open_review
from compliance.views.keeping_words import copy_row, what_next
from protocols.models import RetentionRule
from sharing import actions as sharing_actions
from sharing import rules as sharing_rules
from sharing.models import Holding
from sharing.views import wording

GET_OR_POST = ["GET", "POST"]
S = Holding.Status


@require_safe
def retention(request):
    """Copies whose day has come, and disposals under way; what has waited longest first."""
    member = request.seat
    of_the_whole_agency(member)
    page = feeds.to_review(member, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {**_listed(request, page), "scheduled": bool(_schedule(member))}
    return render(request, "compliance/retention.html", context)


@require_safe
def unscheduled(request):
    """Copies that no clock brings up: no rule, or one without a date. They are never disposed of unseen."""
    member = request.seat
    of_the_whole_agency(member)
    page = feeds.without_date(member, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(request, "compliance/unscheduled.html", _listed(request, page))


def _listed(request, page) -> dict:
    shown = len(page.rows)
    words = "copy" if page.count == 1 else "copies"
    total = f"more than {feeds.MOST_COUNTED:,}" if page.many else str(page.count)
    return {
        "rows": [copy_row(request.seat, one) for one in page.rows],
        "at": timezone.now(),
        "showing": f"{shown} of {total} {words}" if page.many or shown < page.count else f"{shown} {words}",
        **ways_on(request, page),
    }


@require_safe
def copy(request, reference):
    """One copy of one's own agency: how long it is kept and why, what stands against disposal, and what was decided."""
    member, found = request.member, find_copy(request, reference)
    at, gone = timezone.now(), found.status == S.DISPOSED
    reviews = list(
        CopyReview.objects.visible_to(member).filter(holding=found)
        .select_related("proposed_by__person", "approved_by__person", "disposed_by__person", "sent_back_by__person")
    )  # fmt: skip
    review = open_review(found, reviews)
    log_opened(request, *reviews[:1])
    against = [] if gone else rules.against_disposal(found)
    context = {
        "copy": found, "disclosure": found.disclosure, "at": at, "gone": gone, "review": review, "reviews": reviews,
        "title": wording.title(found.disclosure), "rule": rules.retention_rule(found), "withheld": withholds(member),
        "keep_reason": wording.personal(member, found.keep_reason), "holders": rules.other_holders(found),
        "holds": [] if gone else sharing_rules.holds_over(found), "next": what_next(member, found, review, against),
        "matters": [] if gone else rules.open_matters(found),
        "counts_from_closing": sharing_rules.counts_from_closing(found),
        "said": {one.pk: wording.personal(member, one.reason) for one in reviews},
        "may": {
            "keep_copy": found.status in rules.REVIEWABLE and may(member, "keep_copy", CopyReview),
            "send_back_disposal": review is not None and may(member, "send_back_disposal", review),
            "place_hold": not gone and may(member, "place_hold", found),
            "close_matter": found.status in rules.REVIEWABLE and may(member, "close_matter", found.disclosure),
        },
    }  # fmt: skip
    return render(request, "compliance/copy.html", context)


@require_safe
def schedule(request):
    """How long the agency keeps each type of record, and for which it has no rule."""
    member = request.seat
    of_the_whole_agency(member)
    have = _schedule(member)
    lines = [
        {"type": rule.record_type, "trigger": rule.trigger, "rule": have.get(rule.code), "offered": rule.period,
         "code": rule.code}
        for rule in rules.offered()
    ]  # fmt: skip
    newest = max(have.values(), key=lambda rule: rule.approved_at, default=None)
    may_approve = may(member, "approve_schedule", Holding)
    context = {"lines": lines, "newest": newest, "may_approve": may_approve}
    return render(request, "compliance/schedule.html", context)


def _schedule(member) -> dict[str, RetentionRule]:
    return rules.schedule_of(member.agency_id)


@require_http_methods(GET_OR_POST)
def approve_schedule(request):
    """The head approves how long the agency keeps its own copies."""
    member = request.member
    require(member, "approve_schedule", Holding)
    form = ApproveScheduleForm(request.POST or None, rules=_schedule(member))
    if form.is_valid():
        sharing_actions.approve_schedule(form.schedule(), by=member, at=timezone.now())
        messages.success(request, "Your agency's schedule is approved, and its copies are kept by it.")
        return redirect(address(member, "schedule"))
    return render(request, "compliance/approve_schedule.html", {"form": form, "first": not _schedule(member)})


@require_safe
def certificate(request, number):
    """What was disposed of, and where its paper is."""
    found = CopyReview.objects.visible_to(request.member).exclude(certificate="")
    review = get_object_or_404(found.select_related("holding__disclosure", "document"), certificate=number)
    said = review.document.context if review.document else {}
    context = {"review": review, "said": said, "disclosure": review.holding.disclosure}
    return render(request, "compliance/certificate.html", context)
