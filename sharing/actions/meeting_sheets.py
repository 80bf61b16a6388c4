"""The signing-in sheet as a document: the scan of a signed one, and to whom the documents are open as it passes on."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, locked, trace
from agencies.tenancy import say_verb
from protocols.models import Document
from sharing.actions.meeting_room import use_sheet
from sharing.models import Meeting
from sharing.rules.scans import kind_of
from sharing.rules.sheet import SCAN, sheets_of

HERE = "In this service, as a scan"


@transaction.atomic
def keep_scan(meeting: Meeting, *, by: Membership, at: datetime, data: bytes) -> Document:
    """Keep the scan of a signed paper sheet with its hash. Raises NotAScan, which says what is wrong with the file."""
    mime = kind_of(data)
    meeting = locked(meeting)
    require(by, "keep_scan", meeting)
    if meeting.status not in (Meeting.Status.OPEN, Meeting.Status.CLOSED) or meeting.sheet == Meeting.Sheet.NOT_USED:
        raise MoveRefused("There is no signed sheet of this meeting: it has not begun, did not take place, or used none.")
    digest = sha256(data).hexdigest()
    if sheets_of(meeting).filter(sha256=digest).exists():
        raise MoveRefused("This very file is kept already.")
    say_verb("keep_scan")
    kept = Document(
        partnership_id=by.partnership_id, party_ids=_open_to(meeting, by.agency_id), kind=SCAN,
        title=f"Signed sheet of {meeting.reference}", subject_id=meeting.pk, subject_label=str(meeting), asked_by=by,
        asked_at=at, made_at=at, sha256=digest, mime=mime, size=len(data), content=data,
    )  # fmt: skip
    kept.save(force_insert=True)
    use_sheet(meeting, Meeting.Sheet.PAPER)
    if not meeting.sheet_kept_at:
        meeting.sheet_kept_at = HERE
        meeting.save(update_fields=["sheet_kept_at"])
    trace(meeting, "keep_scan", by=by, at=at, reason=f"Fingerprint (SHA-256): {in_groups(digest)}")
    return kept


def open_sheets_to_keeper(meeting: Meeting, by: Membership) -> None:
    """The documents are open to the agency that holds the meeting, to whoever had them made, and to the present keeper's.

    Nobody can shut a row to themselves: the agency that hands on is taken out at the next turn, and until then its
    people find the sheet no longer, because they neither keep it nor run the meeting.
    """
    for document in sheets_of(meeting).select_related("asked_by"):
        parties = list(dict.fromkeys([*_open_to(meeting, document.asked_by.agency_id), by.agency_id]))
        if set(parties) != set(document.party_ids):
            document.party_ids = parties
            document.save(update_fields=["party_ids"])


def in_groups(digest: str) -> str:
    """A hash as people can compare it, and narrow pages break it."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _open_to(meeting: Meeting, agency_id) -> list:
    keeper = [meeting.custodian.agency_id] if meeting.custodian else []
    return list(dict.fromkeys([meeting.agency_id, agency_id, *keeper]))
