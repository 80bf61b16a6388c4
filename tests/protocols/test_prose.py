"""Clause text is shown as it was meant and can harm no page."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocols.prose import plain, prose, prose_inline
from tests.tries import tries

ALLOWED = {
    "p",
    "br",
    "strong",
    "em",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def test_the_subset_is_shown():
    html = prose(
        "Some **bold** and *soft* words, [a link](https://a.example/x) and:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )

    assert "<strong>bold</strong>" in html
    assert "<em>soft</em>" in html
    assert "<li>two</li>" in html
    assert "<td>2</td>" in html
    assert '<a href="https://a.example/x" rel="noopener noreferrer">' in html


def test_headings_become_strong_words_and_leave_the_outline_alone():
    html = prose("# One *two*\n\nwords\n\nThree\n=====\n")

    assert html == "<p><strong>One <em>two</em></strong></p>\n<p>words</p>\n<p><strong>Three</strong></p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,xx)", "![x](https://a.example/p.png)", "<javascript:alert(1)>", "[x](//evil.example)",
        "[x](vbscript:x)", "<div style='position:fixed'>", '[x](https://a.example "onmouseover=alert(1)")', "[x](java\tscript:alert(1))",
    ],
)  # fmt: skip
def test_nothing_harmful_comes_through(text):
    for html in (prose(text), prose_inline(text)):
        assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][\w-]*)", html)} <= ALLOWED
        assert not re.search(r"<[^>]*\s(?:on\w+|style|src|class|id)=", html)
        assert all(link.startswith(("https:", "http:", "mailto:")) for link in re.findall(r'href="([^"]*)"', html))


@settings(max_examples=tries(100), deadline=None)
@given(st.text(st.sampled_from("<>[]()!#*_`|-\n ab:/\"'&;=javscript"), max_size=200))
def test_any_text_gives_only_allowed_tags(text):
    html = prose(text)

    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][\w-]*)", html)} <= ALLOWED
    assert all(link.startswith(("https:", "http:", "mailto:")) for link in re.findall(r'href="([^"]*)"', html))


def test_plain_gives_the_words_alone():
    assert (
        plain("Kept by **A & B** for [a year](https://a.example).\n\n- then destroyed")
        == "Kept by A & B for a year. then destroyed"
    )


@pytest.mark.parametrize("text", ["[" * 20_000, "> " * 5_000 + "x", "*" * 20_000, "`" * 20_000, "|" * 20_000 + "\n|-|"])
def test_awkward_text_is_shown_soon(text):
    began = time.process_time()

    prose(text)

    assert time.process_time() - began < 2
