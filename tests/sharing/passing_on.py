"""Questions to the agency that something belongs to, for tests: the other agency received a record of ours, and asks."""

from agencies.models import Membership
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Disclosure, OnwardRequest
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import LATER, NOON

WHAT, WHY = "When the trouble happens, and what was tried", "So that the mediator’s first visit is safe."
CONDITIONS, REASON = "Only the times. Shredded when the mediation ends.", "It would show who told us."
MEDIATOR = "Even Keel Mediation, our contractor"


def asset_owner(world, agency=None) -> Membership:
    """The owner of our information, or of the agency's."""
    return agencies.member(
        world.registrar, agency or world.ours, Role.ASSET_OWNER, job_title="Information Asset Owner, Intelligence"
    )


def ask(world, record: Disclosure | None = None, *, by: Membership | None = None, at=NOON, **more) -> OnwardRequest:
    """The officer of the agency that received our record asks to pass part of it on to a contractor."""
    by = by or world.receiver
    told = {"kind": "pass_on", "to_body": MEDIATOR, "what": WHAT, "why": WHY, **more}
    if record is None and "owner_agency" not in told:
        record = factories.disclosure(world)
    with acting_as(by):
        return actions.ask_owner(by=by, at=at, disclosure=record, **told)


def answer(onward: OnwardRequest, by: Membership, outcome="granted", *, at=LATER, **said) -> OnwardRequest:
    """The answer, by whoever is named."""
    with acting_as(by):
        return actions.answer_onward(onward, by=by, at=at, outcome=outcome, **said)
