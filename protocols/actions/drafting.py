"""Beginning a protocol, a version or an amendment, and setting the dates and facts beside the text."""

from datetime import date, datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership, Partnership
from agencies.moves import MoveRefused, locked, trace
from agencies.references import next_reference
from agencies.tenancy import say_verb
from protocols import lifecycle
from protocols.actions.copying import copy_content
from protocols.actions.growing import REFERENCE, RESERVED, begin_version, growing, needed
from protocols.catalogue import channels, clocks, markings
from protocols.models import Protocol, Version

S = Version.Status
DETAILS = (
    "effective_on", "review_months", "change_summary", "marking_scheme", "marking", "channels", "retention",
    "standing_answers",
)  # fmt: skip


@transaction.atomic
def draft_protocol(
    *, by: Membership, at: datetime, reference: str, title: str, tier: int, parent: Protocol | None = None,
    no_parent_reason: str = "", commissioned_by: str = "", minimum_signatures: int = 2,
) -> Protocol:  # fmt: skip
    """Begin a protocol; its text is in versions. An empty reference takes the partnership's next number.

    A protocol or procedure names what it stands under, or says why there is nothing (P-1.3).
    """
    require(by, "draft_protocol", Protocol)
    if tier != Protocol.Tier.CHARTER and parent is None:
        needed(no_parent_reason, "Name the document that it stands under, or say why there is none.")
    say_verb("draft_protocol")
    return make_protocol(
        by=by, at=at, reference=reference, title=title, tier=tier, parent=parent, no_parent_reason=no_parent_reason,
        commissioned_by=commissioned_by, minimum_signatures=minimum_signatures,
    )  # fmt: skip


@transaction.atomic
def edit_protocol(
    protocol: Protocol, *, by: Membership, at: datetime, parent: Protocol | None, no_parent_reason: str = "",
    commissioned_by: str = "", minimum_signatures: int,
) -> Protocol:  # fmt: skip
    """Change what a protocol stands under, who commissioned it and how many signatures bring a version into force.

    Those who are asked to sign know how many signatures it takes, so that number stands while a version is out for
    signing. What was and is now is told in the timeline of the newest version.
    """
    # Versions before their protocol, in the order in which coming into force locks them.
    under_way = list(protocol.versions.filter(status__in=lifecycle.UNDER_WAY).select_for_update(of=("self",)))
    protocol = locked(protocol)
    require(by, "edit_protocol", protocol)
    if protocol.tier != Protocol.Tier.CHARTER and parent is None:
        needed(no_parent_reason, "Name the document that it stands under, or say why there is none.")
    _check_parent(parent, protocol.tier, by)
    out = next((version for version in under_way if version.status == S.SIGNING), None)
    if out is not None and minimum_signatures != protocol.minimum_signatures:
        raise MoveRefused(f"Version {out.number} is out for signing, so the number of signatures it needs stands.")
    if minimum_signatures < 1:
        raise MoveRefused("At least one agency must sign.")
    before = _stands(protocol)
    protocol.parent, protocol.no_parent_reason = parent, "" if parent else no_parent_reason.strip()[:300]
    protocol.commissioned_by, protocol.minimum_signatures = commissioned_by.strip()[:200], minimum_signatures
    now = _stands(protocol)
    changed = [f"{what}: {now[what]} (before: {before[what]})." for what in now if now[what] != before[what]]
    if not changed:
        return protocol
    say_verb("edit_protocol")
    protocol.save(update_fields=["parent", "no_parent_reason", "commissioned_by", "minimum_signatures"])
    if newest := protocol.versions.order_by("-created_at").first():
        trace(newest, "edit_protocol", by=by, at=at, reason=" ".join(changed))
    return protocol


def _stands(protocol: Protocol) -> dict[str, str]:
    """The facts of a protocol as its page names them."""
    return {
        "Stands under": protocol.parent.title if protocol.parent else protocol.no_parent_reason or "nothing",
        "Commissioned by": protocol.commissioned_by or "nobody named",
        "Signatures it needs": str(protocol.minimum_signatures),
    }


def _check_parent(parent: Protocol | None, tier: int, by: Membership) -> None:
    if parent is None:
        return
    if parent.partnership_id != by.partnership_id:
        raise MoveRefused("It can stand only under a document of this partnership.")
    if parent.tier >= tier:
        raise MoveRefused("It stands under a document of a higher tier: a protocol under a charter, for example.")


