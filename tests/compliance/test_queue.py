"""Does whoever must act find it on their own page, and nobody else?"""

from datetime import date, timedelta

import pytest

from agencies.tenancy import acting_as
from compliance import actions, queue
from tests.compliance.factories import NOON, NOTICE, allegation, concern, do, failure, pause, taken_up, world

pytestmark = pytest.mark.django_db
DAY = NOON.date()


def said(member, part="waiting_for", on=DAY):
    with acting_as(member):
        return [item.what for item in getattr(queue, part)(member, on)]


def test_a_case_waits_for_the_officer_at_each_step():
    here = world()
    case = concern(here)
    assert said(here.officer) == [f"Take up case {case.reference}"]

    taken_up(here, case)
    assert said(here.officer) == [f"Make the finding in {case.reference}"]

    do(actions.make_finding, case, by=here.officer, finding="failure", findings="x")
    assert said(here.officer) == [f"Finish case {case.reference}"]


def test_the_investigator_finds_the_case_and_whoever_reported_it_has_nothing_to_do():
    here = world()
    case = taken_up(here, concern(here), investigator=here.colleague)

    assert said(here.colleague) == [f"Make the finding in {case.reference}"]
    assert said(here.sharer) == []


def test_whoever_wrote_waits_for_the_finding():
    here = world()
    case = allegation(here)

    assert said(here.receiver, "waiting_elsewhere") == [f"Finding in {case.reference}"]
    assert said(here.stranger, "waiting_elsewhere") == []


def test_a_notice_waits_for_one_side_and_its_receipt_for_the_other():
    here = world()
    case = failure(here)
    do(actions.issue_notice, case, by=here.officer, to_agency=here.theirs, **NOTICE)

    assert said(here.receiver) == [f"Confirm receipt of the notice in {case.reference}"]
    assert said(here.officer, "waiting_elsewhere") == [f"Receipt of our notice in {case.reference}"]


def test_remedies_and_pauses_come_up_before_they_wait():
    here = world()
    case = failure(here)
    do(actions.plan_remedy, case, by=here.officer, what="Train", due_on=date(2026, 12, 1))
    pause(here)
    remedy, look = f"Do the remedy in {case.reference}", "Look again at our pause: Extracts for conferences"

    assert said(here.officer, "coming_up") == [remedy, look]
    assert set(said(here.officer, on=DAY + timedelta(days=24))) >= {remedy, look}
    assert said(here.receiver, "coming_up") == []
