"""What stands in the navigation, and for whom? (pages 2)"""

from django.urls import reverse

from agencies.models import Notice
from agencies.roles import Role

EVERYONE = frozenset(Role)

# Words, address name, the roles that see it, and what else lies under it; in the order in which they stand.
PLACES = (
    ("Home", "home", EVERYONE, ()),
    ("Protocols", "protocols:list", EVERYONE, ()),
    ("Sharing", "sharing:list", EVERYONE - {Role.BOARD_ADMINISTRATOR}, ("sharing:disclosures", "sharing:requests")),
    ("Agencies", "agencies:list", EVERYONE, ()),
)


def navigation(request) -> dict:
    """`nav` for the places of the product, `menu` for what is under one's own name; empty for who is not signed in."""
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return {"nav": [], "menu": []}
    member = getattr(request, "member", None)
    return {"nav": _places(request, member) if member else [], "menu": _own(request, member)}


def _places(request, member) -> list[dict]:
    at = {"partnership": member.partnership.slug}
    entries: list[dict] = []
    for words, name, roles, below in PLACES:
        if member.has(*roles):
            addresses = [reverse(one, kwargs=at) for one in (name, *below)]
            depth = max((len(one) for one in addresses if request.path.startswith(one)), default=0)
            entries.append({"text": words, "href": addresses[0], "depth": depth})
    deepest = max(entry["depth"] for entry in entries)
    return [{"text": one["text"], "href": one["href"], "active": 0 < one["depth"] == deepest} for one in entries]


def _own(request, member) -> list[dict]:
    entries = []
    if member:
        at = {"partnership": member.partnership.slug}
        unread = Notice.objects.visible_to(member).unread().count()
        if len(request.memberships) > 1:
            entries.append({"text": "Act as someone else", "href": reverse("agencies:choose_acting", kwargs=at), "count": 0})
        entries.append({"text": "Notices", "href": reverse("agencies:notices", kwargs=at), "count": unread})
        if request.in_several:
            entries.append({"text": "Change partnership", "href": reverse("start"), "count": 0})
    entries.append({"text": "Sign-in and security", "href": reverse("mfa_index"), "count": 0})
    return [{**entry, "active": request.path == entry["href"]} for entry in entries]
