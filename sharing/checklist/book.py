"""Every page of the questions, found by its code or by its place in the address."""

from sharing.checklist.questions import agreed, fair, reasons, right, short, start
from sharing.checklist.shapes import Page

ALL: tuple[Page, ...] = (
    *start.PAGES, *reasons.PAGES, *fair.PAGES, *right.PAGES, *agreed.PAGES, *short.PAGES,
)  # fmt: skip
BY_CODE = {page.code: page for page in ALL}
BY_SLUG = {page.slug: page for page in ALL}
FOLLOW_UP = short.FOLLOW_UP

# The source's own order, for printing. The 2013 text asks about sharing less twice: one answer, two places.
PRINTED_2026 = ("1a", "1b", "2a", "2b", "2c", "3", "3a", "3b", "3c", "3d", "3e", "3f", "4a", "4b", "4c",
                "5a", "5b", "5c", "6a", "6b", "6c", "6d", "7", "7L", "8", "9")  # fmt: skip
PRINTED_2013 = ("1a", "1b", "2a", "2b", "2c", "3", "3a", "3b", "3c", "3b", "3d", "3e", "4a", "4b", "4c",
                "5a", "5b", "6a", "6b", "6c", "7", "8", "9")  # fmt: skip


def page(code: str) -> Page:
    """The page with this code. KeyError when there is none."""
    return BY_CODE[code]


def page_at(slug: str) -> Page | None:
    """The page at this place in the address, or None."""
    return BY_SLUG.get(slug)
