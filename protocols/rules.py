"""What is true of a version: what it lacks, who has not signed, when it starts, what happens next.

No rule asks the clock: a day arrives as `on`. Sentences are shown as they are.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models

from agencies.access import may
from agencies.models import AgencyCapacity
from protocols.catalogue import law
from protocols.catalogue.clocks import as_day
from protocols.contents import content_digest, parts_of
from protocols.importing import gaps
from protocols.models import Protocol, Version

__all__ = [
    "ChangeRow", "change_history", "content_digest", "drafting_gaps", "may_start", "missing_essentials",
    "missing_signatures", "missing_text", "overdue_review", "responsible_capacities", "review_steps", "said",
    "signatures_given", "start_day", "too_few_signatures", "what_happens_next",
]  # fmt: skip

S = Version.Status
RESPONSIBLE = "responsible authority"
# Days before a review on which the board is reminded; from the second on the parties' officers are too (P-15.0).
REVIEW_WARNINGS = (-90, -30, -7)
REVIEW_OFFICERS = -30


def said(day: date | None) -> str:
    """A day in words: 3 November 2026. Asked only where the state of a version means that there is one."""
    assert day is not None
    return f"{day.day} {day:%B %Y}"


def missing_text(version) -> list[str]:
    """Nothing can be asked about, or agreed, that has no words."""
    return [] if version.sections.exists() else ["There is no text yet. Add a section."]


def missing_essentials(version) -> list[str]:
    """What makes it impossible, not merely unwise, to come into force: text, a common date, enough to sign it."""
    return [sentence for sentence, _ in _essentials(version)]


def _essentials(version) -> list[tuple[str, str]]:
    """Each missing essential, with the verb that puts it right."""
    found = [(sentence, "add_section") for sentence in missing_text(version)]
    if version.effective_on is None:
        found.append(("Agree the common date on which it takes effect.", "edit_details"))
    asked, needed = version.parties.signatories().count(), version.protocol.minimum_signatures
    if asked < needed:
        found.append((f"It needs {_signatures(needed)} and {_agencies(asked)} asked to sign.", "name_parties"))
    return found


def too_few_signatures(version) -> list[str]:
    """Fewer have signed than the protocol asks for (ruling 2)."""
    signed, needed = version.parties.signed().count(), version.protocol.minimum_signatures
    return [f"It needs {_signatures(needed)} and has {signed}."] if signed < needed else []


def signatures_given(version) -> list[str]:
    """Why the text cannot be opened again: a signature binds to it."""
    if not version.parties.signed().exists():
        return []
    return ["An agency has signed this text. Withdraw the version and amend it instead."]


def missing_signatures(version) -> list[str]:
    """Who was asked and has not signed. It holds nobody else back (TR-03)."""
    unsigned = version.parties.unsigned().select_related("agency")
    return [f"{party.agency}: {_why_unsigned(party)}" for party in unsigned]


def _why_unsigned(party) -> str:
    if party.refused_at:
        return "refused to sign"
    return "required, not signed" if party.is_required else "not signed"


def start_day(version) -> date | None:
    """The common date, or the day of the signature that reached the minimum if that came later; else nothing.

    It is not the day on which somebody noticed: a sweep that was late does not make the protocol late.
    """
    needed = version.protocol.minimum_signatures
    signed = list(version.parties.signed().order_by("signed_at").values_list("signed_at", flat=True)[:needed])
    if version.effective_on is None or len(signed) < needed:
        return None
    return max(version.effective_on, as_day(signed[-1]))


def may_start(version, on: date) -> bool:
    """May this version be in force on that day, between those who have signed (ruling 2)?"""
    day = start_day(version)
    return day is not None and day <= on


def overdue_review(version, on: date) -> bool:
    """In force, and the common review date has passed. It stays in force (P-15.0)."""
    return version.status == S.IN_FORCE and version.review_on is not None and version.review_on < on


def review_steps(review_on: date, on: date) -> list[int]:
    """The reminders of a review that have come by a day, oldest first, as days after the review (ruling 6).

    Ninety, thirty and seven days before, on the day, and every week after it until the review is held.
    """
    late = (on - review_on).days
    return [step for step in (*REVIEW_WARNINGS, *range(0, late + 1, 7)) if step <= late]


def responsible_capacities(partnership_id, on: date):
    """The capacities that made agencies responsible authorities on a day; all of them should agree (P-1.1, TR-28)."""
    held = AgencyCapacity.objects.filter(partnership_id=partnership_id, capacity__iexact=RESPONSIBLE, starts_on__lte=on)
    return held.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on)).select_related("agency")


def drafting_gaps(version) -> list[str]:
    """What a protocol should have and this one lacks, in plain sentences. They are shown, and none of them refuses."""
    sections, appendices = parts_of(version)
    asked = list(version.parties.signatories().select_related("agency"))
    names = [party.agency.name for party in asked]
    found = missing_text(version)
    if not found:
        found += gaps.missing([*sections, *appendices], version.effective_on, version.review_months, names)
        found += gaps.numbering(sections, appendices)
    protocol = version.protocol
    if protocol.tier != Protocol.Tier.CHARTER and protocol.parent_id is None and not protocol.no_parent_reason:
        found.append("It names nothing that it stands under, and does not say why not.")
    if len(asked) < protocol.minimum_signatures:
        found.append(f"It needs {_signatures(protocol.minimum_signatures)} and {_agencies(len(asked))} asked to sign.")
    keys = {party.agency_id for party in asked}
    day = version.effective_on or as_day(version.created_at)
    found += [
        f"{row.agency} is a responsible authority and is not asked to sign."
        for row in responsible_capacities(version.partnership_id, day)
        if row.agency_id not in keys
    ]
    return found + _facts_lacking(version, day)


def _facts_lacking(version, day: date) -> list[str]:
    found = []
    if not version.purposes.exists():
        found.append("The facts name no purpose.")
    # A charter says why and for what; which information and how it is sent is for what stands under it (P-1.3).
    if version.protocol.tier != Protocol.Tier.CHARTER:
        if not version.data_items.exists():
            found.append("The facts name no kind of information.")
        if not version.channels:
            found.append("The facts name no way of sending.")
    codes = list(version.provisions.values_list("code", flat=True))
    if not codes:
        found.append("The facts name no provision of law.")
    known, current = law.catalogue(), {row.code for row in law.provisions(day)}
    for code in codes:
        if code not in known:
            found.append(f"The catalogue of law does not know {code}.")
        elif code not in current:
            found.append(f"{known[code].label} could not be relied on on {said(day)}.")
    return found


@dataclass(frozen=True)
class ChangeRow:
    """One row of the change history: the four things that its table has always asked for (P-16)."""

    version: str
    amended_by: str
    date: date
    summary: str


def change_history(version) -> list[ChangeRow]:
    """Every version up to this one, oldest first. A draft that was given up is not part of the story."""
    rows = Version.objects.filter(protocol_id=version.protocol_id, created_at__lte=version.created_at)
    rows = rows.exclude(status=S.WITHDRAWN, in_force_on=None).select_related("author__agency").order_by("created_at")
    return [
        ChangeRow(
            row.number,
            str(row.author),
            row.in_force_on or as_day(row.approved_at or row.created_at),
            row.change_summary,
        )
        for row in rows
    ]


def what_happens_next(version, member, on: date) -> tuple[str, str | None, date | None]:
    """Who must do what by when, in one sentence; the verb of the one button if it is this member's turn; the day."""
    told = {
        S.DRAFT: _next_of_draft,
        S.CONSULTATION: _next_of_consultation,
        S.APPROVAL: _next_of_approval,
        S.SIGNING: _next_of_signing,
        S.IN_FORCE: _next_in_force,
    }.get(S(version.status))
    if told is not None:
        return told(version, member, on)
    if version.status == S.SUPERSEDED:
        return f"A later version replaced it on {said(version.ended_on)}.", None, None
    return "It was withdrawn, and nothing more happens to it.", None, None


