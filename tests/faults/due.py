"""Three rows of each kind of work that is due, in a partnership of their own."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from agencies import actions as agency_actions
from agencies.models import Agency, IdempotencyKey, Membership
from agencies.notices import tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions as compliance_actions
from protocols import actions as protocol_actions
from sharing import actions as sharing_actions
from sharing.models import Holding, Meeting
from tests.agencies import factories as agencies
from tests.agencies.inviting import invite
from tests.compliance import copies
from tests.compliance import factories as cases
from tests.protocols import factories as protocols
from tests.sharing import factories as sharing
from tests.sharing import passing_on

ROWS = range(3)


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


def onward() -> Membership:
    """Three questions to an agency that nobody there answered, and the day is over."""
    world = sharing.world()
    record = sharing.disclosure(world)
    return put_back(world.registrar, [passing_on.ask(world, record) for _ in ROWS], sent_at=ago(20), due_at=ago(1))


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


def research() -> Membership:
    """Lists before three meetings to which the police come; they have answered none, and each was due three days ago."""
    registrar = agencies.partnership()
    host, police = agencies.agency(registrar), agencies.agency(registrar, kind="police")
    chair, desk = agencies.member(registrar, host), agencies.member(registrar, police, Role.OFFICER)
    words = {"by": chair, "at": ago(20)}
    for number in ROWS:
        with acting_as(chair):
            held = meeting(chair, [police])
            item = sharing_actions.add_item(held, title="Case 14", about=f"HO-{number}", **words)
            sharing_actions.send_research(held, items=[item], agencies=[police], due_on=ago(3).date(), **words)
        with acting_as(desk):
            sharing_actions.reply_invitation(held, by=desk, at=ago(29), reply="coming")
    return registrar


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
