"""An invitation made, and the link in its mail opened, as people do it."""

from urllib.parse import urlsplit

from django.core import mail

from agencies import actions, tasks
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies.factories import LONG_AGO, NOON


def invite(by, agency, at=NOON, **words):
    """Ask somebody to act for an agency."""
    said = {
        "email": "New.Person@council.example", "name": "New Person", "job_title": "Housing Officer",
        "roles": [Role.PRACTITIONER], "starts_on": LONG_AGO, **words,
    }  # fmt: skip
    with acting_as(by):
        return actions.invite(agency, by=by, at=at, **said)


def link() -> str:
    """The path of the link in the newest mail, sent by the sweep."""
    tasks.sweep_invitations()
    (address,) = [word for word in mail.outbox[-1].body.split() if "key=" in word]
    return urlsplit(address)._replace(scheme="", netloc="").geturl()


CHOSEN = {"name": "New Person", "password": "three random words", "again": "three random words"}
