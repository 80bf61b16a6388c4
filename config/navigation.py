"""What stands in the navigation, and for whom? (pages 2)"""

from functools import lru_cache

from django.urls import reverse

from agencies.models import Notice
from agencies.questions import counted
from agencies.roles import Role

EVERYONE = frozenset(Role)

# Words, address name, the roles that see it, and what else lies under it; in the order in which they stand.
PLACES = (
    ("Home", "home", EVERYONE, ()),
    ("Protocols", "protocols:list", EVERYONE, ()),
    ("Sharing", "sharing:list", EVERYONE - {Role.BOARD_ADMINISTRATOR},
     ("sharing:disclosures", "sharing:requests", "sharing:disputes", "sharing:advice_list", "sharing:onward_list")),
    ("Meetings", "sharing:meetings", EVERYONE, ()),
    ("Cases", "compliance:cases", EVERYONE, ("compliance:suspensions",)),
    ("Retention", "compliance:retention", frozenset({Role.HEAD, Role.OFFICER, Role.AUDITOR}), ()),
    ("Agencies", "agencies:list", EVERYONE, ()),
    ("History", "compliance:history", frozenset({Role.HEAD, Role.OFFICER, Role.AUDITOR}), ()),
)


def navigation(request) -> dict:
    """`nav` for the places of the product, `menu` for what is under one's own name; empty for who is not signed in."""
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return {"nav": [], "menu": []}
    member = getattr(request, "member", None)
    return {"nav": _places(request, member) if member else [], "menu": _own(request, member)}


def _places(request, member) -> list[dict]:
    entries: list[dict] = []
    for words, roles, addresses in _addresses(member.partnership.slug):
        if member.has(*roles):
            depth = max((len(one) for one in addresses if request.path.startswith(one)), default=0)
            entries.append({"text": words, "href": addresses[0], "depth": depth})
    deepest = max(entry["depth"] for entry in entries)
    return [{"text": one["text"], "href": one["href"], "active": 0 < one["depth"] == deepest} for one in entries]


@lru_cache(maxsize=256)
def _addresses(slug: str) -> list[tuple]:
    """Every place with its roles, its own address and those of what lies under it, in one partnership."""
    return [
        (words, roles, [reverse(one, kwargs={"partnership": slug}) for one in (name, *below)])
        for words, name, roles, below in PLACES
    ]


def _unread(member):
    return Notice.objects.visible_to(member).unread().order_by().values("pk")


def _own(request, member) -> list[dict]:
    entries = []
    if member:
        at = {"partnership": member.partnership.slug}
        unread = counted(_unread, member)
        if len(request.memberships) > 1:
            entries.append({"text": "Act as someone else", "href": reverse("agencies:choose_acting", kwargs=at), "count": 0})
        entries.append({"text": "Notices", "href": reverse("agencies:notices", kwargs=at), "count": unread})
        if request.in_several:
            entries.append({"text": "Change partnership", "href": reverse("start"), "count": 0})
    if request.user.is_operator:
        entries.append({"text": "How the service runs", "href": reverse("service"), "count": 0})
    entries.append({"text": "Sign-in and security", "href": reverse("mfa_index"), "count": 0})
    return [{**entry, "active": request.path == entry["href"]} for entry in entries]
