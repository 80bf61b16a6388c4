"""Can a question that needs no answer any more be taken back, so that it does not wait for ever?"""

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
def asked(world, adviser):
    return advising.ask(world, adviser)


def take_back(asked, by):
    with acting_as(by):
        return actions.take_back_question(asked, by=by, at=LATER)


def test_it_leaves_the_advisers_queue_and_they_are_told(world, asked, adviser):
    browser = visitor(world.sharer)
    address = at(world.sharer, "take_back_question", key=asked.pk)
    assert "no answer is needed" in text(browser.get(address))
    assert "is taken back" in text(browser.post(address, follow=True))

    with acting_as(adviser):
        assert Notice.objects.filter(kind="advice_not_needed", to=adviser).count() == 1
    home = visitor(adviser).get(f"/{world.sharer.partnership.slug}/")
    assert f"Advise on {asked.about}" not in text(home)
    with pytest.raises(MoveRefused):
        advising.advise(asked, adviser)


def test_the_adviser_and_colleagues_do_not_take_it_back(world, asked, adviser):
    for one in (adviser, world.colleague, world.stranger):
        with pytest.raises(PermissionDenied):
            take_back(asked, one)


def test_what_was_answered_is_not_taken_back(world, asked, adviser):
    advising.advise(asked, adviser)
    with pytest.raises(MoveRefused):
        take_back(asked, world.sharer)
