"""An agency's own copies at the end of their time: kept for longer, or disposed of by two people's decision (domain E4)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from agencies.access import require
from agencies.models import Membership
from agencies.moves import MoveRefused, carry_out, trace
from agencies.notices import officers_of, tell
from agencies.references import next_reference
from agencies.tenancy import say_verb
from compliance import lifecycle
from compliance.actions.investigating import note
from compliance.models import CaseNote, CopyReview, Investigation
from compliance.rules import retention as rules
from compliance.rules.certificate import DONE, certificate
from protocols.actions import ask_for_document
from protocols.catalogue.clocks import as_day
from sharing.actions.copies import remove_copy
from sharing.models import Holding
from sharing.rules import HELD

S = Holding.Status


@transaction.atomic
def keep_copy(
    copy: Holding, *, by: Membership, at: datetime, until: date, reason: str, answers: Mapping[str, str] | None = None
) -> Holding:  # fmt: skip
    """Keep the agency's copy until another day, and say why. Raises ValueError without a reason or for a day that has come."""
    copy = _locked(copy, by)
    require(by, "keep_copy", CopyReview(agency_id=copy.agency_id, partnership_id=copy.partnership_id))
    if not reason.strip():
        raise ValueError("Keeping a copy for longer needs a reason.")
    if until <= as_day(at):
        raise ValueError("A copy is kept until a day to come.")
    if copy.status == S.ON_HOLD:
        raise MoveRefused(HELD)
    if copy.status not in rules.REVIEWABLE:
        raise MoveRefused(f"The copy is {copy.get_status_display().lower()}, so it cannot be kept in this way.")
    say_verb("keep_copy")
    copy.status, copy.retained_at, copy.keep_reason, copy.retain_until_on = S.RETAINED, at, reason.strip(), until
    copy.save(update_fields=["status", "retained_at", "keep_reason", "retain_until_on"])
    CopyReview(
        partnership_id=by.partnership_id, agency_id=by.agency_id, holding=copy, status=CopyReview.Status.KEPT,
        answers=dict(answers or {}), reason=reason.strip(), proposed_by=by, proposed_at=at,
    ).save(force_insert=True)  # fmt: skip
    return copy


@transaction.atomic
def propose_disposal(
    copy: Holding, *, by: Membership, at: datetime, answers: Mapping[str, str], asset_form: str, method: str,
    reason: str = "",
) -> CopyReview:  # fmt: skip
    """One person has looked at a copy whose day has come, and says that and how it should go. A second one approves.

    Where a case or dispute about the record is open, it goes on for a reason that the second person reads, and that the
    case keeps; whoever looks into it is told.
    Raises ValueError for a method that does not do, and MoveRefused for whatever stands against disposal.
    """
    copy = _locked(copy, by)
    require(by, "propose_disposal", CopyReview(agency_id=copy.agency_id, partnership_id=copy.partnership_id))
    rules.check_method(asset_form, method)
    matters = rules.open_matters(copy)
    if wrong := rules.against_disposal(copy) or rules.against_answers(dict(answers), matters, reason):
        raise MoveRefused(" ".join(wrong))
    known = {"matters": [one.reference for one in matters]} if matters else {}
    # One that a hold overtook is not taken up again.
    for old in CopyReview.objects.under_way().filter(holding=copy):
        carry_out(
            lifecycle.SEND_BACK, old, by=by, at=at, asked="propose_disposal", sent_back_by=by, sent_back_at=at,
            sent_back_reason="A hold came between.",
        )  # fmt: skip
    say_verb("propose_disposal")
    review = CopyReview(
        partnership_id=by.partnership_id, agency_id=by.agency_id, holding=copy, answers={**answers, **known},
        reason=reason.strip(), proposed_by=by, proposed_at=at, asset_form=asset_form, method=method, hold_checked_at=at,
    )  # fmt: skip
    review.save(force_insert=True)
    _move(copy, S.UNDER_REVIEW)
    others = Membership.objects.active(as_day(at)).filter(agency_id=by.agency_id).with_role("officer", "head")
    tell(
        others.exclude(person_id=by.person_id).select_related("person"), "disposal_proposed", at=at,
        reference=copy.disclosure.reference,
    )  # fmt: skip
    for case in rules.open_cases(copy):
        _note_in(case, copy, reason.strip(), by, at)
    return review


