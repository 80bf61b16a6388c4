"""Are operations that are put together the same as one after another, only drawn once?"""

import ast
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState

from agencies.together import Together

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for app in ("agencies", "protocols", "sharing", "compliance") for path in ROOT.glob(f"{app}/migrations/0*.py"))


def tables():
    return [
        migrations.CreateModel(name, [("id", models.UUIDField(primary_key=True))]) for name in ("Agency", "Protocol", "Request")
    ]


def test_the_state_is_the_same_and_is_drawn_when_somebody_looks():
    apart, together = ProjectState(), ProjectState()
    assert together.apps  # drawn before, so that each further operation would draw it again

    for one in tables():
        one.state_forwards("sharing", apart)
    Together(tables()).state_forwards("sharing", together)

    assert together == apart
    assert "apps" not in together.__dict__
    assert {model.__name__ for model in together.apps.get_models()} == {"Agency", "Protocol", "Request"}


def test_it_can_be_undone_when_each_of_them_can():
    assert Together(tables()).reversible
    assert not Together([*tables(), migrations.RunSQL("select 1")]).reversible


def test_it_says_what_it_does():
    assert Together(tables()[:2]).describe() == "Create model Agency; Create model Protocol"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_migration_makes_tables_one_by_one(path):
    whole = next(node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef))
    operations = next(node.value for node in whole.body if isinstance(node, ast.Assign) and node.targets[0].id == "operations")
    made = [
        one for one in operations.elts if isinstance(one, ast.Call) and getattr(one.func, "attr", "") == "CreateModel"
    ]

    assert len(made) <= 1
