"""Does the page for a lost race say why, and give back what was typed, in words a person reads?"""

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
        {"acting": KEY, "revision": "7", "change_summary": "Words I had typed", "note": " ", "parent": KEY, "confirm": "on"},
    )

    assert page.status_code == 409
    assert "You opened this page under another part of yours" in page.text
    assert "Change summary" in page.text and "Words I had typed" in page.text
    shown = page.text.partition("What you typed")[2]
    assert "Revision" not in shown and "Note" not in shown and KEY not in shown and "Parent" not in shown and "Confirm" not in shown
