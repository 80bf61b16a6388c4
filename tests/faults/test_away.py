"""The timer was away for three days and comes back: each reminder that was missed is raised once, and the newest step only."""

from collections import defaultdict
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils.module_loading import import_string

from agencies.models import Notice
from agencies.tenancy import acting_as
from tests.faults.due import ago
from tests.faults.table import CASES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AWAY = timedelta(days=3)
# What the calendar raises; a document is asked for by somebody.
REMINDERS = [noun for noun, case in CASES.items() if case.kind and noun != "documents"]


def moments():
    """Twice a day, from before anything of the table is due until everything that can follow has followed."""
    return [ago(days / 2) for days in range(28, -48, -1)]


def raised(case, registrar, ticks):
    """What the sweep raises at these moments: of each record and person, when and what."""
    found = defaultdict(list)
    with acting_as(registrar):
        known = set(Notice.objects.values_list("pk", flat=True))
    for tick in ticks:
        with time_machine.travel(tick, tick=False):
            import_string(case.sweep)()
        with acting_as(registrar):
            new = list(Notice.objects.exclude(pk__in=known).order_by("kind"))
        for notice in new:
            found[notice.to_id, notice.link, notice.context.get("reference")].append((tick, notice.kind))
        known |= {notice.pk for notice in new}
    return found


def newest_only(found, left, back):
    """The same, had nobody looked between these two moments."""
    late = {}
    for key, told in found.items():
        missed = [(back, kind) for tick, kind in told if left < tick <= back][-1:]
        late[key] = sorted([one for one in told if not left < one[0] <= back] + missed)
    return late


@pytest.mark.parametrize("noun", REMINDERS)
def test_after_three_days_each_reminder_is_raised_once_and_the_newest_step_only(noun):
    case, ticks = CASES[noun], moments()
    registrar = case.make()

    with transaction.atomic():
        always = raised(case, registrar, ticks)
        transaction.set_rollback(True)
    steps = sorted({tick for told in always.values() for tick, _ in told})
    assert steps, "nothing was raised"

    for step in steps[:4]:
        left = step - timedelta(days=2)
        back = min(tick for tick in ticks if tick >= left + AWAY)
        with transaction.atomic():
            with_a_gap = raised(case, registrar, [tick for tick in ticks if not left < tick < back])
            transaction.set_rollback(True)
        assert {key: sorted(told) for key, told in with_a_gap.items()} == newest_only(always, left, back)
