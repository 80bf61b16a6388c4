"""Does each rule of the house bite? Each is broken once here, on purpose, and must be seen (a rule that cannot fail is none)."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.db import connections, models

from agencies.models import Agency
from tests.architecture import test_direction, test_verbs, test_walls
from tests.conftest import become
from tests.isolation import test_routes

ROOT = Path(__file__).resolve().parents[2]
APPS = ("agencies", "protocols", "sharing", "compliance", "config")
CONTRACTS = [one["name"] for one in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]]

# Lines that are no one's to write, each in a file where it breaks a contract.
OFFENCES = {
    "agencies/roles.py": "from agencies import access\nfrom protocols import prose\n",
    "protocols/models/facts.py": "from protocols import rules\n",
    "sharing/naming.py": "import guardian.shortcuts\nimport mammoth\nimport weasyprint\n",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The house without its data, to be spoilt."""
    whole = tmp_path_factory.mktemp("house")
    for app in APPS:
        shutil.copytree(ROOT / app, whole / app, ignore=shutil.ignore_patterns("__pycache__", "data", "texts"))
    shutil.copy(ROOT / "pyproject.toml", whole)
    return whole


def lint(house) -> str:
    """What the import contracts say of a copy."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    said = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False).stdout
    return " ".join(said.split())  # long names are broken over lines


def test_each_contract_is_broken_by_an_import_that_it_forbids(copy):
    for name, line in OFFENCES.items():
        path = copy / name
        path.write_text(path.read_text() + "\n" + line)

    said = lint(copy)

    assert [name for name in CONTRACTS if f"{name} BROKEN" not in said] == [], said


def test_a_module_that_no_contract_knows_is_seen(copy):
    for name, line in OFFENCES.items():
        path = copy / name
        path.write_text(path.read_text().removesuffix("\n" + line))
    (copy / "sharing" / "helpers.py").write_text('"""What does not belong here?"""\n')

    said = lint(copy)

    assert "sharing.helpers" in said
    assert "BROKEN" in said


def test_a_model_without_a_wall_or_a_history_is_seen(monkeypatch):
    class Bare:
        class _meta:
            label = "sharing.Bare"

    monkeypatch.setattr(test_walls, "RECORDS", [Bare])
    with pytest.raises(AssertionError, match="needs a wall"):
        test_walls.test_every_model_declares_its_wall_and_its_history_or_why_not()

    Bare.wall = Agency.wall
    with pytest.raises(AssertionError, match="history"):
        test_walls.test_every_model_declares_its_wall_and_its_history_or_why_not()


@pytest.mark.django_db(transaction=True)
def test_a_table_without_a_policy_is_seen():
    become("DATABASE_OWNER_URL")
    with connections["default"].cursor() as cursor:
        cursor.execute("create table sharing_forgotten (id uuid)")
    become("DATABASE_URL")
    try:
        with pytest.raises(AssertionError, match="sharing_forgotten"):
            test_walls.test_every_table_of_the_database_has_a_policy_or_is_listed_with_its_reason()
    finally:
        become("DATABASE_OWNER_URL")
        with connections["default"].cursor() as cursor:
            cursor.execute("drop table sharing_forgotten")
        become("DATABASE_URL")


def test_a_foreign_key_that_points_up_is_seen():
    class Field:
        name, concrete = "disclosure", True
        related_model = type("Upper", (), {"_meta": type("M", (), {"app_label": "sharing"})})

    class Lower:
        class _meta:
            app_label, label = "agencies", "agencies.Lower"

            @staticmethod
            def get_fields():
                return [Field]

    with pytest.raises(AssertionError, match="points up"):
        test_direction.test_foreign_keys_point_down.of(Lower)


def test_a_file_over_its_budget_and_one_without_a_question_are_seen(tmp_path):
    long, silent = tmp_path / "long.py", tmp_path / "silent.py"
    long.write_text("x = 1\n" * (test_direction.LONGEST + 1))
    silent.write_text("x = 1\n")

    with pytest.raises(AssertionError):
        test_direction.test_a_file_does_one_thing_and_stays_under_its_budget.of(long)
    with pytest.raises((AssertionError, ValueError)):
        test_direction.test_every_module_says_what_question_it_answers.of(silent)


def test_a_rule_that_asks_the_clock_is_seen(tmp_path):
    asking = tmp_path / "rules.py"
    asking.write_text("from django.utils import timezone\nnow = timezone.now()\n")

    with pytest.raises(AssertionError):
        test_direction.test_rules_never_ask_the_clock.of(asking)


def test_a_template_that_nothing_names_is_seen(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "forgotten.html").write_text("nobody shows this")
    monkeypatch.setattr(test_direction, "ROOT", tmp_path)

    with pytest.raises(AssertionError, match="forgotten"):
        test_direction.test_every_template_is_used()


def test_a_permission_without_an_act_or_a_test_is_seen(monkeypatch):
    for check in (
        test_verbs.test_a_permission_is_for_an_act_of_that_name,
        test_verbs.test_an_act_says_its_verb_to_the_history,
        test_verbs.test_an_act_has_a_test_file_of_its_name,
    ):
        with pytest.raises(AssertionError):
            check.of("sharing", "dance")


def test_a_route_without_a_row_is_seen(monkeypatch):
    known = dict(test_routes.ROUTES)
    del known["sharing:disclosure"]
    monkeypatch.setattr(test_routes, "ROUTES", known)

    with pytest.raises(AssertionError, match="sharing:disclosure"):
        test_routes.test_every_route_has_a_row()


def test_the_fields_of_this_house_are_read_and_not_guessed():
    """The stand-ins above answer to the same names as a model of Django's, or they would prove nothing."""
    field = Agency._meta.get_field("organisation")

    assert isinstance(field, models.ForeignKey)
    assert field.concrete
    assert field.related_model._meta.app_label == "agencies"
