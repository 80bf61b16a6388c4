"""Does every address answer everybody as the table says? A new route without a row in routes.py fails (security notes, row 1)."""

import re

import pytest
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.isolation.people import doors
from tests.isolation.routes import INSIDE, NOBODY, OUTSIDE, ROUTES
from tests.once import made_once

pytestmark = pytest.mark.django_db


def tenant_routes(patterns=None, names=(), inside=False):
    """The names of every address below a partnership, read from the URLconf."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        below = inside or "partnership" in str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            more = (*names, pattern.namespace) if pattern.namespace else names
            yield from tenant_routes(pattern.url_patterns, more, below)
        elif isinstance(pattern, URLPattern) and below and pattern.name:
            yield ":".join((*names, pattern.name))


def test_every_route_has_a_row():
    # Those for programs have a table of their own (test_api_routes.py).
    assert {name for name in tenant_routes() if not name.startswith("api:")} == set(ROUTES)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Everybody and everything, made once; each test's own changes are rolled back."""
    def everything():
        found = doors()
        found.sign_everybody_in()
        return found

    with made_once(django_db_blocker, everything) as found:
        yield found


def address(made, name):
    values = {key: word[1:] if word.startswith("=") else made.at[word] for key, word in ROUTES[name].kwargs.items()}
    return reverse(name, kwargs={"partnership": made.slug, **values})


ONLY_SENT_TO = {
    "agencies:notice",
    "sharing:admit",
    "sharing:admit_person",
    "sharing:ask_for_sheet",
    "sharing:claim",
    "sharing:decline_sheet",
    "sharing:expect_guest",
    "sharing:mark_left",
    "sharing:open_item",
    "sharing:open_meeting",
    "sharing:take_back_pass",
}
METHODS = ("get", "post", "put", "patch", "delete")
EVERYBODY = sorted(NOBODY | OUTSIDE | INSIDE)


def answers(made, name, person, methods):
    """What each method is answered with; what it did is undone."""
    with transaction.atomic():
        browser = made.client(person)
        told = {method: getattr(browser, method)(address(made, name)).status_code for method in methods}
        connection.check_constraints()
        transaction.set_rollback(True)
    return told


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_route_answers_every_person_as_the_table_says(made, name):
    may = sorted(ROUTES[name].may)
    for person in EVERYBODY:
        # Of those who may, one sends the form here, and all of them do among the slow proofs.
        methods = METHODS[:1] if person in may[1:] and name not in ONLY_SENT_TO else METHODS[:2]
        as_the_table_says(name, person, answers(made, name, person, methods))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_method_that_no_page_knows_is_refused_to_whoever_may_do_most(made, name):
    person = sorted(ROUTES[name].may or ROUTES[name].finds)[0]
    assert set(answers(made, name, person, METHODS[2:]).values()) <= {403, 405}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_route_answers_every_person_and_method_as_the_table_says(made, name):
    for person in EVERYBODY:
        as_the_table_says(name, person, answers(made, name, person, METHODS))


def as_the_table_says(name, person, told):
    row, said = ROUTES[name], (person, told)
    if person in NOBODY:
        assert set(told.values()) == {302}, said
    elif person in OUTSIDE or person not in row.finds:
        assert set(told.values()) <= {404, 405}, said
        assert 404 in told.values(), said
    elif person in row.reads:
        assert (told["get"], told["post"]) == (200, 403), said
    elif person not in row.may:
        assert set(told.values()) <= {403, 405}, said
        assert 403 in told.values(), said
    else:
        assert set(told.values()) <= {200, 302, 400, 405, 409}, said
        assert set(told.values()) & {200, 302, 409}, said


@pytest.mark.parametrize("name", sorted(name for name, row in ROUTES.items() if row.kwargs))
def test_a_stranger_cannot_tell_another_agencys_record_from_none(made, name):
    browser = made.client("stranger")
    here = address(made, name)
    if "stranger" in ROUTES[name].finds:
        return
    absent = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "00000000-0000-4000-8000-000000000000", here)
    records = (
        "meeting", "minuted", "hold", "certificate", "draft", "signing", "disclosure", "emergency", "request",
        "refused", "dispute", "case", "failure", "onward",
    )  # fmt: skip
    for word in records:
        absent = absent.replace(f"/{made.at[word]}/", "/T-D-2026-9999/")

    ask = browser.post if name in ONLY_SENT_TO else browser.get
    there, nowhere = ask(here), ask(absent)

    assert here != absent
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert unmasked(there, here) == unmasked(nowhere, absent)


def unmasked(response, here):
    """The page without its own address and without the token that differs on every page."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content.replace(here.encode(), b""))
