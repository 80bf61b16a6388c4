"""When does a session end, and what becomes of what was typed into it?"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from agencies.roles import Role
from config.kept_forms import COOKIE
from tests.agencies import factories
from tests.sharing.visiting import text

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
# What a form carries with it: it goes back with the text, and is not shown as somebody's own words.
NOT_TYPED = {"revision": "7", "read": "4fb8" * 16, "confirm": "on"}


@pytest.fixture
def officer():
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)


def home(member):
    return f"/{member.partnership.slug}/"


def test_an_idle_session_ends(client, officer, settings):
    settings.SESSION_IDLE_SECONDS = 900
    with time_machine.travel(NINE, tick=False) as clock:
        client.force_login(officer.person)
        assert client.get(home(officer)).status_code == 200
        clock.shift(timedelta(minutes=14))
        assert client.get(home(officer)).status_code == 200
        clock.shift(timedelta(minutes=16))
        assert client.get(home(officer)).status_code == 302


def test_a_busy_session_ends_after_twelve_hours_all_the_same(client, officer, settings):
    settings.SESSION_IDLE_SECONDS = 5 * 3600
    with time_machine.travel(NINE, tick=False) as clock:
        client.force_login(officer.person)
        answers = [client.get(home(officer)).status_code]
        for _ in range(4):
            clock.shift(timedelta(hours=4))
            answers.append(client.get(home(officer)).status_code)

    assert answers == [200, 200, 200, 200, 302]


@pytest.fixture
def typed(client, officer, settings):
    """A form sent into a session that had been idle for too long."""
    settings.SESSION_IDLE_SECONDS = 900
    with time_machine.travel(NINE, tick=False) as clock:
        client.force_login(officer.person)
        client.get(home(officer))
        clock.shift(timedelta(minutes=20))
        there = f"{home(officer)}acting/"
        return client.post(there, {**NOT_TYPED, "acting": str(officer.pk), "note": "She was seen at the bridge."})


def test_what_was_typed_into_it_is_given_back_to_the_same_person_once(client, officer, typed):
    assert (typed.status_code, typed.headers["Location"]) == (302, "/account/login/?next=/account/typed/")
    with time_machine.travel(NINE + timedelta(minutes=25)):
        client.force_login(officer.person)
        page = client.get("/account/typed/")

        shown = text(page)
        assert "Note She was seen at the bridge." in shown
        assert "Revision" not in shown and "4fb8" not in shown and "Confirm" not in shown
        assert all(f'name="{name}" value="{value}"' in page.content.decode() for name, value in NOT_TYPED.items())
        assert client.get("/account/typed/").status_code == 302


def test_nobody_else_at_the_same_browser_gets_it(client, officer, typed):
    registrar = factories.partnership()
    other = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    with time_machine.travel(NINE + timedelta(minutes=25)):
        client.force_login(other.person)

        assert client.get("/account/typed/").status_code == 302


def test_it_is_gone_after_an_hour(client, officer, typed):
    with time_machine.travel(NINE + timedelta(minutes=90)):
        client.force_login(officer.person)

        assert client.get("/account/typed/").status_code == 302


def test_without_the_cookie_there_is_nothing(client, officer, typed):
    del client.cookies[COOKIE]
    with time_machine.travel(NINE + timedelta(minutes=25)):
        client.force_login(officer.person)

        assert client.get("/account/typed/").status_code == 302
