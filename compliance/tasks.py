"""Work that falls due by the calendar: what is asked for in a case and overdue, what has been kept long enough."""

from collections import Counter

from django.utils import timezone

from agencies.notices import notices, officers_of, tell
from agencies.sweeps import claimed, each_in_turn, sweep
from agencies.tenancy import say_verb
from agencies.writing import write
from compliance import rules
from compliance.models import CaseNotice, NonComplianceCase, Remedy
from protocols.catalogue.clocks import as_day
from sharing.models import Hold, Holding, Suspension

BATCH = 500


@sweep
def sweep_case_reminders():
    """Remind each agency once of a case that nobody has taken up, and once of a finding that is overdue."""
    each_in_turn("case_reminders", timezone.now(), _remind_of_cases)


def _remind_of_cases(registrar, at) -> int:
    say_verb("remind")
    due = NonComplianceCase.objects.filter(remind_at__lte=at).order_by("remind_at")
    found = list(due.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    for case in found:
        kind = "case_overdue" if rules.end_of(case.due_on) <= at else "case_waits"
        tell(
            officers_of(case.agency_id, as_day(at)), kind, at=at, link=case.get_absolute_url(), reference=case.reference,
            due=rules.words_of(case.due_on),
        )  # fmt: skip
        case.remind_at = rules.next_reminder(case, at)
        case.save(update_fields=["remind_at"])
    return len(found)


@sweep
def sweep_remedies():
    """Say once that a remedy was due and is neither done nor dropped."""
    each_in_turn("remedies", timezone.now(), _remind_of_remedies)


def _remind_of_remedies(registrar, at) -> int:
    say_verb("remind")
    late = Remedy.objects.outstanding().filter(reminded_at=None, due_on__lt=as_day(at)).select_related("case")
    found = list(late.select_for_update(skip_locked=True, of=("self",)).order_by("due_on")[:BATCH])
    for remedy in found:
        tell(
            officers_of(remedy.agency_id, as_day(at)), "remedy_overdue", at=at, link=remedy.case.get_absolute_url(),
            reference=remedy.case.reference, due=rules.words_of(remedy.due_on),
        )  # fmt: skip
        remedy.reminded_at = at
        remedy.save(update_fields=["reminded_at"])
    return len(found)


@sweep
def sweep_notice_receipts():
    """Chase once the receipt of a formal notice that its receiver has not confirmed in time."""
    each_in_turn("notice_receipts", timezone.now(), _chase_notices)


def _chase_notices(registrar, at) -> int:
    say_verb("chase")
    late = CaseNotice.objects.unconfirmed().filter(chased_at=None, receipt_due_at__lt=at).select_related("agency")
    found = list(late.select_for_update(skip_locked=True, of=("self",)).order_by("receipt_due_at")[:BATCH])
    for notice in found:
        tell(
            [*officers_of(notice.to_agency_id, as_day(at)), *officers_of(notice.agency_id, as_day(at))],
            "notice_unconfirmed", at=at, link=notice.get_absolute_url(), reference=notice.case_reference,
            agency=str(notice.agency), due=rules.words_of(as_day(notice.receipt_due_at)),
        )  # fmt: skip
        notice.chased_at = at
        notice.save(update_fields=["chased_at"])
    return len(found)


@sweep
def sweep_suspension_reviews():
    """Ask once, on the day, whether sharing stays paused; nothing is lifted by itself (TR-03)."""
    each_in_turn("suspension_reviews", timezone.now(), _ask_about_pauses)


def _ask_about_pauses(registrar, at) -> int:
    say_verb("remind")
    due = Suspension.objects.running().filter(reminded_at=None, review_on__lte=as_day(at)).select_related("towards")
    found = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("review_on")[:BATCH])
    for pause in found:
        tell(
            officers_of(pause.agency_id, as_day(at)), "pause_review_due", at=at, link=rules.pause_address(pause),
            agency=str(pause.towards), scope=pause.scope, review=rules.words_of(pause.review_on),
        )  # fmt: skip
        pause.reminded_at = at
        pause.save(update_fields=["reminded_at"])
    return len(found)


@sweep
def sweep_retention():
    """Mark every copy whose day has come as due for its agency's officers, and tell them how many, batch by batch.

    Nothing is disposed of here or by any clock: what is due waits for people. Batches are short, and what another
    worker holds is skipped, so that two of them share the work and a killed one leaves nothing half done.
    """
    each_in_turn("retention", timezone.now(), _fall_due)


def _fall_due(registrar, at) -> int:
    say_verb("fall_due")
    agencies = Holding.objects.fall_due(registrar.partnership_id, as_day(at), BATCH)
    counts = Counter(agencies)
    # In the transaction that marks them: a worker killed after it has told, and one killed before has marked nothing.
    write(
        notice
        for officer in officers_of(counts, as_day(at))
        for notice in notices([officer], "copies_due", at=at, count=str(counts[officer.agency_id]))
    )
    return len(agencies)


@sweep
def sweep_hold_reviews():
    """Ask once, every six months, whether a hold is still needed; nothing is lifted by itself."""
    each_in_turn("hold_reviews", timezone.now(), _ask_for_hold_reviews)


def _ask_for_hold_reviews(registrar, at) -> int:
    say_verb("remind")
    holds = claimed(Hold, "hold_reviews", at, order="review_on")
    for hold in holds:
        tell(
            officers_of(hold.agency_id, as_day(at)), "hold_review_due", at=at, reference=hold.reference,
            since=rules.words_of(as_day(hold.placed_at)),
        )  # fmt: skip
        hold.reminded_on = hold.review_on
        hold.save(update_fields=["reminded_on"])
    return len(holds)
