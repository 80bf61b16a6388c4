"""Of six colleagues who do the same to one checklist at once, does one do it and are five refused?

What moves requests and disclosures is raced in the test of each verb; FINISH is moved by completing a disclosure.
"""

import pytest

from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Checklist, Disclosure, Request
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import ANSWERS, EMERGENCY, LATER

pytestmark = pytest.mark.django_db(transaction=True)


def six(world, member):
    """The member, and five of the same agency in the same job."""
    more = (agencies.member(world.registrar, member.agency, job_title=member.job_title) for _ in range(5))
    return [member, *more]


def count(member, model):
    with acting_as(member):
        return model.objects.count()


@pytest.mark.parametrize("complete", [True, False], ids=["nothing owed", "answers owed"])
def test_one_records_it(world, complete):
    made = factories.checklist(world, answers=None if complete else {"2a": world.recipients()})

    fared = factories.race(
        six(world, world.sharer),
        lambda member: actions.record_disclosure(made, by=member, at=LATER, shared_at=LATER),
    )

    assert fared == factories.ONE_DONE_FIVE_REFUSED
    assert count(world.sharer, Disclosure) == 1


def test_one_sends_it(world):
    made = factories.checklist(world, by=world.asker, answers={"1a": ANSWERS["1a"]}, voice="asker")

    fared = factories.race(
        six(world, world.asker),
        lambda member: actions.send_request(made, by=member, at=LATER, asked_agency=world.ours, urgency="ordinary"),
    )

    assert fared == factories.ONE_DONE_FIVE_REFUSED
    assert count(world.asker, Request) == 1


def test_one_carries_it_over_into_an_emergency(world):
    made = factories.checklist(world, answers={})
    fields = {**EMERGENCY, "told": world.theirs.name}

    fared = factories.race(
        six(world, world.sharer),
        lambda member: actions.record_emergency(by=member, at=LATER, fields=fields, checklist=made),
    )

    assert fared == factories.ONE_DONE_FIVE_REFUSED
    assert count(world.sharer, Disclosure) == 1


def test_one_gives_it_up(world):
    made = factories.checklist(world, answers={})

    fared = factories.race(six(world, world.sharer), lambda member: actions.give_up(made, by=member, at=LATER))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
    with acting_as(world.sharer):
        assert Checklist.objects.get().status == Checklist.Status.ABANDONED


def test_one_saves_a_page_that_six_had_open(world):
    made = factories.checklist(world, answers={})

    fared = factories.race(
        six(world, world.sharer),
        lambda member: actions.save_page(made, "S2", {"danger": "no"}, by=member, at=LATER, revision=made.revision),
    )

    assert fared == factories.ONE_DONE_FIVE_REFUSED


def test_one_confirms_what_was_asked_by_telephone(world):
    with acting_as(world.colleague):
        asked = actions.take_down_request(
            by=world.colleague, at=LATER, asking_agency=world.theirs, caller="Control room", caller_check="called_back",
            urgency="ordinary", purpose="child", wanted=["location"], about="A man who is missing",
        )  # fmt: skip

    fared = factories.race(six(world, world.asker), lambda member: actions.confirm_request(asked, by=member, at=LATER))

    assert fared == factories.ONE_DONE_FIVE_REFUSED
