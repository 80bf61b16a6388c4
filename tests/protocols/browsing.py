"""How do the page tests sign in, find addresses and fill in forms?"""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Version
from tests.protocols import factories

TEXT = b"""Harbour Partnership Protocol

1 Introduction
1.1 Partners share what keeps people safe.
1.2 This protocol is effective from 1 April 2026 and is reviewed every 24 months.

2 Purpose
2.1 The purpose is to prevent crime.
"""


def signed_in(client, member):
    """The browser of somebody who has signed in."""
    with acting_as(member, "sign_in"):
        client.force_login(member.person)
    return client


def to(made, name, **kwargs):
    """The address of a page in the board's partnership."""
    return reverse(f"protocols:{name}", kwargs={"partnership": made.registrar.partnership.slug, **kwargs})


def of(made, version, name="version", **more):
    """The address of a page about a version, or of its protocol."""
    with acting_as(made.registrar):
        reference = Version.objects.select_related("protocol").get(pk=version.pk).protocol.reference
    if name == "protocol":
        return to(made, name, reference=reference)
    return to(made, name, reference=reference, number=version.number, **more)


def reading(made):
    """A file that the author has brought in."""
    return factories.do(actions.read_file, by=made.author, data=TEXT, filename="harbour.txt")


def sent(made, member=None, **fields):
    """What a form of a member sends: the author's unless another is named."""
    return {"acting": str((member or made.author).pk), **fields}


def clause(at, **fields):
    """The boxes of one clause."""
    return {f"clause-{at}-{name}": value for name, value in {"kind": "clause", **fields}.items()}


def statements(client, address):
    """How many statements a page takes, once what is asked once a process has been asked."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
