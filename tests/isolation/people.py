"""One partnership with records of every kind, and everybody who might come to its doors."""

from copy import copy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.test import Client
from django.utils import timezone

from agencies import actions as agency_actions
from agencies.models import DecisionMaker, Membership
from agencies.notices import subjects, tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions as compliance_actions
from protocols import actions as protocol_actions
from protocols.models import Version
from tests.agencies import factories as agencies
from tests.agencies.auditing import open_to_audit
from tests.agencies.factories import NOON
from tests.agencies.inviting import invite
from tests.compliance import copies
from tests.compliance import factories as cases
from tests.protocols import factories as protocols
from tests.samples import protocol_text
from tests.sharing import factories as sharing
from tests.sharing import meetings, passing_on
from tests.sharing.advising import ask

S = Version.Status


@dataclass(frozen=True)
class Doors:
    """`people` by name; `at` holds the keys and references that addresses are made of."""

    slug: str
    people: dict[str, Membership]
    at: dict[str, str]
    # What a browser keeps of whoever is signed in: each signs in once, and a test's own changes are rolled back.
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """A browser in which this person is signed in; nobody for "anonymous"."""
        browser = Client()
        if name in self.cookies:
            browser.cookies = copy(self.cookies[name])
        elif name != "anonymous":
            browser.force_login(self.people[name].person)
        return browser

    def sign_everybody_in(self) -> None:
        """Where everything is made once for many tests, everybody signs in there too."""
        for name in self.people:
            self.cookies[name] = self.client(name).cookies


def doors() -> Doors:
    """Make everything, by actions."""
    board = protocols.board()
    world = sharing.world_of(board)
    sharing.decision_maker(world)
    protocols.version(board, S.IN_FORCE, reference="T-IN-FORCE")
    protocols.draft(board, reference="T-DRAFT")
    protocols.version(board, S.SIGNING, reference="T-SIGNING")
    record, asked = sharing.disclosure(world), sharing.request(world)
    emergency, open_checklist = sharing.emergency(world), sharing.checklist(world)
    reading = protocols.do(
        protocol_actions.read_file, by=board.author, data=protocol_text(), filename="sample.txt"
    )
    refused, dispute = sharing.refused(world), sharing.dispute(world)
    document = protocols.document(world.sharer, record)
    alleged, failed = cases.allegation(world), cases.failure(world, cases.concern(world, by=world.officer))
    told = cases.do(
        compliance_actions.issue_notice, failed, by=world.officer, to_agency=board.police, **cases.NOTICE
    )
    remedy = cases.do(compliance_actions.plan_remedy, failed, by=world.officer, what="Train", due_on=NOON.date())
    pause = cases.pause(world)
    with acting_as(board.author):
        capacity = agency_actions.add_capacity(
            board.council, by=board.author, at=NOON, capacity="safeguarding partner", provision="Children Act 2004 s16E",
            starts_on=agencies.LONG_AGO,
        )  # fmt: skip
        given = DecisionMaker.objects.filter(agency=board.council).first()
    visiting = agencies.member(board.registrar, board.outside, Role.AUDITOR, job_title="Partnership Auditor")
    opening = open_to_audit(world.head, visiting)
    advice = ask(world, world.officer, about=record)
    onward = passing_on.ask(world, record)
    invited = invite(world.officer, board.council, at=timezone.now())
    subjects(tested="A notice")
    with acting_as(board.registrar):
        (notice,) = tell([world.officer], "tested", at=NOON)
    held, gone = sharing.emergency(world), copies.disposed_of(world)
    hold = copies.hold(world, at=NOON, disclosure=held)
    held_meeting = meetings.at_the_table(world.sharer, world.receiver, board.fire)
    elsewhere = agencies.partnership()
    left = agencies.member(board.registrar, board.council, Role.OFFICER, job_title="Left last year")
    with acting_as(board.registrar):
        left.ends_on = agencies.LONG_AGO
        left.save(update_fields=["ends_on"])
    barred = agencies.member(board.registrar, board.council, Role.OFFICER, job_title="Signed off")
    with acting_as(board.registrar, "bar"):
        barred.person.is_active = False
        barred.person.save(update_fields=["is_active"])
    return Doors(
        slug=board.registrar.partnership.slug,
        people={
            "foreigner": agencies.member(elsewhere, agencies.agency(elsewhere), Role.OFFICER, Role.HEAD),
            "stranger": board.stranger,
            "recipient": world.receiver,
            "owner": world.officer,
            "sharer": world.sharer,
            "colleague": world.colleague,
            "head": world.head,
            "board": board.author,
            "auditor": agencies.member(board.registrar, board.council, Role.AUDITOR, job_title="Auditor"),
            "left": left,
            "barred": barred,
        },
        at={
            "in_force": "T-IN-FORCE",
            "draft": "T-DRAFT",
            "signing": "T-SIGNING",
            "disclosure": record.reference,
            "disclosure_key": str(record.pk),
            "emergency": emergency.reference,
            "request": asked.reference,
            "refused": refused.reference,
            "dispute": dispute.reference,
            "checklist": str(open_checklist.pk),
            "reading": str(reading.pk),
            "document": str(document.pk),
            "notice": str(notice.pk),
            "hold": hold.reference,
            "certificate": gone.certificate,
            "case": alleged.reference,
            "failure": failed.reference,
            "remedy": str(remedy.pk),
            "case_notice": str(told.pk),
            "pause": str(pause.pk),
            "meeting": held_meeting.meeting.reference,
            "scan": str(held_meeting.scan.pk),
            "minuted": meetings.minuted(world.sharer, world.receiver).reference,
            "guest": str(held_meeting.guest.pk),
            "expected": str(held_meeting.expected.pk),
            "seat": str(held_meeting.seat.pk),
            "part": str(held_meeting.part.pk),
            "action": str(held_meeting.action.pk),
            "agency": board.council.code,
            "member": str(world.colleague.pk),
            "given": str(given.pk),
            "capacity": str(capacity.pk),
            "invitation": str(invited.pk),
            "opening": str(opening.pk),
            "advice": str(advice.pk),
            "onward": onward.reference,
        },
    )  # fmt: skip


