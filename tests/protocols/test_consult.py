"""Asking for views."""

from datetime import date

import pytest

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from tests.protocols.factories import board, do, draft, empty

pytestmark = pytest.mark.django_db


def test_the_agencies_are_asked_until_a_day():
    made = board()

    version = do(actions.consult, draft(made), by=made.author, ends_on=date(2026, 12, 9), note="Look at clause 1.2.")

    assert version.consultation_ends_on == date(2026, 12, 9)
    for member in (made.head(made.police), made.officer(made.fire)):
        with acting_as(member):
            notice = Notice.objects.visible_to(member).get()
            assert notice.kind == "protocol_consultation"
            assert notice.context["until"] == "9 December 2026"
            assert notice.link == version.get_absolute_url()
    with acting_as(made.stranger):
        assert not Notice.objects.exists()


def test_the_last_day_is_later_than_today():
    made = board()

    with pytest.raises(MoveRefused, match="later than today"):
        do(actions.consult, draft(made), by=made.author, ends_on=date(2026, 11, 18))


def test_nobody_is_asked_about_a_draft_without_text():
    made = board()

    with pytest.raises(MoveRefused, match="no text yet"):
        do(actions.consult, empty(made), by=made.author, ends_on=date(2026, 12, 9))
