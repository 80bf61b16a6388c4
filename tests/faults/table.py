"""What is due by itself, kind by kind: three rows of it, where a worker is held in the middle, and what done work leaves."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from agencies.models import IdempotencyKey, Invitation, Membership, Notice, Vacancy
from agencies.tenancy import acting_as
from compliance.models import CaseNotice, NonComplianceCase, Remedy
from protocols.models import Document, ReviewReminder, VersionChange
from sharing.models import (
    ClockTold,
    Dispute,
    GuestPass,
    Hold,
    Holding,
    MeetingParty,
    OnwardRequest,
    Research,
    Suspension,
)
from tests.faults import due


@dataclass(frozen=True)
class Case:
    """One kind of due work."""

    sweep: str
    # A new partnership with three due rows; its registrar.
    make: Callable[[], Membership]
    # What is written once a row: the trigger that a worker is held by.
    write: str
    # Inside the registrar's door: one entry for each row that was done, and each time it was.
    done: Callable[[], Iterable]
    # How many there are of these at the end, and how many people are told, of what.
    rows: int = 3
    kind: str = ""
    told: int = 0
    # What one transaction does: every row of a batch, or a row. Whether a letter goes out for each.
    piece: str = "batch"
    letters: bool = False

    def left(self, registrar: Membership) -> Counter:
        """Every trace of the work in a partnership, and how often it is there."""
        with acting_as(registrar):
            found = Counter(("done", str(one)) for one in self.done())
            for to, link, words in Notice.objects.filter(kind=self.kind).values_list("to", "link", "context"):
                found["told", str(to), link, *sorted(words.items())] += 1
            return found

    def is_done(self, registrar: Membership) -> bool:
        return len(self.left(registrar)) >= self.rows + self.told


def changed(model, verb: str, **values) -> Callable[[], Iterable]:
    """Each change that the sweep made, from the history: a row that was done twice is in it twice."""
    return lambda: model.history.filter(history_verb=verb, **values).values_list("id", flat=True)


def keys_gone() -> Iterable:
    return range(4 - IdempotencyKey.objects.count())


TOLD = "insert on sharing_clocktold"


def deadlines(column: str) -> Callable[[], Iterable]:
    """Each deadline of which the newest step was told; those before it are noted as passed over."""
    told = {f"{column}__isnull": False, "passed_over": False}
    return lambda: ClockTold.objects.filter(**told).values_list(column, flat=True)


def overdue_reviews() -> Iterable:
    return ReviewReminder.objects.filter(passed_over=False).values_list("version", flat=True)


def sent() -> Iterable:
    return Notice.objects.exclude(sent_at=None).values_list("id", flat=True)


def in_force() -> Iterable:
    return VersionChange.objects.filter(verb="bring_into_force").values_list("version", flat=True)


# Each by the name under which a model declares it as due.
CASES = {
    "notices": Case(
        "agencies.tasks.sweep_notices", due.notices, "update of sent_at on agencies_notice", sent, piece="row", letters=True,
    ),
    "digests": Case(
        "agencies.tasks.sweep_digests", lambda: due.notices("daily"), "update of sent_at on agencies_notice", sent,
        piece="row", letters=True,
    ),
    "invitations": Case(
        "agencies.tasks.sweep_invitations", due.invitations, "update of sent_at on agencies_invitation",
        changed(Invitation, "deliver_invitation", sent_at__isnull=False), piece="row", letters=True,
    ),
    "vacancies": Case(
        "agencies.tasks.sweep_vacancies", due.vacancies, "insert on agencies_vacancy",
        lambda: Vacancy.objects.values_list("agency", flat=True), kind="officer_vacant", told=3,
    ),
    "old_keys": Case("agencies.tasks.sweep_old_keys", due.old_keys, "delete on agencies_idempotencykey", keys_gone),
    "documents": Case(
        "protocols.tasks.sweep_documents", due.documents, "update of made_at on protocols_document",
        changed(Document, "make_document", made_at__isnull=False), kind="document_ready", told=3, piece="row",
    ),
    "commencements": Case(
        "protocols.tasks.sweep_commencements", due.signed, "update of status on protocols_version", in_force,
        kind="protocol_in_force", told=24,
    ),
    "review_reminders": Case(
        "protocols.tasks.sweep_review_reminders", due.reviews, "insert on protocols_reviewreminder", overdue_reviews,
        kind="review_overdue", told=12,
    ),
    "request_clocks": Case(
        "sharing.tasks.sweep_clocks", due.requests, TOLD, deadlines("request"), kind="request_overdue", told=3
    ),
    "receipt_clocks": Case(
        "sharing.tasks.sweep_clocks", due.receipts, TOLD, deadlines("party"), kind="receipt_overdue", told=3
    ),
    "answer_clocks": Case(
        "sharing.tasks.sweep_clocks", due.answers, TOLD, deadlines("disclosure"), kind="answers_overdue", told=6
    ),
    "disputes": Case(
        "sharing.tasks.sweep_disputes", due.disputes, "update of reminded_at on sharing_dispute",
        changed(Dispute, "remind_of_disputes"), kind="dispute_overdue", told=9,
    ),
    "onward_clocks": Case(
        "sharing.tasks.sweep_onward", due.onward, "update of status on sharing_onwardrequest",
        changed(OnwardRequest, "lapse_onward"), kind="onward_lapsed", told=3,
    ),
    "meeting_reminders": Case(
        "sharing.tasks.sweep_meeting_reminders", due.meetings, "update of remind_at on sharing_meetingparty",
        changed(MeetingParty, "remind_of_invitations"), kind="meeting_reminder", told=3,
    ),
    "research_reminders": Case(
        "sharing.tasks.sweep_meeting_reminders", due.research, "update of remind_at on sharing_research",
        changed(Research, "remind_of_research"), kind="research_overdue", told=3,
    ),
    "guest_passes": Case(
        "sharing.tasks.sweep_guest_passes", due.guest_passes, "update of sent_at on sharing_guestpass",
        changed(GuestPass, "deliver_pass", sent_at__isnull=False), piece="row", letters=True,
    ),
    "retention": Case(
        "compliance.tasks.sweep_retention", due.copies_kept, "update of status on sharing_holding",
        changed(Holding, "fall_due"), rows=6, kind="copies_due", told=2,
    ),
    "hold_reviews": Case(
        "compliance.tasks.sweep_hold_reviews", due.holds, "update of reminded_on on sharing_hold", changed(Hold, "remind"),
        kind="hold_review_due", told=3,
    ),
    "case_reminders": Case(
        "compliance.tasks.sweep_case_reminders", due.concerns, "update of remind_at on compliance_noncompliancecase",
        changed(NonComplianceCase, "remind"), kind="case_waits", told=3,
    ),
    "remedies": Case(
        "compliance.tasks.sweep_remedies", due.remedies, "update of reminded_at on compliance_remedy",
        changed(Remedy, "remind"), kind="remedy_overdue", told=3,
    ),
    "notice_receipts": Case(
        "compliance.tasks.sweep_notice_receipts", due.formal_notices, "update of chased_at on compliance_casenotice",
        changed(CaseNotice, "chase"), kind="notice_unconfirmed", told=6,
    ),
    "suspension_reviews": Case(
        "compliance.tasks.sweep_suspension_reviews", due.pauses, "update of reminded_at on sharing_suspension",
        changed(Suspension, "remind"), kind="pause_review_due", told=3,
    ),
}  # fmt: skip
