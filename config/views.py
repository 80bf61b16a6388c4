"""The roof: the pages that are of no one app."""

import structlog
from allauth.account.views import PasswordResetView
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.middleware import typed_in
from agencies.models import Membership
from config import home as home_page
from config import kept_forms, standing

log = structlog.get_logger(__name__)


@require_safe
def start(request):
    """Where does signing in lead? Home of the one partnership, or a choice between several."""
    found = Membership.objects.of_person(request.user, timezone.localdate())
    partnerships = list({one.partnership_id: one.partnership for one in found}.values())
    if not partnerships and request.user.is_operator:
        return redirect("service")
    if len(partnerships) == 1:
        return redirect("home", partnership=partnerships[0].slug)
    return render(request, "start.html", {"partnerships": partnerships})


@require_safe
def home(request):
    """What waits for me, in whose court is the rest, and what is coming?"""
    return render(request, "home.html", home_page.queue(request.member, timezone.now()))


@require_safe
def typed(request):
    """Give back what was typed when the session ended, to the same person only (ruling 9)."""
    kept = kept_forms.give_back(request)
    if kept is None:
        return redirect("start")
    acting = dict(kept["fields"]).get("acting", [""])[0]
    if acting and not Membership.objects.of_person(request.user, timezone.localdate()).filter(pk=acting).exists():
        return redirect("start")
    response = render(request, "typed.html", {"kept": kept, "typed": typed_in(kept["fields"])})
    kept_forms.forget(request, response)
    return response


class PasswordReset(PasswordResetView):
    """Says so, to whoever asks, while the mail server takes nothing; what was typed stands."""

    def form_valid(self, form):
        try:
            answer = super().form_valid(form)
        except OSError as error:  # smtplib's errors are of this kind too
            log.warning("reset_mail_not_sent", error=type(error).__name__)
            standing.reset_mail_failed(error, timezone.now())
            form.add_error("email", _("The e-mail could not be sent just now. Try again in a few minutes."))
            return self.form_invalid(form)
        standing.reset_mail_sent()
        return answer


@login_not_required
@require_safe
def accessibility(request):
    """The accessibility statement (SI 2018/952)."""
    return render(request, "accessibility.html")
