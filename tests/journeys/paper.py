"""Documents that the worker makes: waited for by whoever asked, and read as whoever prints them would."""

import io
import subprocess
import time

import pikepdf

from tests.journeys.visitor import Visitor

MADE_WITHIN = 30  # seconds; the worker makes a document in two or three


def made_for(visitor: Visitor) -> bytes:
    """The document on whose page the visitor is, as soon as the worker has made it."""
    until = time.monotonic() + MADE_WITHIN
    while not visitor.is_offered("Download"):
        assert time.monotonic() < until, f"it is not made: {visitor.text}"
        time.sleep(0.5)
        visitor.opens(visitor.path)
    return visitor.takes("Download")


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page of a document that opens without fault."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        count = len(opened.pages)
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    found = read.stdout.decode().split("\f")[:-1]
    assert len(found) == count
    return found