def _next_of_draft(version, member, on):
    if not may(member, "submit", version):
        return f"{version.agency} finishes the draft and sends it for approval.", None, None
    if essentials := _essentials(version):
        return (*essentials[0], None)
    return "Ask the agencies for their views, or send it for approval.", "submit", None


def _next_of_consultation(version, member, on):
    until = version.consultation_ends_on
    if until >= on:
        return f"The agencies give their views until {said(until)}. Then it goes for approval.", None, until
    verb = "submit" if may(member, "submit", version) else None
    return f"The consultation ended on {said(until)}. The board sends it for approval.", verb, until


def _next_of_approval(version, member, on):
    if may(member, "approve", version):
        return "Read it, then approve it or send it back.", "approve", None
    return "A board administrator who neither wrote it nor sent it for approval decides.", None, None


def _next_of_signing(version, member, on):
    if _may_sign(version, member):
        return "Your agency is asked to sign.", "sign", version.effective_on
    lacking = too_few_signatures(version)
    if not lacking:
        return f"It comes into force on {said(version.effective_on)} between those who have signed.", None, None
    late = "the last signature it needs" if version.effective_on <= on else f"{said(version.effective_on)}"
    return f"{lacking[0]} It comes into force on {late}.", None, version.effective_on


def _next_in_force(version, member, on):
    if _may_sign(version, member):
        return "It is in force between its signatories. Your agency joins on the day it signs.", "sign", None
    if version.review_on is None:
        return "It is in force. No review date has been agreed.", None, None
    if overdue_review(version, on):
        verb = "amend" if may(member, "amend", version) else None
        return f"Its review was due on {said(version.review_on)}. It stays in force.", verb, version.review_on
    return f"It is in force, and is reviewed by {said(version.review_on)}.", None, version.review_on


def _may_sign(version, member) -> bool:
    place = version.parties.unsigned().filter(agency_id=member.agency_id, refused_at=None).first()
    return place is not None and may(member, "sign", place)


def _signatures(number: int) -> str:
    return "1 signature" if number == 1 else f"{number} signatures"


def _agencies(number: int) -> str:
    return "1 agency is" if number == 1 else f"{number or 'no'} agencies are"
