"""Is it kept whether advice was followed, and why not? (UK GDPR Art 35(2), 39; practice 11)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from tests.sharing import advising
from tests.sharing.factories import LATER
from tests.sharing.visiting import at, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(world, adviser):
    return advising.advise(advising.ask(world, adviser), adviser)


def say(given, by, followed="yes", why=""):
    with acting_as(by):
        return actions.say_followed(given, by=by, at=LATER, followed=followed, why=why)


def test_whoever_asked_says_it_and_the_adviser_is_told(world, given, adviser):
    closed = say(given, world.sharer)

    assert (closed.status, closed.followed, closed.followed_by) == ("closed", "yes", world.sharer)
    with acting_as(adviser):
        assert Notice.objects.filter(kind="advice_closed", to=adviser).count() == 1


@pytest.mark.parametrize("followed", ["part", "no"])
def test_to_decide_otherwise_wants_a_reason_and_is_allowed(world, given, followed):
    with pytest.raises(ValueError, match="says why"):
        say(given, world.sharer, followed)

    assert say(given, world.sharer, followed, "The child was at the door.").followed_why == "The child was at the door."


def test_a_lead_says_it_for_somebody_who_is_away_but_the_adviser_does_not(world, given, adviser):
    for one in (adviser, world.colleague, world.receiver):
        with pytest.raises(PermissionDenied):
            say(given, one)

    assert say(given, world.officer).followed_by == world.officer


def test_only_advice_that_was_given_and_only_once(world, given, adviser):
    waiting = advising.ask(world, adviser)
    with pytest.raises(MoveRefused):
        say(waiting, world.sharer)
    say(given, world.sharer)
    with pytest.raises(MoveRefused):
        say(given, world.head)


def test_it_is_said_on_a_page_that_shows_the_advice(world, given):
    browser, address = visitor(world.sharer), at(world.sharer, "say_followed", key=given.pk)

    assert advising.WORDS in text(browser.get(address))
    kept = text(browser.post(address, {"followed": "no"}))
    assert "Say why it was not followed" in kept
    done = browser.post(address, {"followed": "no", "why": "There was no time."}, follow=True)
    assert "We decided otherwise" in text(done)
    assert f"Advice on {given.about}" in text(browser.get(at(world.sharer, "advice_list") + "?show=closed"))
    assert "Say what you made of" not in text(browser.get(f"/{world.sharer.partnership.slug}/"))
