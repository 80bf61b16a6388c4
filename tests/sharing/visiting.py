"""A member's visit to a page: signed in, read as plain text, and counted in statements."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.tenancy import Who, acting


def visitor(member) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    with acting(Who(), "sign_in"):
        client.force_login(member.person)
    return client


def at(member, name, **kwargs) -> str:
    """The address of a page about sharing in the member's partnership."""
    return reverse(f"sharing:{name}", kwargs={"partnership": member.partnership.slug, **kwargs})


def opened(member, record, name):
    """A page about one record, as this member gets it."""
    return visitor(member).get(at(member, name, reference=record.reference))


def sent(member, record, name, **typed):
    """A form about one record, sent by this member."""
    return visitor(member).post(at(member, name, reference=record.reference), {"acting": str(member.pk), **typed})


def text(response) -> str:
    """What a page says, without its markup."""
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(plain.replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"').split())


def statements(member, address) -> int:
    """Statements of a page, less those of an empty page of the same person (ruling 32)."""
    client = visitor(member)
    client.get(address)  # fills the process's own caches
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as empty:
        client.get(reverse("agencies:choose_acting", kwargs={"partnership": member.partnership.slug}))
    return len(asked) - len(empty)
