"""Reading the history and taking a copy of it away: both leave a trace of who did, when, of what and why."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.access import require
from agencies.models import Agency, Membership, Reading
from agencies.moves import MoveRefused
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from compliance import rules
from compliance.models import AuditExport
from protocols.catalogue.clocks import as_day


@transaction.atomic
def read_history(
    *, by: Membership, at: datetime, record: str = "", key: UUID | None = None, reference: str = ""
) -> Reading:
    """Note that a member looked into the history: into that of one record, or into the list (TR-34).

    `record` is the kind of record and `key` its own; for the list the agency's, whose history it was.
    """
    require(by, "read_history", AuditExport)
    say_verb("read_history")
    read = Reading(
        partnership_id=by.partnership_id, agency_id=by.agency_id, member=by, record=record or "history",
        record_id=key or by.agency_id, reference=reference[:30], at=at,
    )  # fmt: skip
    Reading.objects.bulk_create([read])
    return read


@transaction.atomic
def export_history(
    *, by: Membership, at: datetime, reason: str, written_as: str, words: str, chosen: dict, link: str = "",
    whose: Agency | None = None,
) -> AuditExport:
    """Note that a member takes a copy of the history, before its first row is sent. The own officers are told, and those
    of another agency that opened its records, if it is its history.

    Raises ValueError without a reason, MoveRefused when the hour's copies have been taken.
    """
    require(by, "export_history", AuditExport)
    if not reason.strip():
        raise ValueError("Say what the copy is for.")
    say_verb("export_history")
    # Two at the same moment count each other.
    Membership.objects.select_for_update().get(pk=by.pk)
    if refused := rules.too_many_copies(by, at):
        raise MoveRefused(refused)
    taken = AuditExport(
        partnership_id=by.partnership_id, agency_id=by.agency_id, by=by, at=at, reason=reason.strip(),
        format=written_as, words=words, chosen=chosen,
    )  # fmt: skip
    taken.save(force_insert=True)
    agency = whose or by.agency
    told = [one for one in officers_of(by.agency_id, as_day(at)) if one.pk != by.pk]
    tell(told, "history_exported", at=at, link=link, who=by.named, agency=str(agency))
    if agency.pk != by.agency_id:
        theirs = officers_of(agency.pk, as_day(at))
        tell(theirs, "history_exported", at=at, link=agency.get_absolute_url(), who=by.named, agency=str(agency))
    return taken


def stamp_sent(taken: AuditExport, *, rows: int, size: int, sha256: str, at: datetime) -> None:
    """All of it was sent: how much, and the digest by which the file can be told from any other."""
    say_verb("export_history")
    taken.rows, taken.size, taken.sha256, taken.finished_at = rows, size, sha256, at
    taken.save(update_fields=["rows", "size", "sha256", "finished_at"])


def stamp_broken_off(taken: AuditExport, *, size: int, at: datetime) -> None:
    """Whoever took it stopped, or the line was lost: what they have is not the whole."""
    say_verb("export_history")
    taken.size, taken.broken_off_at = size, at
    taken.save(update_fields=["size", "broken_off_at"])
