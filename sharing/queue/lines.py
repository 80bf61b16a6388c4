"""How is one line of the home page put, and where does it lead?"""

from datetime import date, timedelta

from django.urls import reverse

from agencies.models.partnership import slug_of
from agencies.queue import QueueItem
from agencies.roles import Role
from protocols.catalogue.clocks import as_day

MOST = 50
LEADS = (Role.OFFICER, Role.HEAD)
SOON = timedelta(days=90)


def line(what, whom, since, due, on, action, link) -> QueueItem:
    """One line, late from the day after it was due."""
    last = as_day(due) if due else None
    return QueueItem(
        what=what, whom=str(whom), since=as_day(since) if since else None, due=due, overdue=bool(last and last < on),
        action=action, link=link,
    )  # fmt: skip


def urgency(item: QueueItem):
    """What is due first comes first, and what has no day last."""
    return (item.due is None, as_day(item.due) if item.due else date.max, item.what)


def place(name, member, **parts) -> str:
    """The address of a page of this app in the member's partnership."""
    return reverse(f"sharing:{name}", kwargs={"partnership": slug_of(member.partnership_id), **parts})
