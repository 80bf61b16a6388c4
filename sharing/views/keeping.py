"""When is a matter closed for one's own agency? From that day its copy is kept."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from protocols.catalogue.clocks import as_day
from sharing import actions
from sharing.forms.keeping import CloseMatterForm
from sharing.views import wording
from sharing.views.finding import find_disclosure


@require_http_methods(["GET", "POST"])
def close_matter(request, reference):
    """Say on which day the matter was closed for the agency."""
    found = find_disclosure(request, reference)
    member = request.member
    require(member, "close_matter", found)
    form = CloseMatterForm(
        request.POST or None, first=as_day(found.shared_at), last=timezone.localdate(), initial={"on": found.closed_on}
    )
    if form.is_valid():
        actions.close_matter(found, by=member, at=timezone.now(), on=form.cleaned_data["on"])
        messages.success(request, f"{found} is closed for your agency. Its copy is kept from that day.")
        return redirect(found)
    return render(
        request, "sharing/close_matter.html", {"disclosure": found, "title": wording.title(found), "form": form}
    )
