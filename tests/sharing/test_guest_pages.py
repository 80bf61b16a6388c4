"""Does the page of a pass need no account, say the same of every link that opens nothing, and keep its secret?"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from agencies.models import Reading
from agencies.tenancy import acting_as
from sharing import actions
from sharing.rules import passes
from tests.sharing import guests, meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db
PAGE = "/account/guest/"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        cache.clear()
        yield


def arrive(client, given):
    return client.get(PAGE, {"key": passes.secret_of(given)})


def test_a_guest_agrees_on_their_own_telephone_and_reads_the_case_in_the_room(client, made):
    given = guests.given(made)

    answer = arrive(client, given)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    asked = text(client.get(PAGE))
    assert "Shelter Manager" in asked
    assert "Night Shelter" in asked
    assert "By signing I agree" in asked
    assert client.post(PAGE, {"answer": "agree"}).status_code == 302
    assert "See whether you have been let in" in text(client.get(PAGE))

    meetings.begun(made, made.chair, made.sergeant)
    do(actions.admit, made.meeting, by=made.chair, attendance=given.attendance)
    assert "No item is open at the moment" in text(client.get(PAGE))
    meetings.case(made)
    assert "HO-3382, T.W." in text(client.get(PAGE))
    assert f"Held by {made.host}" in text(client.get(PAGE))
    with acting_as(made.registrar):
        assert Reading.objects.get(record="sharing.guestpass").record_id == given.pk
    assert "signed in themselves" in text(opened(made.chair, made.meeting, "people"))


def test_turning_the_page_over_and_over_is_noted_once_an_hour_for_each_case(client, made):
    given = guests.given(made)
    meetings.begun(made, made.chair)
    guests.let_in(made, given)
    meetings.case(made)
    arrive(client, given)

    def noted():
        for _ in range(3):
            assert "HO-3382, T.W." in text(client.get(PAGE))
        with acting_as(made.registrar):
            return Reading.objects.filter(record="sharing.guestpass", record_id=given.pk).count()

    assert noted() == 1
    with time_machine.travel(THE_DAY + timedelta(minutes=20), tick=False):
        do(actions.open_item, meetings.case(made, opened=False, title="Case 15"), by=made.chair, at=timezone.now())
        assert noted() == 2
    with time_machine.travel(THE_DAY + timedelta(minutes=81), tick=False):
        assert noted() == 3


def test_who_does_not_agree_reads_nothing_and_may_agree_after_all(client, made):
    given = guests.given(made)
    arrive(client, given)

    client.post(PAGE, {"answer": "decline"})

    page = text(client.get(PAGE))
    assert "You did not agree to the terms" in page
    assert "I do not agree" not in page
    assert "Did not agree to the terms" in text(opened(made.chair, made.meeting, "people"))
    again = client.post(PAGE, {"answer": "decline"})
    assert again.status_code == 409


def test_who_comes_for_nobody_else_reads_that_they_are_there_for_themselves(client, made):
    arrive(client, guests.given(made, name="Mr Ito", body="", status="individual"))

    assert "You are here for Yourself" in text(client.get(PAGE))


def nothing_behind(client, key):
    """The page and its headers, without what differs on every page."""
    answer = client.get(PAGE, {"key": key} if key else {})
    assert answer.status_code == 404
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    return re.sub(rb'value="\w+"', b"", answer.content)


def test_a_wrong_an_ended_and_a_taken_back_link_look_all_the_same(client, made):
    taken, ended = guests.given(made), guests.given(made, name="Interpreter")
    do(actions.take_back_pass, taken, by=made.chair)

    wrong = nothing_behind(client, "not-a-secret")
    assert nothing_behind(client, passes.secret_of(taken)) == wrong
    assert nothing_behind(client, "") == wrong
    with time_machine.travel(ended.ends_at + timedelta(minutes=1), tick=False):
        assert nothing_behind(client, passes.secret_of(ended)) == wrong


def test_a_page_that_is_open_closes_when_the_link_is_taken_back(client, made):
    given = guests.given(made)
    arrive(client, given)

    do(actions.take_back_pass, given, by=made.chair)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"answer": "agree"}).status_code == 404
    assert guests.row_of(made, given).signed == ""


def test_a_wrong_link_after_a_right_one_does_not_show_the_right_one(client, made):
    arrive(client, guests.given(made))

    assert client.get(PAGE, {"key": "not-a-secret"}).status_code == 404


def test_before_the_day_the_terms_are_read_and_nobody_is_asked(client, made):
    given = guests.given(made, at=THE_DAY - timedelta(days=2))
    with time_machine.travel(THE_DAY - timedelta(days=2), tick=False):
        arrive(client, given)

        assert "You can agree on the day of the meeting" in text(client.get(PAGE))
        assert client.post(PAGE, {"answer": "agree"}).status_code == 409


def test_coming_by_links_too_often_is_paused(client, settings, made):
    settings.ACCOUNT_RATE_LIMITS = {"guest_pass": "2/m/ip"}
    given = guests.given(made)

    codes = [client.get(PAGE, {"key": "wrong"}).status_code for _ in range(2)]
    assert codes == [404, 404]
    assert arrive(client, given).status_code == 429


def test_a_form_from_elsewhere_is_refused(made):
    from django.test import Client  # noqa: PLC0415  one that asks for the token

    strict = Client(enforce_csrf_checks=True)
    arrive(strict, guests.given(made))

    assert strict.post(PAGE, {"answer": "agree"}).status_code == 403


def test_an_answer_that_is_neither_changes_nothing(client, made):
    given = guests.given(made)
    arrive(client, given)

    assert client.post(PAGE, {"answer": "perhaps"}).status_code == 302
    row = guests.row_of(made, given)
    assert (row.signed, row.declined_at) == ("", None)


def test_nobody_reaches_a_page_of_the_partnership_by_a_pass(client, made):
    arrive(client, guests.given(made))

    assert client.get(at(made.chair, "meeting", reference=made.meeting.reference)).status_code == 302
    assert client.get(reverse("home", kwargs={"partnership": made.chair.partnership.slug})).status_code == 302


def test_the_chair_sees_the_link_once_and_that_there_is_one(made):
    row = guests.expected(made)
    where = at(made.chair, "give_pass", reference=made.meeting.reference, key=row.pk)
    browser = visitor(made.chair)

    wrong = browser.post(where, {"acting": str(made.chair.pk), "email": "nobody"})
    shown = browser.post(where, {"acting": str(made.chair.pk), "email": ""})

    assert "Enter an e-mail address in the right form" in text(wrong)
    assert "/account/guest/?key=" in text(shown)
    assert b"<svg" in shown.content
    people = browser.get(at(made.chair, "people", reference=made.meeting.reference))
    assert "Has a link" in text(people)
    assert b"key=" not in people.content
    back = browser.post(where.replace("give_pass", "take_back_pass"), {"acting": str(made.chair.pk)})
    assert back.status_code == 302
    assert "Has a link" not in text(opened(made.chair, made.meeting, "people"))


def test_somebody_who_comes_later_is_put_on_the_sheet_from_the_same_form(made):
    where = at(made.chair, "expect_guest", reference=made.meeting.reference)
    typed = {"acting": str(made.chair.pk), "name": "Interpreter", "status": "individual"}

    refused = visitor(made.chair).post(where, {**typed, "name": ""})
    answer = visitor(made.chair).post(where, typed)

    assert "Enter their name" in text(refused)
    assert answer.status_code == 302
    assert "Interpreter For themselves Expected" in text(opened(made.chair, made.meeting, "people"))
