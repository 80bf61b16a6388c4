"""Journeys: whole stories in a real browser against the real stack. Every page on the way is looked at strictly."""

import os
import re
import shutil

import pytest

from tests.journeys import stack as stacks
from tests.journeys.visitor import Visitor

# Playwright runs a loop in the thread of the tests, which Django would take for asynchronous code ever after.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
PATIENCE = 10_000  # milliseconds: the machine may be doing other tests beside
_signed_in: dict[str, dict] = {}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def stack(testrun_uid):
    with stacks.running(testrun_uid[:12]) as found:
        yield found


@pytest.fixture(scope="session")
def base_url(stack):
    """In the place of the plugin's own, which pytest 9 warns of."""
    return stack.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM_BIN") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to build its sandbox as root
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--disable-dev-shm-usage", *sandbox]}


@pytest.fixture
def at_a_browser(stack, new_context, request):
    """Somebody at a browser who has not signed in: `at_a_browser(javascript=False, phone=True)`."""
    visitors, seen = [], set()

    def arrive(*, javascript: bool = True, phone: bool = False, state: dict | None = None) -> Visitor:
        context = new_context(
            java_script_enabled=javascript, viewport=PHONE if phone else WIDE, locale="en-GB",
            timezone_id="Europe/London", storage_state=state, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        visitors.append(Visitor(context.new_page(), stack.url, javascript=javascript, seen=seen))
        return visitors[-1]

    yield arrive
    blemishes = []
    for visitor in visitors:
        if visitor.page.url != "about:blank":
            visitor.strict.look(at_the_end=True)
        blemishes += visitor.strict.blemishes
    assert not blemishes, "\n".join(blemishes)


@pytest.fixture
def signed_in(stack, at_a_browser, playwright):
    """Somebody of the demonstration, signed in: `signed_in("officer@npc", phone=True)`."""

    def sign_in(who: str, **browser) -> Visitor:
        email = f"{who}.northmere.example"
        if email not in _signed_in:
            _signed_in[email] = _let_in(playwright, stack.url, email, stack.passwords[email])
        visitor = at_a_browser(state=_signed_in[email], **browser)
        return visitor.opens("/northmere/")

    return sign_in


def _let_in(playwright, url: str, email: str, password: str) -> dict:
    """The cookies of somebody who signed in. The page itself is walked through where a story is about signing in."""
    door = playwright.request.new_context(base_url=url)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', door.get("/account/login/").text())[1]
    answer = door.post("/account/login/", form={"csrfmiddlewaretoken": token, "login": email, "password": password})
    assert not answer.url.endswith("/account/login/"), email
    state = door.storage_state()
    door.dispose()
    return state


def signs_in(visitor: Visitor, email: str, password: str) -> Visitor:
    visitor.opens("/account/login/").types("E-mail address", email).types("Password", password)
    return visitor.presses("Sign in")
