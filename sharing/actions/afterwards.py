"""After recording: the missing answers, receipt at the other end, and letting one colleague in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from agencies.access import grant, require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, locked, trace
from agencies.notices import officers_of, tell
from agencies.tenancy import say_verb
from protocols.catalogue.clocks import as_day
from sharing import lifecycle, rules
from sharing.actions.copies import new_copy
from sharing.models import Checklist, Disclosure, DisclosureGrant, DisclosureParty


@transaction.atomic
def complete(disclosure: Disclosure, *, by: Membership, at: datetime, reason: str = "") -> Disclosure:
    """Nothing is owed any more, or it cannot be completed because of `reason`; the record stands either way."""
    if rules.held(disclosure, disclosure.agency_id):
        raise MoveRefused(rules.HELD)
    move = lifecycle.COMPLETE_WITH_REASON if reason.strip() else lifecycle.COMPLETE
    disclosure = carry_out(move, disclosure, by=by, at=at, reason=reason, completed_at=at)
    checklist = Checklist.objects.filter(disclosure=disclosure, status=Checklist.Status.OWED).first()
    if checklist:
        carry_out(lifecycle.FINISH, checklist, by=by, at=at, asked="save_page")
    return disclosure


@transaction.atomic
def confirm_receipt(
    disclosure: Disclosure, *, by: Membership, at: datetime, accepts_conditions: bool, note: str = "",
    provisions: Sequence[str] | None = None,
) -> DisclosureParty:  # fmt: skip
    """It arrived, and its conditions are accepted or not. The recipient's own clock for keeping it begins (TR-22).

    `provisions` are the codes that allow the recipient to hold it; without them those known before stand. Raises
    ValueError for a code that is not open to it.
    """
    disclosure = locked(disclosure)
    require(by, "confirm_receipt", disclosure)
    party = DisclosureParty.objects.get(
        disclosure=disclosure, agency_id=by.agency_id, part=DisclosureParty.Part.RECIPIENT
    )
    if party.received_at is not None:
        raise MoveRefused("Receipt was already confirmed for your agency.")
    if provisions is not None:
        if not set(provisions) <= set(rules.hold_choices(disclosure, by.agency, as_day(at))):
            raise ValueError("That law is not open to this agency for this.")
        party.provisions = list(provisions)
    say_verb("confirm_receipt")
    party.received_at, party.received_by, party.receipt_note = at, by, note
    party.conditions_accepted_at = at if accepts_conditions else None
    party.save(update_fields=["received_at", "received_by", "receipt_note", "conditions_accepted_at", "provisions"])
    new_copy(disclosure, by.agency_id, as_day(at))
    trace(disclosure, "confirm_receipt", by=by, at=at)
    tell(
        [disclosure.recorded_by, *officers_of(disclosure.agency_id, as_day(at))],
        "receipt_confirmed" if accepts_conditions else "conditions_not_accepted",
        at=at, link=disclosure.get_absolute_url(), reference=disclosure.reference, agency=str(by.agency),
    )  # fmt: skip
    return party


@transaction.atomic
def state_law(disclosure: Disclosure, *, by: Membership, at: datetime, provisions: Sequence[str]) -> DisclosureParty:
    """Say, after receipt, on which law one's own agency relies to hold and use it; what the sender said stands (TR-19).

    Each time replaces what the agency said before, which its history keeps. Raises ValueError without a code, and for
    one that was not open to the agency on the day it received it.
    """
    disclosure = locked(disclosure)
    require(by, "state_law", disclosure)
    party = DisclosureParty.objects.get(
        disclosure=disclosure, agency_id=by.agency_id, part=DisclosureParty.Part.RECIPIENT
    )
    if party.received_at is None:
        raise MoveRefused("Confirm receipt first: the law is asked for there.")
    if party.disposed_at is not None:
        raise MoveRefused("Your agency has disposed of its copy of this record.")
    if rules.held(disclosure, by.agency_id):
        raise MoveRefused(rules.HELD)
    if not provisions or not set(provisions) <= set(rules.law_to_state(party, by.agency)):
        raise ValueError("That law is not open to this agency for this.")
    say_verb("state_law")
    party.provisions = list(provisions)
    party.save(update_fields=["provisions"])
    trace(disclosure, "state_law", by=by, at=at)
    return party


@transaction.atomic
def let_in(
    disclosure: Disclosure, member: Membership, *, by: Membership, at: datetime, reason: str, ends_on: date
) -> DisclosureGrant:
    """Let one colleague of one's own agency read one record until a day, for a reason (design 2)."""
    disclosure = locked(disclosure)
    require(by, "let_in", disclosure)
    if member.agency_id != by.agency_id:
        raise MoveRefused("Each agency lets in its own people.")
    say_verb("let_in")
    try:
        given = grant(disclosure, member, "view_disclosure", by=by, at=at, reason=reason, ends_on=ends_on)
    except ValueError as wrong:
        raise MoveRefused(str(wrong)) from None
    # The other agencies may know that somebody was let in; why is the own agency's to know.
    trace(disclosure, "let_in", by=by, at=at)
    tell(
        [member], "let_in", at=at, link=disclosure.get_absolute_url(), reference=disclosure.reference,
        until=f"{ends_on.day} {ends_on:%B %Y}",
    )  # fmt: skip
    return given
