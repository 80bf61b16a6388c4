"""Does the README say what is so: the lives as they are in the tables, every setting, addresses and commands that exist?"""

import ast
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from config.demonstration import SLUGS
from tests.architecture.every import every

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FIRST_SCREEN = 40  # lines
APPS = ("agencies", "protocols", "sharing", "compliance", "config")
SOURCES = [ROOT / "manage.py", *(path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))]


def named(path):
    return str(path.relative_to(ROOT))


# The lives, drawn


def initial(status):
    """The status that a new record has unless its action says otherwise."""
    models = [model for model in apps.get_models() if getattr(model, "Status", None) is status]
    return next(model for model in models if hasattr(model, "objects"))._meta.get_field("status").default


def drawn(status, moves):
    """A life as a Mermaid diagram: states by their words, an arrow for each verb; equal arrows are drawn once."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{one.label}" as {one.value}' for one in status]
    lines.append(f"    [*] --> {initial(status)}")
    arrows = [(source, move.target, move.verb.replace("_", " ")) for move in moves for source in move.sources]
    lines += [f"    {source.value} --> {target.value}: {verb}" for source, target, verb in dict.fromkeys(arrows)]
    left = {source for source, _, _ in arrows}
    lines += [f"    {one.value} --> [*]" for one in status if one not in left]
    return "\n".join(lines)


def lives():
    """Every life of every app: (app, model, the moves whose target is one of its statuses)."""
    for app in ("protocols", "sharing", "compliance"):
        moves = importlib.import_module(f"{app}.lifecycle").MOVES
        for status in dict.fromkeys(type(move.target) for move in moves):
            yield status, [move for move in moves if type(move.target) is status]


LIVES = list(lives())


@pytest.mark.parametrize(("status", "moves"), LIVES, ids=[status.__qualname__ for status, _ in LIVES])
def test_a_life_is_drawn_as_it_is_in_the_table(status, moves):
    wanted = f"```mermaid\n{drawn(status, moves)}\n```"
    assert wanted in README, f"put this into README.md:\n{wanted}"


def test_every_life_is_drawn_and_nothing_else_is():
    assert [status.__qualname__.split(".")[0] for status, _ in LIVES] == [
        "Version",
        "Checklist",
        "Request",
        "Disclosure",
        "Hold",
        "Meeting",
        "Dispute",
        "Advice",
        "OnwardRequest",
        "NonComplianceCase",
        "CopyReview",
    ]
    assert README.count("stateDiagram-v2") == len(LIVES)


# The settings

TYPES = {"str", "bool", "int", "float", "list", "dict", "json", "url", "path", "timedelta"}  # of environs


def asked_of_the_environment(path):
    """(name, default or None) of every environment variable that a module reads; a name that is not written out is ""."""
    source = path.read_text()
    for node in ast.walk(ast.parse(source if "env" in source else "")):
        key = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = ast.unparse(node.func.value)
            if (of == "env" and node.func.attr in TYPES) or (
                of == "os.environ" and node.func.attr in ("get", "setdefault", "pop")
            ):
                key = node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            key = node.slice
        elif isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "os.environ":
            key = node.left
        if key is not None:
            default = (
                node.args[1]
                if isinstance(node, ast.Call) and ast.unparse(node.func.value) == "env" and node.args[1:]
                else None
            )
            yield (key.value if isinstance(key, ast.Constant) else ""), default


ASKED = [(path, name, default) for path in SOURCES for name, default in asked_of_the_environment(path)]
# Ask for names that stand in a list beside the question; each of them is asked for by name elsewhere too.
BY_LIST = {"config/management/commands/prepare_database.py"}
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \|(.+)\|$", README, re.MULTILINE))


def test_every_setting_is_in_the_table_and_the_table_has_no_other():
    assert {name for _, name, _ in ASKED if name} == set(ROWS)
    assert {named(path) for path, name, _ in ASKED if not name} <= BY_LIST


def words_of(default):
    """How the table writes a default, or nothing where it is empty or computed."""
    try:
        value = ast.literal_eval(default)
    except (ValueError, TypeError):
        return []
    if isinstance(value, bool):
        return ["on" if value else "off"]
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one not in ("", [])]


WITH_DEFAULT = [row for row in ASKED if row[2] is not None]


# A default is a tree, whose own name differs in each process, and the processes of a parallel run must agree.
@pytest.mark.parametrize(
    ("path", "name", "default"), WITH_DEFAULT, ids=[f"{named(path)}: {name}" for path, name, _ in WITH_DEFAULT]
)
def test_the_table_says_what_holds_when_a_setting_is_absent(path, name, default):
    usual = ROWS[name].split("|")[0]
    assert [word for word in words_of(default) if word not in usual] == []


# What it points to


def test_the_first_screen_says_how_to_start_and_how_to_test():
    first = "\n".join(README.splitlines()[:FIRST_SCREEN])
    for command in ("python3 -m pip install uv", "uv run manage.py start", "uv run pytest", "demo.json"):
        assert command in first


ADDRESSES = sorted(set(re.findall(rf"`(/(?:{'|'.join(SLUGS)}|account|health|accessibility)/[^`\s]*)`", README)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_tour_is_one(address):
    try:
        resolve(address)
    except Resolver404:
        pytest.fail(f"{address} leads nowhere")


def test_the_tour_goes_through_both_partnerships():
    assert len(ADDRESSES) > 12
    assert all(any(address.startswith(f"/{slug}/") for address in ADDRESSES) for slug in SLUGS)


@every(PAGES, named)
def test_every_command_that_is_named_exists(path):
    assert set(re.findall(r"manage\.py ([a-z_]+)", path.read_text())) <= set(get_commands())


@every(PAGES, named)
def test_every_link_leads_to_a_file(path):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


@every(PAGES, named)
def test_every_file_that_is_named_is_there(path):
    """`protocols/rules.py` and the like, in README and decisions; a name with a star or brackets is a pattern."""
    shapes = rf"`((?:{'|'.join(APPS)}|docs|templates|tests|static)/[\w./-]+)`"
    assert [name for name in re.findall(shapes, path.read_text()) if not (ROOT / name).exists()] == []


DECISIONS = [path for path in PAGES if path.parent.name == "decisions"]


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_says_why_what_it_costs_and_is_short(path):
    text = path.read_text()
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert text.startswith("# ")
    assert headings[:3] == ["Context", "Choice", "Cost"]
    assert len(text.splitlines()) <= 60
    assert f"docs/decisions/{path.name}" in README
