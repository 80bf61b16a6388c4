"""Does our door to the GOV.UK macros give what the Design System publishes, and let nothing through unescaped?"""

import json
from functools import lru_cache
from pathlib import Path

import lxml.html
import pytest
from markupsafe import Markup

from config.govuk import govuk

PUBLISHED = Path(__file__).resolve().parents[2] / "node_modules" / "govuk-frontend"
# All of 6.3.0; a smaller number means that `manage.py assets` has not run, and nothing was compared.
COMPONENTS = 37
FIXTURES = 657
HOSTILE = '<img src="x" onerror="alert(1)">'


@lru_cache(maxsize=1)
def fixtures():
    files = sorted(PUBLISHED.glob("dist/govuk/components/*/fixtures.json"))
    return {file.parent.name: json.loads(file.read_text())["fixtures"] for file in files}


def trusted(value, key="", parent=""):
    """The published options, with the HTML that their authors mean as HTML marked so."""
    if isinstance(value, dict):
        return {name: trusted(item, name, key) for name, item in value.items()}
    if isinstance(value, list):
        return [trusted(item, "", key) for item in value]
    raw = key == "html" or key.endswith("Html") or parent == "slots"
    return Markup(value) if raw and isinstance(value, str) else value


def hostile(value, key="", parent=""):
    """The published options, with an attack wherever a string is taken."""
    if isinstance(value, dict):
        return {name: hostile(item, name, key) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, "", key) for item in value]
    return HOSTILE if value and isinstance(value, str) and key not in ("type", "element") else value


def shape(html):
    """The markup as a tree of names, attributes and words, without the accidents of white space."""
    return [one(node) for node in lxml.html.fragments_fromstring(f"<div>{html}</div>")]


def one(node):
    if not isinstance(node.tag, str):
        return ("comment",)
    attributes = {name: " ".join(value.split()) for name, value in node.attrib.items()}
    words = [" ".join((node.text or "").split())]
    children = []
    for child in node:
        children.append(one(child))
        words.append(" ".join((child.tail or "").split()))
    return (node.tag, attributes, words, children)


def test_every_published_fixture_is_here():
    assert len(fixtures()) == COMPONENTS
    assert sum(len(of_one) for of_one in fixtures().values()) == FIXTURES


@pytest.mark.parametrize("component", sorted(path.name for path in PUBLISHED.glob("dist/govuk/components/*/")))
def test_a_component_is_what_the_design_system_publishes(component):
    different = [
        fixture["name"]
        for fixture in fixtures().get(component, [])
        if shape(govuk(component, trusted(fixture["options"]))) != shape(fixture["html"])
    ]

    assert different == []


@pytest.mark.parametrize("component", sorted(path.name for path in PUBLISHED.glob("dist/govuk/components/*/")))
def test_no_string_reaches_the_page_as_markup(component):
    for fixture in fixtures().get(component, []):
        tree = lxml.html.fromstring(f"<div>{govuk(component, hostile(fixture['options']))}</div>")

        assert not tree.xpath("//img | //@onerror"), fixture["name"]


def test_text_is_escaped_even_when_it_is_marked_safe():
    assert "&lt;b&gt;" in govuk("tag", {"text": Markup("<b>Draft</b>")})


def test_html_is_kept_when_it_is_marked_safe_and_escaped_when_not():
    assert "<b>Draft</b>" in govuk("tag", {"html": Markup("<b>Draft</b>")})
    assert "&lt;b&gt;Draft&lt;/b&gt;" in govuk("tag", {"html": "<b>Draft</b>"})


def test_attributes_as_a_string_are_refused():
    with pytest.raises(TypeError, match="give attributes as a dictionary"):
        govuk("tag", {"text": "Draft", "attributes": ' onclick="alert(1)"'})


def test_a_component_that_does_not_exist_is_said_by_name():
    with pytest.raises(LookupError, match="no component named 'marquee'"):
        govuk("marquee")
