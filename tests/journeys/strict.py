"""A browser page that forgives nothing: no script error, no refused content, no failed request, no barrier."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Told by the page itself, because not every refusal of the content policy reaches the console.
TELL_REFUSALS = """document.addEventListener('securitypolicyviolation',
    event => window.toldOfRefusal(`${event.violatedDirective} ${event.blockedURI}`))"""
# The radios and checkboxes that open a further question say so with an attribute that the standard does not
# foresee on them; the Design System keeps it on purpose, because screen readers tell it (govuk-frontend issue 979).
KNOWN = {"aria-allowed-attr": re.compile(r'<input class="govuk-(?:radios|checkboxes)__input"[^>]* aria-expanded=')}
# One address stands for all of its kind: references, keys and numbers are left out.
NAMES = re.compile(r"[0-9a-f-]{36}|[A-Z]+-[A-Z0-9-]+|(?<=/)\d+(?:\.\d+)*(?=/)")
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
# A failed request is told twice; the status is looked at instead.
FAILED_REQUEST = re.compile(r"^Failed to load resource: the server responded with a status of \d+")

axe = Axe()
# Nothing but what is wrong has to come back from the page.
ONLY_VIOLATIONS = {"resultTypes": ["violations"], "reporter": "no-passes"}
_looked_at: set[tuple] = set()


class Strict:
    """Watches one page of a browser. `blemishes` is what went wrong and was not expected."""

    def __init__(self, page: Page, *, javascript: bool = True, seen: set[tuple] | None = None):
        """`seen` is what the other browsers of the same story have looked at."""
        self.page, self.javascript = page, javascript
        self._seen: set[tuple] = set() if seen is None else seen
        self.blemishes: list[str] = []
        self._expected: set[int] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.blemishes.append(f"script error: {error}"))
        page.on("response", self._response)
        if javascript:
            page.expose_function("toldOfRefusal", lambda told: self.blemishes.append(f"content policy: {told}"))
            page.add_init_script(TELL_REFUSALS)

    def _console(self, message) -> None:
        if message.type == "error" and not FAILED_REQUEST.match(message.text):
            self.blemishes.append(f"console: {message.text} at {self.page.url}")

    def _response(self, response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.blemishes.append(f"{response.status} from {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, status: int) -> Iterator[None]:
        """What follows is answered with this status, and has to be."""
        self._expected.add(status)
        seen = []

        def see(response):
            seen.append(response.status)

        self.page.on("response", see)
        yield
        self.page.remove_listener("response", see)
        self._expected.discard(status)
        assert status in seen, f"expected an answer of {status} and had {seen} at {self.page.url}"

    def look(self, *, at_the_end: bool = False) -> None:
        """Is this page open to everyone? Asked once in the run of each kind of page and each of its states; and where a
        story ends, unless it was asked of that page in the same story."""
        if self.page.viewport_size["width"] == 320:
            self.blemishes += [f"wider than the screen: {wide} at {self.page.url}" for wide in self._too_wide()]
        wrong = self.page.locator(".govuk-error-summary").count() > 0
        address = NAMES.sub("*", self.page.url.partition("?")[0])
        kind = (address, self.page.viewport_size["width"], self.javascript, wrong)
        if kind not in (self._seen if at_the_end else _looked_at):
            _looked_at.add(kind)
            self._seen.add(kind)
            self.blemishes += self._barriers()

    def _too_wide(self) -> list[str]:
        """What sticks out at 320 pixels, named by tag, class and words; empty when the page reflows."""
        return self.page.evaluate("""() => document.documentElement.scrollWidth <= 320 ? [] :
            [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 320.5)
            .slice(-3).map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
            .concat(`scroll width ${document.documentElement.scrollWidth}`)""")

    @contextmanager
    def _where_scripts_run(self) -> Iterator[Page]:
        """This page, or where its scripts are off its likeness without them: the rules themselves are a script."""
        if self.javascript:
            yield self.page
            return
        likeness = SCRIPT.sub("", self.page.content())
        context = self.page.context.browser.new_context(viewport=self.page.viewport_size, reduced_motion="reduce")
        page = context.new_page()
        page.route(self.page.url, lambda route: route.fulfill(body=likeness, content_type="text/html"))
        page.goto(self.page.url)
        yield page
        context.close()

    def _barriers(self) -> list[str]:
        found = []
        with self._where_scripts_run() as page:
            violations = axe.run(page, options=ONLY_VIOLATIONS).response["violations"]
        for violation in violations:
            known = KNOWN.get(violation["id"])
            nodes = [node["html"] for node in violation["nodes"] if not (known and known.match(node["html"]))]
            if nodes:
                found.append(f"axe {violation['id']}: {violation['help']} at {self.page.url}: {nodes[:3]}")
        return found
