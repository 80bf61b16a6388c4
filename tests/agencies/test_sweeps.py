"""What a sweep leaves behind, and that what goes wrong in one partnership stays there."""

import pytest
from django.apps import apps

from agencies import sweeps
from agencies.models import Agency, SweepRun
from agencies.sweeps import each_in_turn, recorded, sweep
from agencies.tenancy import acting_as
from config.celery import app
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db


def test_a_run_leaves_when_it_began_and_ended_and_what_it_did():
    with recorded("tested"):
        sweeps.count(3)
        sweeps.count(2)

    run = SweepRun.objects.get(task="tested")
    assert (run.rows, run.failure) == (5, "")
    assert run.started_at <= run.finished_at


def test_a_run_that_fails_leaves_the_kind_of_mistake_and_not_its_words_and_fails():
    with pytest.raises(ValueError, match="jane"), recorded("tested"):
        raise ValueError("jane.doe@council.example")

    assert SweepRun.objects.get(task="tested").failure == "ValueError (1)"


def test_only_the_last_run_is_kept():
    for rows in (7, 1):
        with recorded("tested"):
            sweeps.count(rows)

    assert [run.rows for run in SweepRun.objects.filter(task="tested")] == [1]


def test_one_partnership_that_fails_keeps_no_other_waiting(monkeypatch):
    registrars = [factories.partnership() for _ in range(3)]
    monkeypatch.setattr(sweeps, "registrars_with_due", lambda noun, at: map(sweeps.Who.of, registrars))
    worked = []

    def work(member, at):
        if worked.append(member.partnership_id) or len(worked) == 1:
            raise KeyError("the first")
        return 0

    with recorded("tested"):
        each_in_turn("things", NOON, work)

    assert len(set(worked)) == 3
    assert SweepRun.objects.get(task="tested").failure == "KeyError (1)"


def test_what_a_failed_batch_did_is_undone_and_the_batches_before_it_stand(monkeypatch):
    registrar = factories.partnership()
    made = [factories.agency(registrar) for _ in range(2)]
    monkeypatch.setattr(sweeps, "registrars_with_due", lambda noun, at: [sweeps.Who.of(registrar)])
    batches = iter(made)

    def work(member, at):
        one = next(batches)
        Agency.objects.filter(pk=one.pk).update(contact="rung")
        if one == made[1]:
            raise RuntimeError("half way")
        return 1

    with recorded("tested") as run:
        each_in_turn("things", NOON, work)

    assert run.rows == 1
    with acting_as(registrar):
        found = Agency.objects.filter(pk__in=[one.pk for one in made])
        assert {one.pk: one.contact for one in found} == {made[0].pk: "rung", made[1].pk: ""}


def test_every_job_on_the_timer_is_a_sweep_that_leaves_its_last_run():
    app.loader.import_default_modules()
    for name, entry in app.conf.beat_schedule.items():
        task = app.tasks[entry["task"]]
        assert getattr(task.run, "__wrapped__", None), f"{name}: declare {entry['task']} with @sweep"


def test_every_kind_of_due_work_has_a_name_of_its_own_and_says_since_when():
    declared = [(model, noun) for model in apps.get_models() for noun in getattr(model, "due", {})]
    assert len(declared) == len({noun for _, noun in declared})
    assert [noun for model, noun in declared if noun not in getattr(model, "due_since", {})] == []


def test_a_sweep_is_named_like_its_function():
    @sweep
    def sweep_things():
        sweeps.count(4)

    sweep_things()

    assert sweep_things.name == f"{__name__}.sweep_things"
    assert SweepRun.objects.get(task=sweep_things.name).rows == 4


