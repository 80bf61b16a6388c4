"""Every protocol one may see: how it stands, in whose court it is, and where it belongs in the tree."""

from django.db.models import Prefetch, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from protocols.catalogue.clocks import months_after
from protocols.lifecycle import UNDER_WAY
from protocols.models import Protocol, Version
from protocols.views.finding import address, version_address
from protocols.views.standing import beginnings, in_whose_court, signed_count

S = Version.Status
SHOWN = {
    "": "Every protocol",
    "in_force": "In force",
    "under_way": "Being drawn up",
    "review": "Review due or overdue",
}
MOST = 200
WARNED_MONTHS = 3


@require_safe
def protocols(request):
    """The tree of protocols by tier, with health at a glance."""
    today = timezone.localdate()
    member = request.member
    show = request.GET.get("show", "") if request.GET.get("show", "") in SHOWN else ""
    words = request.GET.get("words", "").strip()[:100]
    found = Protocol.objects.visible_to(member).select_related("agency")
    if words:
        found = found.filter(Q(title__icontains=words) | Q(reference__icontains=words))
    versions = (
        Version.objects.visible_to(member)
        .filter(status__in=[*UNDER_WAY, S.IN_FORCE])
        .select_related("agency")
        .prefetch_related("parties__agency")
    )
    found = found.prefetch_related(Prefetch("versions", versions, to_attr="current")).order_by("tier", "reference")
    rows = list(found[: MOST + 1])
    cards = [card for card in (_card(member, protocol, today) for protocol in rows[:MOST]) if _wanted(card, show)]
    return render(
        request,
        "protocols/protocols.html",
        {
            "tree": _tree(cards),
            "count": len(cards),
            "more": len(rows) > MOST,
            "show": show,
            "shown": SHOWN,
            "show_items": [{"value": key, "text": text, "selected": key == show} for key, text in SHOWN.items()],
            "words": words,
            "beginnings": beginnings(member),
        },
    )


def _card(member, protocol, today) -> dict:
    for version in protocol.current:
        version.protocol = protocol
    current = next((one for one in protocol.current if one.status == S.IN_FORCE), None)
    card = {
        "key": protocol.pk, "under": protocol.parent_id, "reference": protocol.reference, "title": protocol.title,
        "tier": protocol.get_tier_display(), "keeper": protocol.agency, "children": [],
        "href": address(member, "protocol", reference=protocol.reference), "current": None,
        "drafts": [_draft(member, one) for one in protocol.current if one.status in UNDER_WAY],
    }  # fmt: skip
    if current is not None:
        signed, asked = signed_count(current.parties.all())
        card["current"] = {
            "number": current.number, "since": current.in_force_on, "review_on": current.review_on, "signed": signed,
            "asked": asked, "review": _review(current.review_on, today), "href": version_address(member, current),
        }  # fmt: skip
    return card


def _draft(member, version) -> dict:
    return {
        "number": version.number, "status": version.status, "court": in_whose_court(version, version.parties.all()),
        "href": version_address(member, version),
    }  # fmt: skip


def _review(review_on, today) -> str:
    """Whether the common review date has passed, is near, or is neither."""
    if review_on is None:
        return ""
    if review_on < today:
        return "overdue"
    return "soon" if review_on <= months_after(today, WARNED_MONTHS) else ""


def _wanted(card, show) -> bool:
    if show == "in_force":
        return card["current"] is not None
    if show == "under_way":
        return bool(card["drafts"])
    if show == "review":
        return card["current"] is not None and card["current"]["review"] != ""
    return True


def _tree(cards) -> list[dict]:
    """Cards under their parents; one whose parent is not on the page stands by itself."""
    by_key = {card["key"]: card for card in cards}
    roots = []
    for card in cards:
        parent = by_key.get(card["under"])
        (parent["children"] if parent else roots).append(card)
    return roots