def _note_in(case, copy, reason, by, at):
    """The log of a case keeps why a record that it is about may go, when the copy and its review are gone."""
    note(case, CaseNote.Kind.EVIDENCE, f"Disposal of our copy of {copy.disclosure} is proposed: {reason}", by, at)
    looked = Investigation.objects.filter(case=case.joined_to_id or case.pk).select_related("investigator").first()
    if looked and looked.investigator_id != by.pk:
        tell([looked.investigator], "case_record_may_go", at=at, link=case.get_absolute_url(), reference=case.reference,
             record=copy.disclosure.reference)  # fmt: skip


@transaction.atomic
def send_back_disposal(review: CopyReview, *, by: Membership, at: datetime, reason: str) -> CopyReview:
    """It should not go, or not in this way: it waits to be looked at again. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Sending it back needs a reason.")
    copy = _locked(review.holding, by)
    review = carry_out(
        lifecycle.SEND_BACK, review, by=by, at=at, sent_back_by=by, sent_back_at=at, sent_back_reason=reason.strip()
    )
    if copy.status in (S.UNDER_REVIEW, S.APPROVED):
        _move(copy, S.DUE)
    return review


@transaction.atomic
def approve_disposal(review: CopyReview, *, by: Membership, at: datetime) -> CopyReview:
    """A second person agrees that it goes, after asking again whether anything holds it."""
    copy = _locked(review.holding, by)
    review = carry_out(
        lifecycle.APPROVE_DISPOSAL, review, by=by, at=at, approved_by=by, approved_at=at, hold_checked_at=at
    )
    _move(copy, S.APPROVED)
    return review


@transaction.atomic
def dispose(
    review: CopyReview, *, by: Membership, at: datetime, done: Mapping[str, str] | None = None,
    backups_lapse_on: date | None = None,
) -> CopyReview:  # fmt: skip
    """It is gone: the agency reads it no more, a certificate says what went, and the other agencies are told that it did.

    `done` is how: standard, place, contractor, the contractor's certificate, witness. Holds are asked for once more.
    """
    copy = _locked(review.holding, by)
    number = next_reference(by.partnership, "DC", as_day(at).year)
    review = carry_out(
        lifecycle.DISPOSE, review, by=by, at=at, disposed_by=by, disposed_at=at, hold_checked_at=at, certificate=number,
        done={name: words for name, words in (done or {}).items() if name in DONE},
        backups_lapse_on=backups_lapse_on or rules.backups_lapse_on(as_day(at)),
    )  # fmt: skip
    disclosure = copy.disclosure
    context = certificate(review)
    remove_copy(copy, certificate=number, at=at)
    # The reasons may tell of the person; that there were some, and what was answered, may stay.
    CopyReview.objects.filter(holding=copy).update(reason="", sent_back_reason="")
    review.document = ask_for_document(
        "disposal_certificate", record=review, title=f"Disposal certificate {number}", context=context,
        party_ids=[by.agency_id], by=by, at=at,
    )  # fmt: skip
    review.save(update_fields=["document"])
    trace(disclosure, "dispose", by=by, at=at)
    if disclosure.agency_id != by.agency_id:
        tell(
            officers_of(disclosure.agency_id, as_day(at)), "copy_disposed", at=at, link=disclosure.get_absolute_url(),
            reference=disclosure.reference, agency=str(by.agency),
        )  # fmt: skip
    return review


def _locked(copy: Holding, by: Membership) -> Holding:
    """The agency's own copy, fresh and locked. Raises MoveRefused for another's."""
    found = Holding.objects.select_for_update(of=("self",)).select_related("disclosure", "agency").get(pk=copy.pk)
    return rules.with_copy(found, by.agency_id)


def _move(copy: Holding, status: str) -> None:
    copy.status = status
    copy.save(update_fields=["status"])
