"""What is due by itself, kind by kind: three rows of it, where a worker is held in the middle, and what done work leaves."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from agencies import actions as agency_actions
from agencies.models import Agency, IdempotencyKey, Invitation, Membership, Notice, Vacancy
from agencies.notices import tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions as compliance_actions
from compliance.models import CaseNotice, NonComplianceCase, Remedy
from protocols import actions as protocol_actions
from protocols.models import Document, ReviewReminder, VersionChange
from sharing import actions as sharing_actions
from sharing.models import ClockTold, Dispute, GuestPass, Hold, Holding, Meeting, MeetingParty, Suspension
from tests.agencies import factories as agencies
from tests.agencies.inviting import invite
from tests.compliance import copies
from tests.compliance import factories as cases
from tests.protocols import factories as protocols
from tests.sharing import factories as sharing

ROWS = range(3)


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


def ago(days: float) -> datetime:
    """By the clock on the wall, as the workers read it: what is due is due whenever the test is run."""
    return datetime.now(UTC) - timedelta(days=days)


def put_back(registrar: Membership, rows: Iterable, **values) -> Membership:
    """These rows have waited: their day has come."""
    with acting_as(registrar, "wait"):
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))
    return registrar


def changed(model, verb: str, **values) -> Callable[[], Iterable]:
    """Each change that the sweep made, from the history: a row that was done twice is in it twice."""
    return lambda: model.history.filter(history_verb=verb, **values).values_list("id", flat=True)


def notices(mail: str = "") -> Membership:
    """To three people, the day before yesterday."""
    registrar = agencies.partnership()
    agency = agencies.agency(registrar)
    people = [agencies.member(registrar, agency, Role.OFFICER) for _ in ROWS]
    for one in people if mail else ():
        with acting_as(one):
            agency_actions.choose_mail(one, by=one, at=ago(3), mail=mail)
        one.mail = mail
    with acting_as(registrar):
        tell(people, "receipt_confirmed", at=ago(2), reference="TS-D-2026-0001", agency="Northmere Constabulary")
    return registrar


def invitations() -> Membership:
    registrar = agencies.partnership()
    officer = agencies.member(registrar, agencies.agency(registrar), Role.OFFICER)
    for number in ROWS:
        invite(officer, officer.agency, at=ago(1), email=f"{registrar.partnership.slug}-{number}@new.example")
    return registrar


def vacancies() -> Membership:
    """Three agencies without an officer, and a board that is told of it."""
    registrar = agencies.partnership()
    first, *_ = (agencies.agency(registrar) for _ in ROWS)
    agencies.member(registrar, first, Role.BOARD_ADMINISTRATOR)
    return registrar


def old_keys() -> Membership:
    registrar = agencies.partnership()
    member = agencies.member(registrar, agencies.agency(registrar))
    with acting_as(member):
        IdempotencyKey.objects.bulk_create(
            IdempotencyKey(
                partnership_id=member.partnership_id, member=member, key=uuid4(), fingerprint="0" * 64, status=201, answer={},
                created_at=ago(days),
            )
            for days in (3, 2, 1.1, 0.5)  # and one that is not a day old
        )  # fmt: skip
    return registrar


def keys_gone() -> Iterable:
    return range(4 - IdempotencyKey.objects.count())


def documents() -> Membership:
    registrar = agencies.partnership()
    agency = agencies.agency(registrar)
    officer = agencies.member(registrar, agency, Role.OFFICER)
    for number in ROWS:
        protocols.document(officer, agency, parties=[agency.pk], reference=f"TS-M-2026-000{number}", kind="sheet")
    return registrar


def signed() -> Membership:
    """Signed by enough, for a day that has come meanwhile."""
    made = protocols.board()
    for _ in ROWS:
        version = protocols.draft(made, effective_on=ago(3).date())
        protocols.do(protocol_actions.submit, version, by=made.author, at=ago(6))
        protocols.do(protocol_actions.approve, version, by=made.approver, at=ago(6))
        protocols.sign_as(made, version, made.council, made.police, at=ago(5))
    return made.registrar


def reviews() -> Membership:
    """In force since 2013 and never looked at again: some of the reminders were missed by ten years."""
    made = protocols.board()
    for _ in ROWS:
        protocols.version(
            made, protocols.S.SIGNING, signed=(made.council, made.police), effective_on=datetime(2013, 12, 18).date()
        )
    return made.registrar


def requests() -> Membership:
    world = sharing.world()
    return put_back(world.registrar, [sharing.request(world) for _ in ROWS], sent_at=ago(20), due_at=ago(6))


def receipts() -> Membership:
    world = sharing.world()
    parties = []
    for _ in ROWS:
        record = sharing.disclosure(world)
        with acting_as(world.registrar):
            parties.append(record.parties.get(part="recipient"))
    return put_back(world.registrar, parties, created_at=ago(20), receipt_due_at=ago(6))


def answers() -> Membership:
    world = sharing.world()
    return put_back(world.registrar, [sharing.owed(world) for _ in ROWS], recorded_at=ago(20), complete_by=ago(6))


def disputes() -> Membership:
    world = sharing.world()
    return put_back(world.registrar, [sharing.dispute(world) for _ in ROWS], due_at=ago(3))


def meetings() -> Membership:
    """Three in five days, to which an agency has been asked since a month; the week before was passed two days ago."""
    registrar = agencies.partnership()
    host, police = agencies.agency(registrar), agencies.agency(registrar, kind="police")
    chair = agencies.member(registrar, host)
    agencies.member(registrar, police, Role.OFFICER)
    for _ in ROWS:
        meeting(chair, [police])
    return registrar


def meeting(chair: Membership, invited: Iterable[Agency] = ()) -> Meeting:
    with acting_as(chair):
        return sharing_actions.plan_meeting(
            by=chair, at=ago(30), name="Case conference", kind="cases", held_at=ago(-5), place="Room 2",
            no_protocol_reason="The procedure is being written.", invited=invited,
        )  # fmt: skip


def guest_passes() -> Membership:
    """Links for three guests of a meeting, to go by e-mail."""
    registrar = agencies.partnership()
    chair = agencies.member(registrar, agencies.agency(registrar))
    held, words = meeting(chair), {"by": chair, "at": ago(1)}
    for number in ROWS:
        with acting_as(chair):
            guest = sharing_actions.expect_guest(held, name=f"Shelter Manager {number}", **words)
            sharing_actions.give_pass(guest, email=f"guest-{number}@shelter.example", **words)
    return registrar


def copies_kept() -> Membership:
    """Three records, each held by both agencies."""
    world = copies.world()
    for _ in ROWS:
        copies.closed(world)
    with acting_as(world.registrar):
        held = list(Holding.objects.all())
    return put_back(world.registrar, held, retain_until_on=ago(3).date())


def holds() -> Membership:
    world = copies.world()
    placed = [copies.hold(world, topic=f"Inquiry {number}", about_a_child=True) for number in ROWS]
    return put_back(world.registrar, placed, placed_at=ago(200), review_on=ago(3).date())


def concerns() -> Membership:
    """Reported ten days ago, and nobody has taken them up."""
    world = cases.world()
    for _ in ROWS:
        cases.concern(world, at=ago(10))
    return world.registrar


def remedies() -> Membership:
    world = cases.world()
    told = {"what": "Train", "due_on": ago(3).date()}
    for _ in ROWS:
        cases.do(compliance_actions.plan_remedy, cases.failure(world), by=world.officer, **told)
    return world.registrar


def formal_notices() -> Membership:
    world = cases.world()
    sent = [
        cases.do(
            compliance_actions.issue_notice,
            cases.failure(world),
            by=world.officer,
            to_agency=world.theirs,
            **cases.NOTICE,
        )
        for _ in ROWS
    ]
    return put_back(world.registrar, sent, receipt_due_at=ago(3))


def pauses() -> Membership:
    world = cases.world()
    made = [
        cases.pause(world), cases.pause(world, towards=world.strangers),
        cases.pause(world, by=world.receiver, towards=world.ours),
    ]  # fmt: skip
    return put_back(world.registrar, made, review_on=ago(3).date())


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
        "agencies.tasks.sweep_notices", notices, "update of sent_at on agencies_notice", sent, piece="row", letters=True,
    ),
    "digests": Case(
        "agencies.tasks.sweep_digests", lambda: notices("daily"), "update of sent_at on agencies_notice", sent,
        piece="row", letters=True,
    ),
    "invitations": Case(
        "agencies.tasks.sweep_invitations", invitations, "update of sent_at on agencies_invitation",
        changed(Invitation, "deliver_invitation", sent_at__isnull=False), piece="row", letters=True,
    ),
    "vacancies": Case(
        "agencies.tasks.sweep_vacancies", vacancies, "insert on agencies_vacancy",
        lambda: Vacancy.objects.values_list("agency", flat=True), kind="officer_vacant", told=3,
    ),
    "old_keys": Case("agencies.tasks.sweep_old_keys", old_keys, "delete on agencies_idempotencykey", keys_gone),
    "documents": Case(
        "protocols.tasks.sweep_documents", documents, "update of made_at on protocols_document",
        changed(Document, "make_document", made_at__isnull=False), kind="document_ready", told=3, piece="row",
    ),
    "commencements": Case(
        "protocols.tasks.sweep_commencements", signed, "update of status on protocols_version", in_force,
        kind="protocol_in_force", told=24,
    ),
    "review_reminders": Case(
        "protocols.tasks.sweep_review_reminders", reviews, "insert on protocols_reviewreminder", overdue_reviews,
        kind="review_overdue", told=12,
    ),
    "request_clocks": Case(
        "sharing.tasks.sweep_clocks", requests, TOLD, deadlines("request"), kind="request_overdue", told=3
    ),
    "receipt_clocks": Case(
        "sharing.tasks.sweep_clocks", receipts, TOLD, deadlines("party"), kind="receipt_overdue", told=3
    ),
    "answer_clocks": Case(
        "sharing.tasks.sweep_clocks", answers, TOLD, deadlines("disclosure"), kind="answers_overdue", told=6
    ),
    "disputes": Case(
        "sharing.tasks.sweep_disputes", disputes, "update of reminded_at on sharing_dispute",
        changed(Dispute, "remind_of_disputes"), kind="dispute_overdue", told=9,
    ),
    "meeting_reminders": Case(
        "sharing.tasks.sweep_meeting_reminders", meetings, "update of remind_at on sharing_meetingparty",
        changed(MeetingParty, "remind_of_invitations"), kind="meeting_reminder", told=3,
    ),
    "guest_passes": Case(
        "sharing.tasks.sweep_guest_passes", guest_passes, "update of sent_at on sharing_guestpass",
        changed(GuestPass, "deliver_pass", sent_at__isnull=False), piece="row", letters=True,
    ),
    "retention": Case(
        "compliance.tasks.sweep_retention", copies_kept, "update of status on sharing_holding",
        changed(Holding, "fall_due"), rows=6, kind="copies_due", told=2,
    ),
    "hold_reviews": Case(
        "compliance.tasks.sweep_hold_reviews", holds, "update of reminded_on on sharing_hold", changed(Hold, "remind"),
        kind="hold_review_due", told=3,
    ),
    "case_reminders": Case(
        "compliance.tasks.sweep_case_reminders", concerns, "update of remind_at on compliance_noncompliancecase",
        changed(NonComplianceCase, "remind"), kind="case_waits", told=3,
    ),
    "remedies": Case(
        "compliance.tasks.sweep_remedies", remedies, "update of reminded_at on compliance_remedy",
        changed(Remedy, "remind"), kind="remedy_overdue", told=3,
    ),
    "notice_receipts": Case(
        "compliance.tasks.sweep_notice_receipts", formal_notices, "update of chased_at on compliance_casenotice",
        changed(CaseNotice, "chase"), kind="notice_unconfirmed", told=6,
    ),
    "suspension_reviews": Case(
        "compliance.tasks.sweep_suspension_reviews", pauses, "update of reminded_at on sharing_suspension",
        changed(Suspension, "remind"), kind="pause_review_due", told=3,
    ),
}  # fmt: skip
