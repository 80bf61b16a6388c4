"""Does everything point down, stay small, and stand in its one place?"""

import ast
import os
import subprocess
from pathlib import Path

from django.apps import apps

from tests.architecture.every import every

ROOT = Path(__file__).resolve().parents[2]
ORDER = ["agencies", "protocols", "sharing", "compliance", "config"]
SOURCES = sorted(path for app in ORDER for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
LONGEST = 300


def named(path):
    return str(path.relative_to(ROOT))


@every(apps.get_models(), lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    app = model._meta.app_label
    if app not in ORDER:
        return
    for field in model._meta.get_fields():
        target = getattr(getattr(field, "related_model", None), "_meta", None)
        if target is not None and field.concrete and target.app_label in ORDER:
            assert ORDER.index(target.app_label) <= ORDER.index(app), f"{model._meta.label}.{field.name} points up"


@every(SOURCES, named)
def test_a_file_does_one_thing_and_stays_under_its_budget(path):
    assert len(path.read_text().splitlines()) <= LONGEST


@every(SOURCES, named)
def test_every_module_says_what_question_it_answers(path):
    source = path.read_text()
    if source.strip() and path.name not in ("apps.py", "__init__.py"):
        assert ast.get_docstring(ast.parse(source)), named(path)


PAGES = [
    path
    for path in SOURCES
    if {"views", "api"} & set(path.parts) or path.name in ("views.py", "forms.py", "api.py", "home.py")
]


def bare_reads(tree):
    """Uses of Model.objects or Model.history that go on neither to visible_to nor to of_person, and get_object_or_404 of a bare model."""
    seen_to = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("visible_to", "of_person")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "history", "_base_manager") and id(node) not in seen_to:
            yield f"line {node.lineno}: {ast.unparse(node)} without visible_to"
        found = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("get_object_or_404", "get_list_or_404")
        if found and isinstance(node.args[0], ast.Name) and node.args[0].id[0].isupper():
            yield f"line {node.lineno}: {ast.unparse(node)} of a bare model"


@every(PAGES, named)
def test_pages_start_every_read_at_visible_to(path):
    assert list(bare_reads(ast.parse(path.read_text()))) == []


def test_a_way_round_visible_to_would_be_seen():
    wrong = "def page(request):\n    a = Thing.objects.filter(pk=1)\n    return get_object_or_404(Thing, pk=2)\n"
    assert len(list(bare_reads(ast.parse(wrong)))) == 2
    assert list(bare_reads(ast.parse("Thing.objects.visible_to(member).filter(pk=1)"))) == []


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@every(SOURCES, named)
def test_rules_never_ask_the_clock(path):
    if path.name == "rules.py" or "rules" in path.parts:
        assert not [name for name in imported(ast.parse(path.read_text())) if name in ("time", "django.utils.timezone")]
        assert "timezone.now" not in path.read_text()


def test_every_template_is_used():
    templates = {str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*")}
    words = "\n".join(path.read_text() for path in SOURCES)
    words += "\n".join((ROOT / "templates" / name).read_text() for name in templates)
    # allauth and Django name these themselves.
    theirs = ("account/", "mfa/", "allauth/", "400.html", "403.html", "404.html", "500.html", "403_csrf.html", "429.html")
    unused = [name for name in templates if not name.startswith(theirs) and f'"{name}"' not in words and f"'{name}'" not in words]
    assert unused == []


def test_nothing_that_is_not_ours_to_keep_is_committed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    assert not [name for name in listed if name.startswith(("node_modules/", "build/", ".venv/")) or name == "uv.lock"]
    lock = ROOT / "package-lock.json"
    assert '"resolved"' not in lock.read_text()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
