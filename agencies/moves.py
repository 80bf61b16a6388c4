"""How does a record go from one state to the next? One lock, one permission, one rule, one trace, for every move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from agencies.access import require
from agencies.models import Membership
from agencies.questions import asked as rows_of
from agencies.tenancy import said, say_verb
from agencies.writing import Changed, write


class MoveRefused(Exception):
    """The record is not, or no longer, where this move begins, or something still stands against it.

    Its message is plain and may be shown. Pages turn it into "This has changed since you opened it" (409).
    """


def nothing(record) -> list[str]:
    """No objection."""
    return []


@dataclass(frozen=True)
class Move:
    """One row of a lifecycle table: verb, from which states, to which, and what stands against it, in plain sentences."""

    verb: str
    sources: tuple[str, ...]
    target: str
    objections: Callable[[Any], list[str]] = nothing


@transaction.atomic
def carry_out(
    move: Move, record, *, by: Membership, at: datetime, reason: str = "", asked: str = "", **facts
):  # fmt: skip
    """Move the record, or raise MoveRefused or PermissionDenied. Returns it locked and fresh from the database.

    `asked` names the verb whose permission is asked when an act of another name causes the move. `facts` are columns
    set in the same statement, because the database holds them and the status together. A record without a timeline
    of its own (a checklist) leaves its trace in history alone.
    """
    record = locked(record)
    say_verb(move.verb)
    return carry_out_locked(move, record, by=by, at=at, reason=reason, asked=asked, **facts)


def carry_out_locked(
    move: Move, record, *, by: Membership, at: datetime, reason: str = "", asked: str = "", **facts
):  # fmt: skip
    """The same as the end of a greater act, which has itself locked the record and said what is being done."""
    write(moved(move, record, by=by, at=at, reason=reason, asked=asked, **facts))
    return record


def moved(
    move: Move, record, *, by: Membership, at: datetime, reason: str = "", asked: str = "", **facts
) -> list:  # fmt: skip
    """The same for whoever writes it together with the rest of the act: what there is to write."""
    require(by, asked or move.verb, record)
    if record.status not in move.sources:
        raise MoveRefused(f"This is {record.get_status_display().lower()}, so it cannot be changed in this way.")
    if objections := move.objections(record):
        raise MoveRefused(" ".join(objections))
    lines = []
    if hasattr(record, "changes"):
        lines = [line_of(record, move.verb, by=by, at=at, reason=reason, source=record.status, target=move.target)]
    for name, value in {**facts, "status": move.target}.items():
        setattr(record, name, value)
    return [*lines, Changed(record, ("status", *facts))]


def locked(record, saying: str = ""):
    """The record, fresh and locked until the transaction ends, so that rules read a still picture.

    `saying` names what is being done to it, as `say_verb` would, in the same statement. Raises PermissionDenied for a
    record that whoever acts may not change, or cannot see.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("What is locked outside a transaction is free again at once.")
    found = rows_of(_locking, type(record), record.pk, saying or None)
    if not found:
        # An auditor may read what another agency opened to them, and locking is the beginning of a change.
        raise PermissionDenied("This is not yours to change.")
    return found[0]


def _locking(kind, key, saying):
    rows = kind._base_manager.select_for_update(of=("self",)).filter(pk=key)
    return rows.annotate(said=said(saying)) if saying else rows


def trace(record, verb: str, *, by: Membership, at: datetime, reason: str = "", source: str = "", target: str = "") -> None:
    """Write what happened beside the record, for its timeline."""
    write([line_of(record, verb, by=by, at=at, reason=reason, source=source, target=target)])


def line_of(record, verb: str, *, by: Membership, at: datetime, reason: str = "", source: str = "", target: str = ""):
    """The same, not yet written."""
    return record.changes.model(
        partnership_id=record.partnership_id, verb=verb, source=source, target=target, by=by, at=at, reason=reason,
        **{record.changes.field.name: record},
    )  # fmt: skip
