"""What does one line of somebody's queue say? The apps build them; the home page shows them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class QueueItem:
    """One thing that waits: what, from or with whom, since when, until when, and the one thing to do about it."""

    what: str
    whom: str
    since: date | None
    due: datetime | date | None
    overdue: bool
    # The words of the button, and where it leads.
    action: str
    link: str
