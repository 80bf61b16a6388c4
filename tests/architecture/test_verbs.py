"""Is one verb one verb everywhere: permission, action, test, and the word that the history keeps?"""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from agencies.access import registered
from agencies.moves import Move
from tests.architecture.every import every

ROOT = Path(__file__).resolve().parents[2]
VERBS = sorted(registered())
APPS = sorted({app for app, _ in VERBS})
LIVES = [app for app in APPS if (ROOT / app / "lifecycle.py").exists()]

# Moves that another act causes: they have a permission and no page, and the act named here carries them out.
CAUSED = {("protocols", "supersede"): "bring_into_force"}


def named(pair):
    return ".".join(pair)


def modules_of(app):
    """The modules in which an app's actions stand: one file, or a package of them."""
    whole = importlib.import_module(f"{app}.actions")
    inside = pkgutil.iter_modules(whole.__path__, f"{whole.__name__}.") if hasattr(whole, "__path__") else ()
    return [whole, *(importlib.import_module(found.name) for found in inside)]


def functions_of(app):
    """Every function that an app's action modules define, by name, as a syntax tree."""
    trees = [ast.parse(Path(module.__file__).read_text()) for module in modules_of(app)]
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}


FUNCTIONS = {app: functions_of(app) for app in APPS}


def called(node):
    """The name by which a call calls, without the module before it."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def parameters(function):
    """The parameters of a function in order, each with its default as a tree or None."""
    plain, keywords = function.args.args, function.args.kwonlyargs
    defaults = [None] * (len(plain) - len(function.args.defaults)) + function.args.defaults
    return dict(zip([arg.arg for arg in plain], defaults, strict=True)) | dict(
        zip([arg.arg for arg in keywords], function.args.kw_defaults, strict=True)
    )


def given(call, function, name):
    """What a call gives for a parameter of the called function, or that parameter's default."""
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    order = [arg.arg for arg in function.args.args]
    if name in order and order.index(name) < len(call.args):
        return call.args[order.index(name)]
    return parameters(function)[name]


def values_of(tree, function):
    """The trees that an expression may stand for: itself, or what the function assigns to that name."""
    if not isinstance(tree, ast.Name):
        return [tree]
    return [tree] + [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == tree.id for target in node.targets)
    ]


def moves_in(tree, function, app):
    """The verbs of the moves that an expression names, whether as lifecycle.X or as lifecycle.X[...]."""
    if app not in LIVES:
        return set()
    table, verbs = importlib.import_module(f"{app}.lifecycle"), set()
    for value in values_of(tree, function):
        for node in ast.walk(value):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "lifecycle":
                row = getattr(table, node.attr)
                rows = row.values() if isinstance(row, dict) else [row]
                verbs |= {move.verb for move in rows if isinstance(move, Move)}
    return verbs


def says(app, name, seen=()):
    """What a function says to the history, as (verbs, names of its parameters that it says).

    It says what it hands to `say_verb` or to `locked`, the verbs of the moves it carries out, and what the functions that
    it calls say, followed through the app's own actions.
    """
    function, verbs, asked = FUNCTIONS[app][name], set(), set()
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        if called(call) in ("carry_out",):
            verbs |= moves_in(call.args[0], function, app)
            continue
        if called(call) == "say_verb":
            said = [call.args[0]]
        elif called(call) == "locked":
            said = [word.value for word in call.keywords if word.arg == "saying"]
        elif called(call) in FUNCTIONS[app] and called(call) not in (*seen, name):
            theirs, their_parameters = says(app, called(call), (*seen, name))
            verbs |= theirs
            said = [given(call, FUNCTIONS[app][called(call)], one) for one in their_parameters]
        else:
            continue
        verbs |= {tree.value for tree in said if isinstance(tree, ast.Constant)}
        asked |= {tree.id for tree in said if isinstance(tree, ast.Name) and tree.id in parameters(function)}
    if not seen:
        usual = (parameters(function)[one] for one in asked)
        verbs |= {tree.value for tree in usual if isinstance(tree, ast.Constant)}
    return verbs, asked


@every(VERBS, named)
def test_a_permission_is_for_an_act_of_that_name(app, verb):
    assert CAUSED.get((app, verb), verb) in FUNCTIONS[app], f"no function {verb} in {app}/actions"


@every(VERBS, named)
def test_an_act_says_its_verb_to_the_history(app, verb):
    act = CAUSED.get((app, verb), verb)
    assert act in FUNCTIONS[app], f"no function {act} in {app}/actions"
    assert verb in says(app, act)[0], f"{act} says {sorted(says(app, act)[0])}"


@every(VERBS, named)
def test_an_act_has_a_test_file_of_its_name(app, verb):
    act = CAUSED.get((app, verb), verb)
    found = ROOT / "tests" / app / f"test_{act}.py"
    assert found.exists(), f"there is no tests/{app}/test_{act}.py"
    assert verb in found.read_text(), f"{found.name} never speaks of {verb}"


MOVES = [(app, move) for app in LIVES for move in importlib.import_module(f"{app}.lifecycle").MOVES]


@every(MOVES, str)
def test_every_move_has_a_permission(app, move):
    assert (app, move.verb) in registered()


@pytest.mark.parametrize("app", APPS)
def test_an_act_by_somebody_has_a_permission(app):
    acts = {
        name: found
        for module in modules_of(app)
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_")
    }
    by_somebody = {name for name, found in acts.items() if {"by", "at"} <= set(inspect.signature(found).parameters)}
    # Inside the package, parts of acts are handed on; what the app offers to pages and commands is what it re-exports.
    offered = set(getattr(importlib.import_module(f"{app}.actions"), "__all__", by_somebody))
    assert {name for name in by_somebody & offered if (app, name) not in registered()} == set()


def test_every_permission_is_found_and_every_exception_is_one():
    assert len(VERBS) > 30
    assert set(CAUSED) <= set(VERBS)
    assert not [act for (app, verb), act in CAUSED.items() if verb in FUNCTIONS[app]]


def test_an_act_that_says_nothing_would_be_seen(monkeypatch):
    tree = ast.parse(
        "def loud(row, *, by, at):\n    quiet(row, 'loud', by=by)\n"
        "def quiet(row, verb, *, by):\n    say_verb(verb)\n"
        "def usual(row, *, by, verb='usual'):\n    quiet(row, verb, by=by)\n"
        "def locking(row, *, by, at):\n    locked(row, saying='locking')\n"
        "def silent(row, *, by, at):\n    locked(row).save()\n"
    )
    monkeypatch.setitem(FUNCTIONS, "other", {node.name: node for node in tree.body})

    assert says("other", "loud")[0] == {"loud"}
    assert says("other", "usual")[0] == {"usual"}
    assert says("other", "quiet") == (set(), {"verb"})
    assert says("other", "locking")[0] == {"locking"}
    assert says("other", "silent")[0] == set()
