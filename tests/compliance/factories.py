"""Cases and pauses for tests, made by the same actions as the product makes them."""

from datetime import timedelta

from agencies.models import Membership
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import NonComplianceCase
from sharing.models import Suspension
from tests.agencies.factories import NOON
from tests.sharing import factories as sharing
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, World, race, world

__all__ = ["LATER", "NOON", "NOTICE", "ONE_DONE_FIVE_REFUSED", "allegation", "concern", "disclosure", "do", "failure", "no_failure", "pause",
           "race", "taken_up", "world"]  # fmt: skip

LATER = NOON + timedelta(hours=1)
NOTICE = {
    "what_failed": "A list was sent to a contractor.", "consequences": "Your address may be known.",
    "remedy": "It was deleted on Monday.",
}  # fmt: skip


def do(act, *args, by: Membership, at=LATER, **more):
    """Carry out an act inside the door of whoever does it."""
    with acting_as(by):
        return act(*args, by=by, at=at, **more)


def concern(world: World, by: Membership | None = None, at=NOON) -> NonComplianceCase:
    """Our practitioner says that something went wrong."""
    return do(actions.report_concern, by=by or world.sharer, at=at, what="I sent it to the wrong T. Walker")


def allegation(world: World, by: Membership | None = None, at=NOON, **more) -> NonComplianceCase:
    """The other agency's officer writes to ours."""
    written = {
        "about": "Papers kept too long", "what": "Minutes of 2019 were still in the shared folder.",
        "happened": "Seen on 12 November 2026", **more,
    }  # fmt: skip
    return do(actions.allege, by=by or world.receiver, at=at, agency=world.ours, **written)


def taken_up(
    world: World, case: NonComplianceCase, *, investigator: Membership | None = None, **more
) -> NonComplianceCase:
    """Our officer names who looks into it; the officer unless another is said."""
    return do(
        actions.take_up, case, by=world.officer, investigator=investigator or world.officer, about="A misdirected e-mail",
        scope="Who sent what to whom, and why.", **more,
    )  # fmt: skip


def failure(world: World, case: NonComplianceCase | None = None, **more) -> NonComplianceCase:
    """A failure of ours, found and nothing done about it yet."""
    case = taken_up(world, case or concern(world), **more)
    return do(actions.make_finding, case, by=world.officer, finding="failure", findings="The address was mistyped.")


def no_failure(world: World, case: NonComplianceCase | None = None) -> NonComplianceCase:
    """Looked into, and no failure found."""
    case = taken_up(world, case or allegation(world))
    return do(
        actions.make_finding, case, by=world.officer, finding="no_failure", findings="The folder was empty.",
        reasons="The folder holds titles only.",
    )  # fmt: skip


def pause(world: World, by: Membership | None = None, **more) -> Suspension:
    """Our officer pauses our sharing with the other agency."""
    said = {
        "towards": world.theirs,
        "scope": "Extracts for conferences",
        "evidence": "Two lists lost in a month",
        **more,
    }
    return do(actions.suspend_sharing, by=by or world.officer, at=NOON, **said)


def disclosure(world: World):
    """A record of ours towards the other agency."""
    return sharing.disclosure(world)
