"""What stands against disposing of a copy, how may it be done, and what does the certificate say?"""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from agencies.moves import MoveRefused
from compliance.models import CopyReview, NonComplianceCase
from protocols.catalogue import markings
from protocols.catalogue.retention import default_rules
from protocols.catalogue.retention import rule as catalogue_rule
from protocols.models import RetentionRule
from sharing import rules as sharing_rules
from sharing.models import DisclosureParty, Dispute, Holding, OnwardRequest

S, F, M = Holding.Status, CopyReview.AssetForm, CopyReview.Method
# An ordinary bin is no method.
METHODS = {
    F.ELECTRONIC: (M.ERASE, M.KEY_DESTRUCTION, M.OVERWRITE, M.RETURN, M.ARCHIVE),
    F.DEVICE: (M.SANITISE, M.OVERWRITE, M.KEY_DESTRUCTION, M.DESTROY, M.CONTRACTOR, M.RETURN, M.ARCHIVE),
    F.PAPER: (M.CROSS_CUT, M.DESTROY, M.CONTRACTOR, M.RETURN, M.ARCHIVE),
}
# The questions of a review: each with the answer that lets a disposal go on, or "" where either does.
QUESTIONS = {"needed": "no", "accurate": "", "request": "no", "archive": "", "told": ""}
AGAINST = {
    "needed": "It is still needed: keep it for longer instead.",
    "request": "A request, case or claim is open: place a hold instead.",
}
DESPITE = "Say why the copy can go although something about this record is open, or place a hold."
BACKUPS = timedelta(days=catalogue_rule("RET-BACKUP").days)
REVIEWABLE = (S.ACTIVE, S.DUE, S.RETAINED)


@dataclass(frozen=True)
class Matter:
    """A case, dispute or question of the agency that is open and about the record."""

    reference: str
    what: str
    href: str

    def __str__(self):
        return f"{self.reference} is {self.what} about this record."


def open_matters(copy: Holding) -> list[Matter]:
    """What is open and about the record of a copy, of what its agency itself knows: its own cases that name the record,
    disputes it is a side of about the request that the record answers, and what it asks, or is asked, about passing the
    record on. Another agency's case is not among them."""
    found = [Matter(one.reference, "an open case", one.get_absolute_url()) for one in open_cases(copy)]
    if asked := copy.disclosure.request_id:
        disputes = Dispute.objects.going_on().filter(request=asked, party_ids__contains=[copy.agency_id])
        found += [Matter(one.reference, "an open dispute", one.get_absolute_url()) for one in disputes]
    waiting = OnwardRequest.objects.waiting().filter(disclosure=copy.disclosure_id, party_ids__contains=[copy.agency_id])
    found += [Matter(one.reference, "an unanswered question", one.get_absolute_url()) for one in waiting.order_by("due_at")]
    return found


def open_cases(copy: Holding) -> list[NonComplianceCase]:
    """The agency's own cases that name the record and are not closed."""
    found = NonComplianceCase.objects.unfinished().filter(
        agency_id=copy.agency_id, linked__agency_id=copy.agency_id, linked__disclosure=copy.disclosure_id
    )
    return list(found.order_by("opened_at", "id"))


def against_going_on(review: CopyReview) -> list[str]:
    """What has come between since the disposal was proposed: a hold, or a case or dispute that nobody gave a reason for."""
    known = review.answers.get("matters", ())
    unforeseen = [one for one in open_matters(review.holding) if one.reference not in known]
    return no_hold(review) or [
        f"{one} Nobody said why the copy can go all the same: send the disposal back, and look at the copy afresh."
        for one in unforeseen
    ]


def no_hold(review: CopyReview) -> list[str]:
    """The holds over the copy, asked afresh; and whether the copy still is where the review left it."""
    holds = sharing_rules.holds_over(review.holding)
    if holds:
        return [f"{hold.reference} holds it: {hold.get_reason_display().lower()}." for hold in holds]
    wanted = S.UNDER_REVIEW if review.status == CopyReview.Status.PROPOSED else S.APPROVED
    if review.holding.status != wanted:
        return [f"The copy is {review.holding.get_status_display().lower()}, so it is looked at afresh."]
    return []


