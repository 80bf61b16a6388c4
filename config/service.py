"""How does the service run? A page for those who look after it, and an answer for machines; neither holds a record."""

import structlog
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from agencies import actions
from agencies.roles import Role
from agencies.standing import Tried, tried, waiting
from agencies.sweeps import registrar
from agencies.tenancy import Who, acting
from config import standing

# Kinds of work whose short name does not say what it is.
NAMED = {
    "answer_clocks": _("answers that records still owe"),
    "commencements": _("versions whose day has come"),
    "digests": _("notices for the daily mail"),
    "guest_passes": _("links of guests"),
    "receipt_clocks": _("receipts to be confirmed"),
    "request_clocks": _("requests to be answered"),
    "research_reminders": _("reminders of lists before meetings"),
}
log = structlog.get_logger(__name__)


@login_not_required
@require_safe
def health(request):
    """For machines: "down" without the database, "late" when a job did not end for three of its intervals, "failing"
    when the last run of one met a mistake, or "ok".

    Names of jobs and ages in seconds; nothing of a partnership. Only "down" is an error for a balancer: a web process
    that answers is not to be taken away because a worker is busy.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("select current_user = 'concordat_app'")
            (weak,) = cursor.fetchone()
        if not weak:
            return JsonResponse({"status": "down", "why": "wrong role"}, status=503)
        at = timezone.now()
        jobs = standing.jobs(at)
    except Error:
        return JsonResponse({"status": "down", "why": "no database"}, status=503)
    late, failing = any(job.late for job in jobs), any(job.failure for job in jobs)
    ages = {job.name: {"age": job.age(at), "late": job.late, "failed": bool(job.failure)} for job in jobs}
    return JsonResponse({"status": "late" if late else "failing" if failing else "ok", "jobs": ages})


@require_safe
def service(request):
    """For operators: what is due, when each job last ran, and what could not be sent or made."""
    _only_for_operators(request)
    at = timezone.now()
    found = tried()
    jobs = standing.jobs(at)
    facts = {
        "at": at,
        "jobs": jobs,
        "late": [job for job in jobs if job.late],
        "waiting": waiting(at),
        "stuck": [one for one in found if one.stuck],
        "failing": [one for one in found if not one.stuck],
        "named": NAMED,
        "reset_mail": standing.reset_mail_unsent(),
    }
    return render(request, "service.html", facts)


@require_POST
def retry_stuck(request):
    """Give what is stuck in one partnership another twelve tries."""
    _only_for_operators(request)
    asked = (request.POST.get("noun"), request.POST.get("partnership"))
    one = next((one for one in tried() if one.stuck and (one.noun, str(one.partnership_id)) == asked), None)
    done = _retry(one) if one else 0
    log.info("retry_stuck", operator=str(request.user.pk), noun=one.noun if one else "", number=done)
    if done:
        messages.success(request, ngettext("%(n)d is tried again.", "%(n)d are tried again.", done) % {"n": done})
    else:
        messages.info(request, gettext("Nothing of that was stuck any more."))
    return redirect("service")


def _retry(one: Tried) -> int:
    """By the partnership's own registrar: an operator plays no part in it."""
    at = timezone.now()
    with acting(Who(partnership=str(one.partnership_id), role=Role.REGISTRAR)):
        clock = registrar(timezone.localdate(at))
    with acting(Who.of(clock)):
        return actions.retry_stuck(one.noun, by=clock, at=at)


def _only_for_operators(request) -> None:
    """For everybody else there is nothing here."""
    if not request.user.is_operator:
        raise Http404
