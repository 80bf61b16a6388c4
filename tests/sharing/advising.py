"""A question to the data protection officer, who advises two agencies and decides for neither."""

from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from tests.agencies import factories as agencies
from tests.sharing.factories import LATER, NOON

QUESTION = "They ask for the whole file. Is the address enough?"
WORDS = "The address is enough for what they say it is for."


def adviser(world, agency=None):
    return agencies.member(
        world.registrar, agency or world.ours, Role.DATA_PROTECTION_OFFICER, job_title="Data Protection Officer"
    )


def ask(world, of, about=None, by=None):
    by = by or world.sharer
    with acting_as(by):
        return actions.ask_adviser(of, by=by, at=NOON, question=QUESTION, about=about)


def advise(made, by, words=WORDS):
    with acting_as(by):
        return actions.advise(made, by=by, at=LATER, words=words)
