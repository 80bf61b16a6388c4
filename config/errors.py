"""What do people see when something is not there, not theirs, or not right? Plain pages, never a trace (pages 3.14)."""

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from agencies.api.problems import NOT_HERE, Problem


def _by_a_program(request) -> bool:
    return request.path.startswith("/api/")


def bad_request(request, exception=None):
    """What was sent could not be read. The request itself is suspect, so nothing of it is used."""
    if _by_a_program(request):
        return Problem(400, "unreadable", "This could not be read.").response()
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def forbidden(request, exception=None):
    if _by_a_program(request):
        return Problem(403, "not_allowed", "You may not do this.").response()
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def not_found(request, exception=None):
    if _by_a_program(request):
        return Problem(404, "not_here", NOT_HERE).response()
    return render(request, "404.html", status=404)


def broken(request):
    """Something of ours failed: the page asks nothing of the database, which may be what failed."""
    if _by_a_program(request):
        return Problem(500, "failed", "Something of ours failed. Ask again later.").response()
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def csrf_failure(request, reason=""):
    """A form whose token is missing or old."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
@csrf_exempt
@require_POST
def csp_report(request):
    """Browsers tell here what the content policy refused; the first 2,000 characters go to the log."""
    report = request.body[:2000].decode(errors="replace")
    structlog.get_logger("csp").warning("content policy refused something", report=report)
    return HttpResponse(status=204)
