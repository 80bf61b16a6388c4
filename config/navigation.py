"""What stands in the navigation, and for whom? (pages 2)"""

from django.urls import reverse

from agencies.models import Notice
from agencies.roles import Role

EVERYONE = frozenset(Role)

# Words, address name, and the roles that see it; in the order in which they stand.
PLACES = (
    ("Home", "home", EVERYONE),
    ("Protocols", "protocols:list", EVERYONE),
    ("Sharing", "sharing:list", EVERYONE - {Role.BOARD_ADMINISTRATOR}),
    ("Agencies", "agencies:list", EVERYONE),
)


def navigation(request) -> dict:
    """`nav` for the places of the product, `menu` for what is under one's own name; empty for who is not signed in."""
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return {"nav": [], "menu": []}
    member = getattr(request, "member", None)
    return {"nav": _places(request, member) if member else [], "menu": _own(request, member)}


def _places(request, member) -> list[dict]:
    slug = member.partnership.slug
    entries = [(words, reverse(name, kwargs={"partnership": slug})) for words, name, roles in PLACES if member.has(*roles)]
    here = max((href for _, href in entries if request.path.startswith(href)), key=len, default="")
    return [{"text": words, "href": href, "active": href == here} for words, href in entries]


def _own(request, member) -> list[dict]:
    entries = []
    if member:
        at = {"partnership": member.partnership.slug}
        unread = Notice.objects.visible_to(member).unread().count()
        if len(request.memberships) > 1:
            entries.append({"text": "Act as someone else", "href": reverse("agencies:choose_acting", kwargs=at), "count": 0})
        entries.append({"text": "Notices", "href": reverse("agencies:notices", kwargs=at), "count": unread})
        entries.append({"text": "Change partnership", "href": reverse("start"), "count": 0})
    entries.append({"text": "Sign-in and security", "href": reverse("mfa_index"), "count": 0})
    return [{**entry, "active": request.path == entry["href"]} for entry in entries]
