"""Letting a named person in to a draft that is not put to their agency."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agencies.access import require
from agencies.models import Membership
from agencies.roles import Role
from protocols import actions
from protocols.forms.letting_in import AddDraftReaderForm
from protocols.models import Party
from protocols.views.drafting import growing
from protocols.views.finding import find_version


@require_http_methods(["GET", "POST"])
def add_draft_reader(request, reference, number):
    """Let one person read this draft until a day."""
    version = find_version(request, reference, number)
    member, today = request.member, timezone.localdate()
    require(member, "add_draft_reader", version)
    growing(version)
    form = AddDraftReaderForm(request.POST or None, people=_outside(member, version, today), on=today)
    if not form.people:
        messages.info(request, "Everybody in the partnership can read this draft already.")
        return redirect(version)
    if form.is_valid():
        said = form.cleaned_data
        actions.add_draft_reader(
            version, said["member"], by=member, at=timezone.now(), reason=said["reason"], ends_on=said["ends_on"]
        )
        messages.success(request, f"{said['member'].person} can read the draft, and has been told.")
        return redirect(version)
    context = {"version": version, "protocol": version.protocol, "form": form}
    return render(request, "protocols/add_draft_reader.html", context)


def _outside(member, version, on):
    """Those who cannot read the draft yet: neither of an agency named in it, nor of the board, nor let in already."""
    named = version.parties.exclude(part=Party.Part.READER).values("agency")
    let_in = version.draft_grants.filter(ends_on__gte=on).values("member")
    return (
        Membership.objects.visible_to(member)
        .active(on)
        .filter(person__is_active=True)
        .exclude(agency__in=named)
        .exclude(pk__in=let_in)
        .exclude(roles__contains=[Role.BOARD_ADMINISTRATOR])
        .select_related("person", "agency")
        .order_by("agency__name", "person__name")
    )