def make_protocol(
    *, by: Membership, at: datetime, reference: str, title: str, tier: int, parent: Protocol | None, **facts
) -> Protocol:
    """Write the row; it is shown to the agency that keeps the pen until versions name others."""
    taken = Protocol.objects.filter(partnership_id=by.partnership_id)
    if not reference:
        partnership = Partnership.objects.get(pk=by.partnership_id)
        reference = next_reference(partnership, "P", clocks.as_day(at).year)
    if not REFERENCE.fullmatch(reference) or reference.lower() in RESERVED:
        raise MoveRefused("A reference is up to 30 letters, figures, full stops and hyphens, such as NM-P-07.")
    if taken.filter(reference=reference).exists():
        raise MoveRefused(f"Another protocol has the reference {reference}.")
    _check_parent(parent, tier, by)
    protocol = Protocol(
        partnership_id=by.partnership_id, reference=reference, title=needed(title, "Give it a title.")[:300], tier=tier,
        parent=parent, agency_id=by.agency_id, party_ids=[by.agency_id], **facts,
    )  # fmt: skip
    protocol.save(force_insert=True)
    return protocol


@transaction.atomic
def start_version(
    protocol: Protocol, *, by: Membership, at: datetime, number: str, change_summary: str = ""
) -> Version:
    """Begin an empty version of a protocol that has none under way."""
    require(by, "start_version", protocol)
    say_verb("start_version")
    version = begin_version(protocol, by=by, at=at, number=number, change_summary=change_summary)
    trace(version, "start_version", by=by, at=at, target=S.DRAFT)
    return version


@transaction.atomic
def amend(version: Version, *, by: Membership, at: datetime, number: str, change_summary: str) -> Version:
    """Open the next version with the text, the facts and the signatories of this one, and no signature (TR-29).

    It has no common date yet: that is agreed afresh. Until it is in force, this version stays so.
    """
    version = locked(version)
    require(by, "amend", version)
    if version.status not in (S.IN_FORCE, S.WITHDRAWN):
        raise MoveRefused(f"This is {version.get_status_display().lower()}. Amend the version that is in force.")
    summary = needed(change_summary, "Say what will change, for the change history.")
    say_verb("amend")
    signatories = version.parties.signatories().values_list("agency_id", "is_required", "capacity")
    kept = {name: getattr(version, name) for name in DETAILS if name not in ("effective_on", "change_summary")}
    amendment = begin_version(
        version.protocol, by=by, at=at, number=number, change_summary=summary, signatories=signatories, amends=version,
        **kept,
    )  # fmt: skip
    copy_content(version, amendment)
    trace(amendment, "amend", by=by, at=at, reason=summary, target=S.DRAFT)
    return amendment


@transaction.atomic
def edit_details(version: Version, *, by: Membership, at: datetime, **fields) -> Version:
    """Change some of the dates, marking, channels, retention, summary and standing answers; the review date follows.

    Raises TypeError for a field that is not one of DETAILS.
    """
    if unknown := set(fields) - set(DETAILS):
        raise TypeError(f"not details of a version: {', '.join(sorted(unknown))}")
    version = growing(version, "edit_details", by=by)
    for name, value in fields.items():
        setattr(version, name, value)
    version.review_on = review_day(version.effective_on, version.review_months)
    _check_marking(version)
    unknown = set(version.channels) - set(channels.channels())
    if unknown:
        raise MoveRefused(f"The catalogue does not know this way of sending: {', '.join(sorted(unknown))}.")
    version.save(update_fields=[*fields, "review_on"])
    trace(version, "edit_details", by=by, at=at)
    return version


def review_day(effective_on: date | None, months: int | None) -> date | None:
    """The corresponding date so many months after the common date; both must be agreed (P-17b, TR-27)."""
    if effective_on is None or not months:
        return None
    return clocks.due("CLK-REVIEW", effective_on, months=months)


def _check_marking(version: Version) -> None:
    try:
        level = markings.level(version.marking_scheme, version.marking)
    except markings.UnknownMarking as unknown:
        raise MoveRefused(f"{unknown}.") from unknown
    if level.in_service == markings.REFUSE:
        raise MoveRefused(f"{level.code} does not belong in this service.")
