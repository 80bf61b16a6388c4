"""Is every reminder given once, however often the sweeps run?"""

from datetime import date, timedelta

import pytest
import time_machine

from agencies.models import Notice
from agencies.tenancy import acting_as
from compliance import actions, tasks
from tests.compliance.factories import NOON, NOTICE, allegation, concern, do, failure, pause, taken_up, world

pytestmark = pytest.mark.django_db


def swept(sweep, days, times=2):
    for _ in range(times):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            sweep()


def told(member, kind):
    with acting_as(member):
        return Notice.objects.visible_to(member).filter(kind=kind).count()


def test_a_case_that_nobody_takes_up_is_spoken_of_after_one_working_day():
    here = world()
    concern(here)

    swept(tasks.sweep_case_reminders, 1)
    assert told(here.officer, "case_waits") == 0
    swept(tasks.sweep_case_reminders, 2)
    assert told(here.officer, "case_waits") == 1


def test_an_overdue_finding_is_spoken_of_once_and_a_made_one_never():
    here = world()
    late = taken_up(here, allegation(here))
    failure(here)

    swept(tasks.sweep_case_reminders, 29)

    assert told(here.officer, "case_overdue") == 1
    with acting_as(here.officer):
        late.refresh_from_db()
    assert late.remind_at is None


def test_an_overdue_remedy_is_spoken_of_once():
    here = world()
    do(actions.plan_remedy, failure(here), by=here.officer, what="Train", due_on=date(2026, 12, 1))

    swept(tasks.sweep_remedies, 13)
    assert told(here.officer, "remedy_overdue") == 0
    swept(tasks.sweep_remedies, 14)
    assert told(here.officer, "remedy_overdue") == 1


def test_a_receipt_that_is_overdue_is_chased_once_on_both_sides():
    here = world()
    do(actions.issue_notice, failure(here), by=here.officer, to_agency=here.theirs, **NOTICE)

    swept(tasks.sweep_notice_receipts, 30)

    assert (told(here.receiver, "notice_unconfirmed"), told(here.officer, "notice_unconfirmed")) == (1, 1)


def test_a_pause_is_looked_at_again_on_the_day_once_and_again_after_a_renewal():
    here = world()
    made = pause(here)
    swept(tasks.sweep_suspension_reviews, 27)
    assert told(here.officer, "pause_review_due") == 0
    swept(tasks.sweep_suspension_reviews, 28)
    assert told(here.officer, "pause_review_due") == 1

    do(actions.renew_suspension, made, by=here.officer, at=NOON + timedelta(days=28))
    swept(tasks.sweep_suspension_reviews, 57)

    assert told(here.officer, "pause_review_due") == 2
