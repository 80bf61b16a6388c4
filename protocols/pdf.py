"""How does a template become a PDF? Tagged for screen readers (PDF/UA), and without a look at anything outside.

WeasyPrint is known to this file alone. It may fetch what is in the list of assets, by key, and nothing else: no
address on the network, no file of the machine, no data: URL, whatever somebody typed (rulings 10, 33).
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import pydyf
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"
SVG = "image/svg+xml"
# Texts of a document's context whose names end so are pictures, shown by `<img src="asset:NAME">`.
PICTURE = "_svg"


class Sealed(URLFetcher):
    """Gives out the assets of one document by key. WeasyPrint leaves out what is refused here."""

    def __init__(self, assets: Mapping[str, tuple[bytes, str]]):
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.assets = assets

    def fetch(self, url, headers=None):
        """The asset of that key. Raises ValueError for every other address."""
        if url.startswith(SCHEME) and (asset := self.assets.get(url.removeprefix(SCHEME))):
            body, mime = asset
            return URLFetcherResponse(url, body, {"Content-Type": mime})
        raise ValueError("only assets are fetched, by key")


@cache
def _style() -> tuple[bytes, str]:
    return (settings.BASE_DIR / "static" / "pdf.css").read_bytes(), "text/css; charset=utf-8"


@cache
def _fonts() -> FontConfiguration:
    """One for all documents: reading what fonts there are takes longer than a short document."""
    return FontConfiguration()


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """A document as a tagged PDF; the same template and context give the same bytes."""
    return from_html(render_to_string(template, dict(context)), context)


def from_html(html: str, context: Mapping[str, Any]) -> bytes:
    """A page as a tagged PDF, with the pictures of its context at hand."""
    pictures = {name: (str(text).encode(), SVG) for name, text in context.items() if name.endswith(PICTURE) and text}
    document = HTML(string=html, url_fetcher=Sealed({"pdf.css": _style(), **pictures}))
    return document.write_pdf(
        finisher=_name_headings, pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        font_config=_fonts(),
    )  # fmt: skip


def _name_headings(document, pdf) -> None:
    """Say of each heading in a table whether it is of its column or of its row, and list the names by which cells
    point to them: WeasyPrint 70 writes neither, and screen readers need both."""
    by_reference = {one.reference: one for one in pdf.objects if isinstance(one, pydyf.Dictionary)}
    names = []
    for one in (found for found in by_reference.values() if found.get("S") == "/TH"):
        row = by_reference[one["P"]]
        of_column = by_reference[row["P"]].get("S") == "/THead"
        one["A"]["Scope"] = "/Column" if of_column else "/Row"
        names.append((one["ID"], one.reference))
    if names:
        pairs = pydyf.Array(part for pair in sorted(names, key=lambda pair: pair[0].data) for part in pair)
        by_reference[pdf.catalog["StructTreeRoot"]]["IDTree"] = pydyf.Dictionary({"Names": pairs})
