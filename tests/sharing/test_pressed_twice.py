"""Is what a form asks for done once, however often the same form is sent?"""

import re
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from agencies.presses import DONE_ALREADY
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import ImportedText
from sharing.models import Disclosure
from tests import samples
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.visiting import text
from tests.sharing.walking import signed_in, to

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def sharer(world):
    """A browser that is asked for its token, as all are."""
    return signed_in(Client(enforce_csrf_checks=True), world.sharer)


def form(sharer, world, **words) -> dict:
    """The emergency page as it was drawn for this browser, and filled in."""
    token = HIDDEN.search(sharer.get(to(world, "emergency")).text)[1]
    told = {"kind": "danger", "why": "She was in danger from her former partner.", "told": world.theirs.name}
    return {"csrfmiddlewaretoken": token, "about-rows": "1", **told, **words}


def press(sharer, world, filled):
    return sharer.post(to(world, "emergency"), filled)


def recorded(world) -> int:
    with acting_as(world.sharer):
        return Disclosure.objects.count()


def test_the_second_press_leads_where_the_first_did_and_says_why(sharer, world):
    filled = form(sharer, world)

    first, second = press(sharer, world, filled), press(sharer, world, filled)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert DONE_ALREADY in text(sharer.get(second.url))
    assert recorded(world) == 1


def test_the_same_words_in_a_form_opened_anew_are_another_event(sharer, world):
    press(sharer, world, form(sharer, world))
    press(sharer, world, form(sharer, world))

    assert recorded(world) == 2


def test_other_words_in_the_same_form_are_another_event(sharer, world):
    filled = form(sharer, world)

    press(sharer, world, filled)
    press(sharer, world, {**filled, "why": "He had a knife."})

    assert recorded(world) == 2


def test_a_form_that_came_back_with_its_faults_is_looked_at_again(sharer, world):
    filled = form(sharer, world, why="")

    for _ in range(2):
        assert "There is a problem" in text(press(sharer, world, filled))
    assert recorded(world) == 0


def test_what_could_not_be_done_may_be_asked_for_again_as_it_is(sharer, world):
    filled = form(sharer, world, acting="0b9f3c1e-5d2a-4e7b-9c11-6a2f0d9e8b7c")

    for _ in range(2):
        assert press(sharer, world, filled).status_code == 409


def test_a_colleague_who_sends_the_same_does_it_themselves(sharer, world):
    filled = form(sharer, world)
    colleague = signed_in(Client(), world.colleague)

    press(sharer, world, filled)
    answer = press(colleague, world, filled)

    assert DONE_ALREADY not in text(colleague.get(answer.url))
    assert recorded(world) == 2


def test_of_two_files_of_one_name_both_are_read_and_of_one_file_one(world):
    author = agencies.member(world.registrar, world.ours, Role.BOARD_ADMINISTRATOR)
    sharer = signed_in(Client(enforce_csrf_checks=True), author)
    address = reverse("protocols:read_file", kwargs={"partnership": world.ours.partnership.slug})
    token = HIDDEN.search(sharer.get(address).text)[1]

    def send(content):
        return sharer.post(address, {"csrfmiddlewaretoken": token, "file": SimpleUploadedFile("harbour.txt", content)})

    told = samples.protocol_text()
    answers = [send(told), send(told), send(told.replace(b"1", b"2"))]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert answers[0].url == answers[1].url != answers[2].url
    with acting_as(author):
        assert ImportedText.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_four_presses_at_once_make_one_record():
    world = factories.world()
    sharer = signed_in(Client(enforce_csrf_checks=True), world.sharer)
    filled, start, told = form(sharer, world), threading.Barrier(4), []

    def send():
        one = Client(enforce_csrf_checks=True)
        one.cookies = sharer.cookies
        try:
            start.wait(timeout=20)
            told.append(press(one, world, filled).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert len(told) == 4
    assert len(set(told)) == 1
    assert recorded(world) == 1
