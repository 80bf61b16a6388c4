"""How do the tests of the history visit its pages, and read what was taken away?"""

import csv
import io
import json

from agencies.models import Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories as agencies
from tests.compliance.visiting import at
from tests.sharing.visiting import visitor


def auditor(world, agency=None) -> Membership:
    """The internal auditor of an agency, ours unless another is given."""
    return agencies.member(world.registrar, agency or world.ours, Role.AUDITOR, job_title="Internal Auditor")


def opened(member, name="history", query="", **kwargs):
    """A page, as this member gets it."""
    return visitor(member).get(at(member, name, **kwargs) + query)


def taken(member, query="", **typed):
    """The answer to somebody who takes a copy away; its content is read once."""
    form = {"acting": str(member.pk), "reason": "The yearly audit", "written_as": "csv", **typed}
    return visitor(member).post(at(member, "export_history") + query, form)


def content(response) -> str:
    """The whole file."""
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content).decode()


def line_lost(response) -> None:
    """What the server does when whoever downloads is gone, as the test's client does it: its connection stays open."""
    response._iterator.close()


def rows(member, query="", **typed) -> list[dict]:
    """The lines of a copy, read again by the standard library."""
    text = content(taken(member, query, **typed))
    if typed.get("written_as") == "ndjson":
        return [json.loads(line) for line in text.splitlines()]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def changed(member, record, verb="correct", **fields):
    """Change a record as a verb would, so that it has one more version."""
    with acting_as(member, verb):
        for name, value in fields.items():
            setattr(record, name, value)
        record.save(update_fields=list(fields))
