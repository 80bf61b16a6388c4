"""Does the adviser who was asked, and nobody else, answer in writing, once?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Advice
from tests.sharing import advising
from tests.sharing.factories import LATER
from tests.sharing.visiting import at, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world, adviser):
    return advising.ask(world, adviser)


def test_the_words_are_kept_with_the_moment_and_whoever_asked_is_told(world, asked, adviser):
    given = advising.advise(asked, adviser)

    assert (given.status, given.advice, given.given_at) == ("given", advising.WORDS, LATER)
    with acting_as(world.sharer):
        assert Notice.objects.get(kind="advice_given").to_id == world.sharer.pk
        row = Advice.history.filter(status="given").get()
    assert (row.history_member_id, row.history_verb) == (adviser.pk, "advise")


def test_nobody_advises_in_anothers_place(world, asked):
    for one in (world.sharer, world.officer, world.head, world.colleague, world.stranger):
        with acting_as(one), pytest.raises(PermissionDenied):
            actions.advise(asked, by=one, at=LATER, words="Yes")


def test_it_is_given_in_words_and_once(asked, adviser):
    with pytest.raises(ValueError, match="in writing"):
        advising.advise(asked, adviser, " ")
    advising.advise(asked, adviser)
    with pytest.raises(MoveRefused):
        advising.advise(asked, adviser, "Or perhaps not")


def test_the_adviser_does_it_on_a_page(asked, adviser):
    browser = visitor(adviser)
    address = at(adviser, "advise", key=asked.pk)

    assert advising.QUESTION in text(browser.get(address))
    assert "Write down what you advise" in text(browser.post(address, {"words": ""}))
    done = browser.post(address, {"words": advising.WORDS}, follow=True)
    assert "whoever asked has been told" in text(done)
    assert browser.post(address, {"words": "Again"}).status_code == 409
    assert browser.get(address).status_code == 409
