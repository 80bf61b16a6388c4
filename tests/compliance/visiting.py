"""The pages about cases and pauses, as a member reads them and sends their forms."""

from django.urls import reverse

from tests.sharing.visiting import text, visitor


def at(member, name, **kwargs) -> str:
    """The address of a page about keeping to agreements in the member's partnership."""
    return reverse(f"compliance:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def read(member, name, **kwargs) -> str:
    """What a page says to a member who may open it."""
    response = visitor(member).get(at(member, name, **kwargs))
    assert response.status_code == 200, response.status_code
    return text(response)


def send(member, name, typed, **kwargs):
    """A form sent by this member, and the page that it leads to."""
    return visitor(member).post(at(member, name, **kwargs), {"acting": str(member.pk), **typed}, follow=True)
