"""Would the journeys notice? Each thing that they forbid is done on purpose, and has to be told."""

import pytest

from tests.journeys.strict import Strict

pytestmark = pytest.mark.journey


@pytest.fixture
def watched(stack, new_context):
    """A page in a telephone's width with its watcher, of which the teardown asks nothing."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    strict = Strict(page)
    page.goto(f"{stack.url}/accessibility/?on-purpose")
    strict.look(at_the_end=True)
    assert strict.blemishes == []
    return page, strict


def test_content_that_the_policy_refuses_is_told(watched):
    page, strict = watched

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"x()\">no</p>')")
    page.wait_for_timeout(100)

    assert any("content policy: style-src" in told for told in strict.blemishes)


def test_a_script_error_and_a_missing_page_are_told(watched):
    page, strict = watched

    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(100)
    page.goto(page.url.replace("/accessibility/?on-purpose", "/northmere/nowhere/"))

    assert any("script error" in told for told in strict.blemishes)
    assert any(told.startswith("404 from GET") for told in strict.blemishes)


def test_a_page_wider_than_a_telephone_is_told(watched):
    page, strict = watched

    page.evaluate("document.querySelector('h1').textContent = 'unbreakable'.repeat(20)")
    strict.look(at_the_end=True)

    assert any("wider than the screen" in told for told in strict.blemishes)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_barrier_is_told_with_and_without_scripts(stack, new_context, javascript):
    page = new_context(java_script_enabled=javascript).new_page()
    strict = Strict(page, javascript=javascript)
    page.goto(f"{stack.url}/account/login/")

    page.evaluate("document.querySelector('label').remove()")
    strict.look(at_the_end=True)

    assert any("axe label" in told for told in strict.blemishes)
