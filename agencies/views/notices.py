"""One's own notices, and as whom one acts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actions
from agencies.access import require
from agencies.forms.acting import ActingForm
from agencies.forms.telling import MAIL, MailForm
from agencies.middleware import CHOSEN
from agencies.models import Notice
from agencies.notices import read, subject

PAGE = 50


@require_safe
def notices(request):
    """What one was told, newest first."""
    found = list(Notice.objects.visible_to(request.member)[: PAGE + 1])
    shown = [(notice, subject(notice)) for notice in found[:PAGE]]
    facts = {"notices": shown, "more": len(found) > PAGE, "mail": MAIL[request.member.mail]}
    return render(request, "agencies/notices.html", facts)


@require_http_methods(["POST"])
def notice(request, key):
    """Open a notice: it counts as read, and leads to what it is about."""
    found = get_object_or_404(Notice.objects.visible_to(request.member), pk=key)
    read(found, by=request.member, at=timezone.now())
    if found.link and url_has_allowed_host_and_scheme(found.link, allowed_hosts=None):
        return redirect(found.link)
    return redirect("agencies:notices", partnership=request.member.partnership.slug)


@require_http_methods(["GET", "POST"])
def choose_mail(request):
    """Be told by e-mail as it happens, once a day or not at all."""
    require(request.member, "choose_mail", request.member)
    form = MailForm(request.POST or None, initial={"mail": request.member.mail})
    if form.is_valid():
        mail = form.cleaned_data["mail"]
        actions.choose_mail(request.member, by=request.member, at=timezone.now(), mail=mail)
        messages.success(request, f"Saved. By e-mail: {MAIL[mail].lower()}.")
        return redirect("agencies:notices", partnership=request.member.partnership.slug)
    return render(request, "agencies/choose_mail.html", {"form": form})


@require_http_methods(["GET", "POST"])
def choose_acting(request):
    """Pick which of one's own memberships to act as in this partnership."""
    form = ActingForm(
        request.POST or None, memberships=request.memberships, initial={"membership": str(request.member.pk)}
    )
    if form.is_valid():
        chosen = next(one for one in request.memberships if str(one.pk) == form.cleaned_data["membership"])
        request.session[CHOSEN] = {
            **request.session.get(CHOSEN, {}), str(chosen.partnership_id): str(chosen.pk),
        }  # fmt: skip
        messages.success(request, f"You are now acting as {chosen.job_title}, {chosen.agency}.")
        return redirect("home", partnership=chosen.partnership.slug)
    return render(request, "agencies/choose_acting.html", {"form": form})
