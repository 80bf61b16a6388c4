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
    """`nav`, `unread` notices and the marking of the service, for every page."""
    member = getattr(request, "member", None)
    if member is None:
        return {"nav": [], "unread": 0}
    slug = member.partnership.slug
    entries = [(words, reverse(name, kwargs={"partnership": slug})) for words, name, roles in PLACES if member.has(*roles)]
    here = max((href for _, href in entries if request.path.startswith(href)), key=len, default="")
    return {
        "nav": [{"text": words, "href": href, "active": href == here} for words, href in entries],
        "unread": Notice.objects.visible_to(member).unread().count(),
    }
