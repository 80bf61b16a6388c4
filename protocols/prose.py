"""How is clause text, written in a subset of Markdown, shown safely on a page?"""

import re
from typing import Literal

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_SCHEMES = ("http:", "https:", "mailto:")
_TAGS = {
    "p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
# The page's outline is made by the page: headings inside a clause are strong words in a paragraph of their own.
_HEADINGS = {"heading_open": "paragraph_open", "heading_close": "paragraph_close"}
_PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20}).enable("table").disable("image")
_PARSER.validateLink = lambda url: url.strip().lower().startswith(_SCHEMES) and not re.search(r"[\x00-\x20]", url)  # type: ignore[method-assign]


def prose(text: str) -> Markup:
    """The text as HTML that may stand in any page: no raw HTML, images, styles or scripts, links to http(s) and mail only.

    Headings become bold paragraphs, so that a clause cannot break the outline of the page it is shown on.
    """
    return Markup(_clean(_PARSER.renderer.render(_without_headings(_PARSER.parse(text)), _PARSER.options, {})))  # noqa: S704 cleaned by nh3


def prose_inline(text: str) -> Markup:
    """The same for one line inside a sentence, a list item or a table cell: no blocks."""
    return Markup(_clean(_PARSER.renderInline(text)))  # noqa: S704 cleaned by nh3


def plain(text: str) -> str:
    """The words alone, on one line, for page titles, search and notices."""
    return prose(text).striptags()


def _without_headings(tokens: list) -> list:
    inside = False
    for token in tokens:
        if token.type in _HEADINGS:
            inside = token.type == "heading_open"
            token.type, token.tag = _HEADINGS[token.type], "p"
        elif inside and token.type == "inline":
            token.children = [_strong("strong_open", 1), *(token.children or []), _strong("strong_close", -1)]
    return tokens


def _strong(kind: str, nesting: Literal[1, -1]) -> Token:
    return Token(kind, "strong", nesting)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={scheme.rstrip(":") for scheme in _SCHEMES},
        link_rel="noopener noreferrer",
    )
