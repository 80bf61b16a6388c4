"""What is installed beside Python: assets without the crown, pins without a registry, libraries asked for plainly."""

import os
import tomllib

import pytest

from config.services import assets, libraries, lockfiles
from config.services.errors import ServiceError, SystemLibraryMissing
from config.services.places import CHECKOUT


def test_the_built_stylesheet_has_nothing_of_the_crown():
    style = assets.STYLE.read_text(encoding="utf-8")

    assert ".govuk-button" in style
    assert not [word for word in assets.FOREIGN if word in style]
    assert "sourceMappingURL" not in assets.SCRIPT.read_text(encoding="utf-8")


def test_a_stylesheet_of_another_shape_is_refused():
    with pytest.raises(ServiceError, match="not the one we know"):
        assets.ours("body{background:url(/assets/images/new.svg)}")


def test_a_lock_file_names_no_registry():
    for name in ("package-lock.json", "requirements.lock"):
        path = CHECKOUT / name
        if path.exists():
            assert "://" not in path.read_text(encoding="utf-8"), name


def test_the_two_sets_of_pins_agree():
    """`uv run` obeys pyproject.toml, the install by digest obeys requirements.lock: they name the same versions."""
    constraints = set(tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["uv"]["constraint-dependencies"])
    hashed = lockfiles.pins((CHECKOUT / "requirements.lock").read_text())

    assert hashed
    assert {pin.replace('"', "'") for pin in hashed} <= constraints


def test_pins_replace_the_old_ones_and_nothing_else():
    exported = "a-b[c]==1.2 ; python_version < '3.12' \\\n    --hash=sha256:00\nd==3 \\\n    --hash=sha256:11\n"
    project = '[tool.uv]\nconstraint-dependencies = [\n    "old==1",\n]\npackage = false\n[tool.ruff]\n'

    exact = lockfiles.pins(exported)

    assert exact == ["a-b==1.2 ; python_version < '3.12'", "d==3"]
    assert lockfiles.constrained(project, exact) == (
        '[tool.uv]\nconstraint-dependencies = [\n    "a-b==1.2 ; python_version < \'3.12\'",\n    "d==3",\n]\n'
        "package = false\n[tool.ruff]\n"
    )


def test_a_missing_library_is_told_in_one_sentence(monkeypatch):
    need = libraries.Need("nothing", libraries=("libnothing.so.9",), programs=(), packages=(("libnothing9",),))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemLibraryMissing, match="apt-get install --no-install-recommends libnothing9"):
        libraries.ensure(need)
