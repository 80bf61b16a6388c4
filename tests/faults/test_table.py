"""Is every sweep proved against a killed worker, and does every case of that proof hold without one?"""

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from config.celery import app
from tests.faults.table import CASES


def test_every_kind_of_due_work_and_every_sweep_has_a_case_in_the_table_of_faults():
    app.loader.import_default_modules()
    declared = {noun for model in apps.get_models() for noun in getattr(model, "due", {})}
    woken = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert set(CASES) == declared, "tests/faults/table.py: one case for each kind of due work"
    assert {case.sweep for case in CASES.values()} == woken, "tests/faults/table.py: one case for each sweep"
    assert {name for name in app.tasks if ".tasks.sweep_" in name} == woken, "config/celery.py: every sweep is woken"


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("noun", CASES)
def test_what_is_due_is_done_once_and_not_again(noun):
    case = CASES[noun]
    registrar = case.make()
    assert not case.left(registrar)

    for _ in range(2):
        import_string(case.sweep)()

    left = case.left(registrar)
    assert (set(left.values()), len(left)) == ({1}, case.rows + case.told), left
