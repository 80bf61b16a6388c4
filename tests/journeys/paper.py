"""What comes out of the service as a file: waited for, taken by the browser, and read as whoever prints it would."""

import io
import subprocess
import time
from pathlib import Path

import pikepdf

from tests.journeys.visitor import Visitor

MADE_WITHIN = 30  # seconds; the worker makes a document in two or three


def waits_for_the_document(visitor: Visitor) -> Visitor:
    """On the page of a document, until the worker has made it."""
    until = time.monotonic() + MADE_WITHIN
    while not visitor.is_offered("Download"):
        assert time.monotonic() < until, f"it is not made: {visitor.text}"
        time.sleep(0.5)
        visitor.opens(visitor.path)
    return visitor


def takes(visitor: Visitor, words: str = "Download") -> bytes:
    """What a link or button beginning with these words gives as a file."""
    with visitor.page.expect_download() as taken:
        visitor._one(words, "link", "button").click()
    return Path(taken.value.path()).read_bytes()


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page of a document that opens without fault."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        count = len(opened.pages)
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    found = read.stdout.decode().split("\f")[:-1]
    assert len(found) == count
    return found
