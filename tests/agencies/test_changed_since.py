"""Does the page for a lost race say why, and give back what was typed, in words a person reads?"""

import re

import pytest
from django.urls import reverse

from agencies.middleware import in_words
from agencies.roles import Role
from tests.agencies import factories

pytestmark = pytest.mark.django_db
KEY = "0b9f3c1e-5d2a-4e7b-9c11-6a2f0d9e8b7c"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("reason", "Reason"),
        ("change_summary", "Change summary"),
        ("ends_on_day", "Ends on day"),
        ("clause-2-text", "Clause 2 text"),
        (f"place_{KEY}", "Place"),
    ],
)
def test_the_name_of_a_box_is_said_in_words(name, words):
    assert in_words(name) == words


def test_the_page_says_why_and_shows_what_was_typed_and_nothing_else(client):
    registrar = factories.partnership()
    member = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    client.force_login(member.person)

    page = client.post(
        reverse("agencies:choose_acting", kwargs={"partnership": registrar.partnership.slug}),
        {"acting": KEY, "revision": "7", "change_summary": "Words I had typed", "note": " ", "parent": KEY, "confirm": "on",
         "read": "4fb8" * 16, "held_at": "2026-12-02T10:00:00+00:00"},
    )

    assert page.status_code == 409
    assert "You opened this page under another part of yours" in page.text
    assert "Change summary" in page.text and "Words I had typed" in page.text
    shown = page.text.partition("What you typed")[2]
    assert "Revision" not in shown and "Note" not in shown and KEY not in shown and "Parent" not in shown and "Confirm" not in shown
    assert "4fb8" not in shown and "Read" not in shown and "Held at" not in shown


def refused(client, **sent):
    """The page for a lost race, where the form is sent under a membership that is not the person's."""
    registrar = factories.partnership()
    member = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    client.force_login(member.person)
    address = reverse("agencies:choose_acting", kwargs={"partnership": registrar.partnership.slug})
    return address, client.post(address, {"acting": KEY}, **sent).text


def leads(page: str) -> str:
    return re.search(r'href="([^"]*)"[^>]*>\s*See it as it is now', page)[1]


def test_it_leads_to_the_page_that_was_sent_from(client):
    address, page = refused(client, headers={"referer": "http://testserver/northmere/meetings/NM-M-1/?a=b#items"})

    assert leads(page) == "/northmere/meetings/NM-M-1/?a=b"
    assert leads(page) != address


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/northmere/", "http://testserver"])
def test_it_leads_nowhere_else_and_without_word_of_it_to_the_form(client, referer):
    address, page = refused(client, headers={"referer": referer})

    assert leads(page) == address
