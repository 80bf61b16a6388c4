"""Is every page of ours made by our one template engine, from a file that is there, and safe under the content policy?"""

import ast
import inspect
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver
from jinja2.meta import find_referenced_templates

from tests.architecture.every import every

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "compliance", "sharing", "protocols", "agencies")
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
RENDERERS = {"render", "render_to_string", "get_template", "select_template", "TemplateResponse"}
ENDINGS = (".html", ".txt")

# Text that a template puts into a page as it stands. Each has been read, and cannot hold what somebody typed.
AS_IT_STANDS = {
    "sharing/meetings/pass_given.html": "the picture of a link, drawn here as SVG without words of anybody",
    "mfa/totp/activate_form.html": "the picture of the secret, drawn by allauth as SVG without words of anybody",
}
# Renders templates of a library, in an environment of its own that escapes what it is given.
OTHER_ENGINE = {"config/govuk.py"}
# Addresses of views that are others' and show no page: they answer with a redirect, a file or nothing.
WITHOUT_PAGE = {"allauth.mfa.recovery_codes.views.DownloadRecoveryCodesView"}


def named(path):
    return str(path.relative_to(ROOT))


def inner(path):
    return str(path.relative_to(ROOT / "templates"))


# What is rendered


def called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def given_to(tree, function, name):
    """What the calls in a module give for a parameter of one of its functions."""
    place = [arg.arg for arg in function.args.args].index(name)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) == function.name):
        found = call.args[place] if place < len(call.args) else None
        found = next((keyword.value for keyword in call.keywords if keyword.arg == name), found)
        yield found.value if isinstance(found, ast.Constant) else None


def spelt(expression, function, tree):
    """The names that an expression can be: as written, either side of an if, or put together from a parameter.

    None stands for one that cannot be read from the source.
    """
    if isinstance(expression, ast.Constant):
        return [expression.value]
    if isinstance(expression, ast.IfExp):
        return [*spelt(expression.body, function, tree), *spelt(expression.orelse, function, tree)]
    if isinstance(expression, ast.Name):
        if function is not None and expression.id in [arg.arg for arg in function.args.args]:
            return list(given_to(tree, function, expression.id))
        assigned = [
            node.value
            for node in ast.walk(function or tree)
            if isinstance(node, ast.Assign) and any(getattr(one, "id", "") == expression.id for one in node.targets)
        ]
        return [name for value in assigned for name in spelt(value, function, tree)] or [None]
    if isinstance(expression, ast.JoinedStr):
        names = [""]
        for part in expression.values:
            inside = part.value if isinstance(part, ast.FormattedValue) else part
            ends = spelt(inside, function, tree)
            names = [None if name is None or end is None else f"{name}{end}" for name in names for end in ends]
        return names
    return [None]