def against_disposal(copy: Holding) -> list[str]:
    """What stands against proposing that a copy be disposed of, in plain sentences."""
    if holds := sharing_rules.holds_over(copy):
        return [f"{hold.reference} holds it: {hold.get_reason_display().lower()}." for hold in holds]
    if not copy.rule_code:
        return ["No rule: your agency's schedule has no line for this type of record, so it has not reached a date."]
    if sharing_rules.counts_from_closing(copy) and copy.closed_on is None:
        return ["The matter is not closed. Its time counts from the day it is: say when, or keep the copy for longer."]
    if copy.status != S.DUE:
        return [f"The copy is {copy.get_status_display().lower()}."]
    return []


def against_answers(answers: dict[str, str], matters: list[Matter], reason: str) -> list[str]:
    """What the answers of a review say against disposing of the copy. Where a case or dispute about it is known to be open
    the answer is yes, and the copy can go for a reason; what else is open is held."""
    wanted = {**QUESTIONS, "request": "yes"} if matters else QUESTIONS
    against = AGAINST | {"request": " ".join(map(str, matters))} if matters else AGAINST
    found = [against[name] for name, one in wanted.items() if one and answers.get(name) != one]
    return found or ([DESPITE] if matters and not reason.strip() else [])


def check_method(asset_form: str, method: str) -> None:
    """Raises ValueError for a method that does not do for what it is kept on."""
    if asset_form not in F.values or method not in METHODS[F(asset_form)]:
        raise ValueError("That method does not do for what the copy is kept on.")


def handling_rule(disclosure, asset_form: str) -> str:
    """What the handling rules say about disposing of it, or "" where they say nothing."""
    action = "DISPOSE_PAPER" if asset_form == F.PAPER else "DISPOSE_MEDIA"
    try:
        found = markings.handling(disclosure.marking_scheme, disclosure.marking, action)
    except markings.UnknownMarking:
        return ""
    return found.text if found else ""


def with_copy(copy: Holding, agency_id) -> Holding:
    """The copy, if it is the agency's own. Raises MoveRefused for another's."""
    if copy.agency_id != agency_id:
        raise MoveRefused("Each agency decides about its own copy.")
    return copy


def other_holders(copy: Holding) -> list[dict]:
    """Every other party: has it a copy, and has it told that the copy is gone? (P-7.4)"""
    parties = DisclosureParty.objects.filter(disclosure=copy.disclosure_id).exclude(agency_id=copy.agency_id)
    return [
        {"agency": str(party.agency), "disposed_at": party.disposed_at, "state": _holder_state(party)}
        for party in parties.select_related("agency")
    ]


def _holder_state(party) -> str:
    if party.disposed_at:
        return "disposed"
    return "held" if party.part == party.Part.GIVER or party.received_at else "awaiting_receipt"


def retention_rule(copy: Holding) -> RetentionRule | None:
    """The line of the schedule that the copy is kept by."""
    return RetentionRule.objects.filter(agency_id=copy.agency_id, code=copy.rule_code).first()


def schedule_of(agency_id) -> dict[str, RetentionRule]:
    """The agency's lines by code; empty before its head approved any."""
    return {rule.code: rule for rule in RetentionRule.objects.filter(agency_id=agency_id)}


def offered() -> list:
    """The lines of the catalogue that an agency can approve."""
    return [rule for rule in default_rules() if rule.action in RetentionRule.Then.values]


def list_digest(references: list[str]) -> str:
    """The hash of a certificate's list: of its references, one a line."""
    return sha256("\n".join(references).encode()).hexdigest()


def backups_lapse_on(day: date) -> date:
    """When the last backup that holds it is overwritten."""
    return day + BACKUPS
