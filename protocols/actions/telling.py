"""Who is told of what happens to a version, and in which words?"""

from datetime import datetime
from typing import Any

from agencies.models import Membership
from agencies.notices import tell
from agencies.roles import Role
from protocols.catalogue.clocks import as_day
from protocols.models import Party

# References, numbers, dates and names of agencies only: what people wrote is read on the page, behind both walls.
SUBJECTS = {
    "protocol_consultation": "{reference} version {number}: your agency's view is asked for by {until}",
    "protocol_submitted": "{reference} version {number} waits for you to approve it or send it back",
    "protocol_sent_back": "{reference} version {number} was sent back for changes, read which",
    "protocol_approved": "{reference} version {number} was approved and is out for signing",
    "protocol_to_sign": "{reference} version {number}: your agency is asked to sign by {until}",
    "protocol_signed": "{agency} has signed {reference} version {number}",
    "protocol_refused": "{agency} does not sign {reference} version {number}, and says why",
    "protocol_in_force": "{reference} version {number} is in force from {since}",
    "review_due": "{reference} version {number} is due for review by {due}",
    "review_overdue": "{reference} version {number} was due for review on {due} and stays in force meanwhile",
    "protocol_withdrawn": "{reference} version {number} was withdrawn, read why",
    "document_ready": "{title} is ready to read and print",
    "protocol_draft_opened": "You can read the draft of {reference} version {number} until {until}",
}


def tell_about(version, kind: str, members, *, at: datetime, **words: Any) -> None:
    """Tell members of something that happened to a version; the link leads to it."""
    tell(
        members, kind, at=at, link=version.get_absolute_url(), reference=version.protocol.reference,
        number=version.number, title=version.protocol.title, **words,
    )  # fmt: skip


def board(version, at: datetime) -> list[Membership]:
    """The board administrators of the day."""
    return list(_active(version, at).with_role(Role.BOARD_ADMINISTRATOR))


def approvers(version, at: datetime) -> list[Membership]:
    """The board administrators who may approve it: neither author nor submitter, as people (ruling 3)."""
    own = {version.author.person_id, version.submitted_by.person_id if version.submitted_by else None}
    return [member for member in board(version, at) if member.person_id not in own]


def heads_and_officers(version, agencies, at: datetime) -> list[Membership]:
    """The heads and designated officers of these agencies."""
    return list(_active(version, at).filter(agency_id__in=agencies).with_role(Role.HEAD, Role.OFFICER))


def everyone_concerned(version, at: datetime) -> list[Membership]:
    """The heads and officers of every agency with a place in the version, and the board.

    An agency of which one person reads the draft has no part in it.
    """
    agencies = version.parties.exclude(part=Party.Part.READER).values_list("agency_id", flat=True)
    return heads_and_officers(version, list(agencies), at) + board(version, at)


def _active(version, at: datetime):
    return Membership.objects.active(as_day(at)).filter(partnership_id=version.partnership_id)