def brought(tree):
    """The names that a module takes from Django."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.")
        for alias in node.names
    }


def rendered(source):
    """(line, template name or None) of everything that a module renders."""
    tree = ast.parse(source)
    around = {
        id(call): function
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in RENDERERS):
        # A form's, a widget's or a template's own method, or a function of our own, is another thing.
        if called(call) == "render" if isinstance(call.func, ast.Attribute) else called(call) not in brought(tree):
            continue
        place = 1 if called(call) in ("render", "TemplateResponse") else 0
        for name in spelt(call.args[place], around.get(id(call)), tree):
            yield call.lineno, name


@every(SOURCES, named)
def test_what_we_render_is_there_and_is_rendered_by_jinja(path):
    if named(path) in OTHER_ENGINE:
        return
    for line, name in rendered(path.read_text()):
        assert name is not None, f"line {line}: which template is this? Say its name in the call"
        assert (ROOT / "templates" / name).is_file(), f"line {line}: there is no templates/{name}"
        assert get_template(name).backend.name == "jinja2", f"line {line}: {name}"


def test_a_name_that_is_put_together_is_followed_to_its_ends():
    source = (
        "from django.shortcuts import render\n"
        "def page(request, name):\n    return render(request, f'things/{name}.html', {})\n"
        "def one(request):\n    return page(request, 'one')\n"
        "def two(request):\n    return page(request, name='two' )\n"
        "def lost(request):\n    return render(request, choose())\n"
    )
    assert {name for _, name in rendered(source)} == {"things/one.html", "things/two.html", None}


# What is addressed


def views(patterns, before=""):
    """(address, view) of every pattern, with the decorators taken off."""
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield address, inspect.unwrap(pattern.callback, stop=lambda view: hasattr(view, "view_class"))
        else:
            yield from views(pattern.url_patterns, address)


ADDRESSES = [
    (address, view)
    for address, view in views(get_resolver().url_patterns)
    if view.__module__.partition(".")[0] not in APPS
]


@pytest.mark.parametrize(("address", "view"), ADDRESSES, ids=[address for address, _ in ADDRESSES])
def test_a_page_that_another_package_shows_is_drawn_by_our_template(address, view):
    kind = getattr(view, "view_class", None)
    assert kind is not None, f"{address}: {view} is of no class, so its template cannot be known"
    name = getattr(kind, "template_name", None)
    if f"{kind.__module__}.{kind.__name__}" in WITHOUT_PAGE:
        return
    assert name, f"{address}: {kind} names no template"
    assert get_template(name).backend.name == "jinja2", f"{address} falls through to Django's engine with {name}"


def test_the_addresses_are_walked_and_the_engines_stand_in_order():
    assert len(list(views(get_resolver().url_patterns))) > 60
    assert [engine.name for engine in engines.all()] == ["jinja2", "django"]
    theirs, ours = settings.TEMPLATES[1], settings.TEMPLATES[0]
    assert ours["DIRS"] == [ROOT / "templates"]
    assert theirs["DIRS"] == []


# What stands in the files


@every(TEMPLATES, inner)
def test_a_template_is_read_by_jinja_and_leads_only_to_files_that_are_there(path):
    assert path.suffix in ENDINGS, "a template is a page or a text"
    environment = engines["jinja2"].env
    assert get_template(inner(path)).backend.name == "jinja2"
    for name in find_referenced_templates(environment.parse(path.read_text())):
        assert name is not None, "a template says which one it extends, includes or imports"
        environment.get_template(name)


CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
NOTES = re.compile(r"\{#.*?#\}", re.DOTALL)
# In the markup, and in markup that stands in a string of the template's code.
IN_MARKUP = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^<>]*\s(?:on[a-z]+|hx-on[^\s=<>]*)\s*=", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an address that is a script": re.compile(r"[\"'=]\s*javascript:", re.IGNORECASE),
}
# Attributes handed to a macro.
IN_CODE = {
    **IN_MARKUP,
    "a style for a macro": re.compile(r"[\"']style[\"']\s*:", re.IGNORECASE),
    "an event for a macro": re.compile(r"[\"'](?:on[a-z]+|hx-on[^\"']*)[\"']\s*:", re.IGNORECASE),
}


def inline(source):
    """What in a template the content policy would refuse: styles and scripts that are in the page and not in a file."""
    source = NOTES.sub("", source)
    # An attribute's value may be code with signs that end a tag: first the markup with each piece of code as one word.
    markup = CODE.sub("code", source)
    found = {what for what, wrong in IN_MARKUP.items() if wrong.search(markup)}
    for code in CODE.findall(source):
        found |= {what for what, wrong in IN_CODE.items() if wrong.search(code)}
    return found


@every(TEMPLATES, inner)
def test_no_style_and_no_script_stands_in_a_page(path):
    assert inline(path.read_text()) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        '<a class="{{ a > b }}" onclick="go()">',
        '<div hx-on:click="go()">',
        "<script>go()</script>",
        '<a href="javascript:go()">',
        '{{ govuk("button", {"attributes": {"onclick": "go()"}}) }}',
        "{% set html = '<b style=\"x\">' %}",
    ],
)
def test_a_style_or_script_in_a_page_would_be_seen(wrong):
    assert inline(wrong)


@pytest.mark.parametrize(
    "right",
    [
        '<script src="{{ static(\'app.mjs\') }}" type="module"></script>',
        "{% set once = 1 %}{{ words(on=today) }}",
        "{# style= is not allowed, and neither is <script> #}",
        '{{ json_script(rows, "rows") }}',
    ],
)
def test_what_is_in_a_file_or_in_code_is_no_fault(right):
    assert inline(right) == set()


UNESCAPED = re.compile(r"\|\s*safe\b|\bMarkup\b|\bautoescape\b|\|\s*forceescape\b|\bmark_safe\b")


def test_nothing_is_put_into_a_page_as_it_stands_but_what_is_listed():
    found = {inner(path) for path in TEMPLATES if UNESCAPED.search(NOTES.sub("", path.read_text()))}
    assert found - AS_IT_STANDS.keys() == set(), "let it be escaped, or list it with the reason"
    assert AS_IT_STANDS.keys() - found == set(), "listed, and no longer so"
    assert all(len(why) > 20 for why in AS_IT_STANDS.values())
