"""From draft to signing: asking for views, sending for approval, sending back, approving, and giving up."""

from datetime import date, datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked
from agencies.tenancy import say_verb
from protocols import lifecycle
from protocols.actions.growing import needed
from protocols.actions.telling import approvers, board, everyone_concerned, heads_and_officers, tell_about
from protocols.catalogue.clocks import as_day
from protocols.models import Version
from protocols.rules import content_digest, said

S = Version.Status


@transaction.atomic
def consult(version: Version, *, by: Membership, at: datetime, ends_on: date, note: str = "") -> Version:
    """Ask every agency with a place in the version for its view until a day."""
    if ends_on <= as_day(at):
        raise MoveRefused("The last day for views must be later than today.")
    version = carry_out(lifecycle.CONSULT, version, by=by, at=at, reason=note)
    version.consultation_ends_on = ends_on
    version.save(update_fields=["consultation_ends_on"])
    asked = version.parties.asked().values_list("agency_id", flat=True)
    people = heads_and_officers(version, list(asked), at)
    tell_about(version, "protocol_consultation", people, at=at, until=said(ends_on))
    return version


@transaction.atomic
def submit(version: Version, *, by: Membership, at: datetime, note: str = "") -> Version:
    """Send a draft to those on the board who may approve it. Ending a consultation early takes a word why."""
    version = locked(version)
    require(by, "submit", version)
    ends_on = version.consultation_ends_on
    if version.status == S.CONSULTATION and ends_on and as_day(at) <= ends_on:
        needed(note, f"Views were asked for until {said(ends_on)}. Say why it goes on before that.")
    version = carry_out(lifecycle.SUBMIT, version, by=by, at=at, reason=note)
    version.submitted_by = by
    version.save(update_fields=["submitted_by"])
    tell_about(version, "protocol_submitted", approvers(version, at), at=at)
    return version


@transaction.atomic
def send_back(version: Version, *, by: Membership, at: datetime, reason: str) -> Version:
    """Back to draft, with what has to change. From signing only while nobody has signed: then the text opens again."""
    why = needed(reason, "Say what has to change.")
    was = locked(version)
    told = everyone_concerned(was, at) if was.status == S.SIGNING else [was.author, *board(was, at)]
    version = carry_out(lifecycle.SEND_BACK, version, by=by, at=at, reason=why)
    version.submitted_by = version.approved_by = version.approved_at = version.frozen_at = None
    version.consultation_ends_on, version.content_sha256 = None, ""
    version.save(
        update_fields=[
            "submitted_by", "approved_by", "approved_at", "frozen_at", "consultation_ends_on", "content_sha256",
        ]
    )  # fmt: skip
    # What was refused was the text of then; the timeline keeps the reasons.
    version.parties.exclude(refused_at=None).update(refused_at=None, refused_by=None, refusal_reason="")
    tell_about(version, "protocol_sent_back", [member for member in told if member.pk != by.pk], at=at)
    return version


@transaction.atomic
def approve(version: Version, *, by: Membership, at: datetime, note: str = "") -> Version:
    """Freeze the text and send it out for signing. By neither its author nor its submitter (ruling 3)."""
    version = locked(version)
    require(by, "approve", version)
    if version.status in lifecycle.APPROVE.sources:
        # Before the move: the database lets nothing out for signing that is not frozen.
        say_verb("approve")
        version.approved_by, version.approved_at = by, at
        version.content_sha256, version.frozen_at = content_digest(version), at
        version.save(update_fields=["approved_by", "approved_at", "content_sha256", "frozen_at"])
    version = carry_out(lifecycle.APPROVE, version, by=by, at=at, reason=note)
    asked = version.parties.signatories().values_list("agency_id", flat=True)
    signers = heads_and_officers(version, list(asked), at)
    until = max(version.effective_on or as_day(at), as_day(at))
    tell_about(version, "protocol_to_sign", signers, at=at, until=said(until))
    told = {member.pk for member in signers}
    others = [one for one in (version.author, *board(version, at)) if one.pk not in told | {by.pk}]
    tell_about(version, "protocol_approved", others, at=at)
    return version


@transaction.atomic
def withdraw(version: Version, *, by: Membership, at: datetime, reason: str) -> Version:
    """End a version: a draft is given up, one in force stops governing from today. What was done under it stays done."""
    why = needed(reason, "Say why it is withdrawn.")
    version = locked(version)
    was = version.status
    version = carry_out(lifecycle.WITHDRAW, version, by=by, at=at, reason=why)
    if was == S.IN_FORCE:
        version.ended_on = as_day(at)
        version.save(update_fields=["ended_on"])
    told = [version.author, *board(version, at)] if was == S.DRAFT else everyone_concerned(version, at)
    tell_about(version, "protocol_withdrawn", [member for member in told if member.pk != by.pk], at=at)
    return version
