"""A person at a browser, in the words of a journey: opens, follows, fills in, chooses, presses, sees."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys.strict import Strict


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


class Visitor:
    """One person, at one browser, as one would describe what they do."""

    def __init__(self, page: Page, url: str, *, javascript: bool = True, seen: set[tuple] | None = None):
        self.page, self.url = page, url
        self.strict = Strict(page, javascript=javascript, seen=seen)

    # Going somewhere

    def opens(self, path: str) -> "Visitor":
        """An address, below the product's own or whole."""
        self.page.goto(path if path.startswith("http") else self.url + path)
        return self._arrived()

    def follows(self, words: str) -> "Visitor":
        """A link, by its words or their beginning; some links are drawn as buttons."""
        self._one(words, "link", "button").click()
        return self._arrived()

    def follows_to(self, part: str) -> "Visitor":
        """The first link of the page that leads to an address with this in it."""
        self.page.locator(f"main a[href*='{part}']").first.click()
        return self._arrived()

    def presses(self, words: str) -> "Visitor":
        """A button."""
        self._one(words, "button").click()
        return self._arrived()

    def goes_back(self) -> "Visitor":
        self.page.go_back()
        return self._arrived()

    # Filling in

    def types(self, label: str, text: str, within: str = "") -> "Visitor":
        """Into the box with that label, or the one of its fieldset."""
        self._within(within).get_by_label(label).first.fill(text)
        return self

    def brings(self, name: str, kind: str, content: bytes) -> "Visitor":
        """A file, into the one place for it on the page."""
        file = {"name": name, "mimeType": kind, "buffer": content}
        self.page.locator("input[type=file]").set_input_files(file)
        return self

    def types_day(self, legend: str, day) -> "Visitor":
        """Into the three boxes of a date."""
        group = self.page.get_by_role("group", name=legend)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label, exact=True).fill(str(number))
        return self

    def chooses(self, option: str, within: str = "") -> "Visitor":
        """A radio button."""
        self._within(within).get_by_role("radio", name=option).first.check()
        return self

    def ticks(self, *options: str, within: str = "") -> "Visitor":
        """Checkboxes."""
        for option in options:
            self._within(within).get_by_role("checkbox", name=option).first.check()
        return self

    def picks(self, label: str, option: str) -> "Visitor":
        """From a drop-down list, by the words or a part of them."""
        box = self.page.get_by_label(label).first
        value = box.locator("option", has_text=option).first.get_attribute("value")
        box.select_option(value)
        return self

    # Seeing

    def sees(self, *words: str) -> "Visitor":
        """These words are on the page for everyone to read; in which letters and with how much air, is nobody's business."""
        for said in words:
            assert _plain(said) in _plain(self.text), f"“{said}” is not on {self.path}, which says: {_plain(self.text)}"
        return self

    def sees_no(self, *words: str) -> "Visitor":
        for said in words:
            assert _plain(said) not in _plain(self.text), f"“{said}” is on {self.path}, which says: {_plain(self.text)}"
        return self

    def is_on(self, heading: str) -> "Visitor":
        """The page's heading."""
        assert _plain(heading) in _plain(self.heading), (
            f"“{heading}” is not the heading of {self.path}: {_plain(self.text)}"
        )
        return self

    def is_offered(self, words: str) -> bool:
        """A link or a button of these words is there."""
        return any(self._found(words, role).count() for role in ("link", "button"))

    def value_of(self, label: str) -> str:
        """What stands in a box."""
        return self.page.get_by_label(label).first.input_value()

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return self.page.locator("body").inner_text()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.url)

    def is_refused(self, path: str, status: int = 404) -> "Visitor":
        """The address answers with this status, and its page is as good as any other."""
        with self.strict.expecting(status):
            self.page.goto(self.url + path)
        return self._arrived()

    def is_told_it_changed(self, button: str) -> "Visitor":
        """Pressing this is answered with "This has changed since you opened it"."""
        with self.strict.expecting(409):
            self._one(button, "button").click()
        return self._arrived().is_on("This has changed since you opened it")

    def takes(self, words: str) -> bytes:
        """What a link or a button gives as a file."""
        with self.page.expect_download() as taken:
            self._one(words, "link", "button").click()
        return Path(taken.value.path()).read_bytes()

    # How it is done

    def _within(self, legend: str):
        return self.page.get_by_role("group", name=legend) if legend else self.page

    def _one(self, words: str, *roles: str) -> Locator:
        """What has this name, or one that begins with it; what is folded away is unfolded first."""
        for _ in range(2):
            for role in roles:
                if (found := self._found(words, role)).count():
                    return found.first
            folded = self.page.locator("main details:not([open]) > summary:visible")
            while folded.count():
                folded.first.click()
        raise AssertionError(f"There is no “{words}” on {self.path}, which says: {_plain(self.text)}")

    def _found(self, words: str, role: str) -> Locator:
        for place in (self.page.get_by_role("main"), self.page):
            for name in (rf"^\s*{re.escape(words)}\s*$", rf"^\s*{re.escape(words)}"):
                if (found := place.get_by_role(role, name=re.compile(name, re.IGNORECASE))).count():
                    return found
        return found

    def _arrived(self) -> "Visitor":
        self.page.wait_for_load_state()
        self.strict.look()
        return self
