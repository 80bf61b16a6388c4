"""Copies whose day has come, for tests: a record shared six years ago, under a schedule that its holder approved."""

from datetime import UTC, date, datetime, timedelta

from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions
from sharing import actions as sharing_actions
from sharing import rules as sharing_rules
from sharing.models import Disclosure, Holding
from tests.agencies import factories as agencies
from tests.sharing import factories as sharing

# Six years after the test records are made and closed.
CLOSED = date(2026, 11, 20)
CLOSED_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOW = datetime(2032, 11, 21, 12, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)
ANSWERS = {"needed": "no", "accurate": "yes", "request": "no", "archive": "no", "told": "yes"}
PAPER = {"asset_form": "paper", "method": "cross_cut"}
S = Holding.Status


def world() -> sharing.World:
    """Two agencies that approved the schedule of the catalogue, and a second officer in each."""
    made = sharing.world()
    for agency in (made.ours, made.theirs):
        head = agencies.member(made.registrar, agency, Role.HEAD, job_title="Head")
        with acting_as(head):
            sharing_actions.approve_schedule(sharing_rules.default_lines(), by=head, at=agencies.NOON)
    return made


def second(world, agency=None):
    """Another officer of an agency; of the giver's unless another is given."""
    return agencies.member(world.registrar, agency or world.ours, Role.OFFICER, job_title="Records Manager")


def received(world, record: Disclosure) -> None:
    """The other agency confirms receipt, and closes its own matter."""
    with acting_as(world.receiver):
        sharing_actions.confirm_receipt(record, by=world.receiver, at=sharing.LATER, accepts_conditions=True)
        sharing_actions.close_matter(record, by=world.receiver, at=CLOSED_AT, on=CLOSED)


def copy_of(member, record) -> Holding:
    """The copy of the member's agency, as it is now."""
    with acting_as(member):
        return Holding.objects.get(disclosure=record, agency_id=member.agency_id)


def closed(world, answers: dict | None = None) -> Disclosure:
    """A record that both hold and have closed."""
    record = sharing.disclosure(world, answers=answers)
    received(world, record)
    with acting_as(world.officer):
        sharing_actions.close_matter(record, by=world.officer, at=CLOSED_AT, on=CLOSED)
    return record


def fall_due(world) -> None:
    """What the sweep does on the day."""
    with acting_as(world.registrar, "fall_due"):
        Holding.objects.fall_due(world.registrar.partnership_id, NOW.date(), 1000)


def due(world) -> Disclosure:
    """A record whose copies are due."""
    record = closed(world)
    fall_due(world)
    return record


def proposed(world, record=None, by=None):
    """Its disposal proposed by the officer."""
    record, by = record or due(world), by or world.officer
    with acting_as(by):
        return actions.propose_disposal(copy_of(by, record), by=by, at=NOW, answers=ANSWERS, **PAPER)


def approved(world, record=None, by=None, second_by=None):
    """Its disposal approved by the head, or by another second person."""
    by = by or world.officer
    review, second_by = proposed(world, record, by), second_by or world.head
    with acting_as(second_by):
        return actions.approve_disposal(review, by=second_by, at=NOW)


def disposed(world, record=None, by=None, second_by=None):
    """Disposed of."""
    by = by or world.officer
    review = approved(world, record, by, second_by)
    with acting_as(by):
        return actions.dispose(review, by=by, at=SOON)


def disposed_of(world):
    """A record of the giver's that is disposed of, in a world without a schedule."""
    sharing.retention_rule(world.officer, "RET-DISC", 1)
    record = sharing.disclosure(world)
    with acting_as(world.officer):
        sharing_actions.close_matter(record, by=world.officer, at=CLOSED_AT, on=CLOSED)
    with acting_as(world.registrar, "fall_due"):
        Holding.objects.fall_due(world.registrar.partnership_id, NOW.date(), 1000)
    return disposed(world, record)


def hold(world, by=None, at=NOW, **more):
    """A hold of the officer's agency."""
    by = by or world.officer
    with acting_as(by):
        return sharing_actions.place_hold(by=by, at=at, **{"reason": "access", **more})


def lift(hold, first, second, at=NOW):
    """Lifted by two people."""
    with acting_as(first):
        hold = sharing_actions.ask_to_lift(hold, by=first, at=at, reason="It has been answered")
    with acting_as(second):
        return sharing_actions.lift_hold(hold, by=second, at=at)
