"""What follows from each finding, and who learns of it? (make_finding, P-12.1, P-12.2)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import CaseNotice, Investigation
from protocols.models import Document
from tests.agencies import factories as agencies
from tests.compliance.factories import (
    LATER,
    ONE_DONE_FIVE_REFUSED,
    allegation,
    concern,
    do,
    failure,
    no_failure,
    race,
    taken_up,
    world,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_without_a_failure_whoever_wrote_has_the_reasons_in_writing_at_once():
    here = world()

    case = no_failure(here)

    assert (case.status, case.finding) == ("found", "no_failure")
    with acting_as(here.receiver):
        given = CaseNotice.objects.visible_to(here.receiver).get()
        assert (given.kind, given.reasons) == ("no_failure_notice", "The folder holds titles only.")
        assert Document.objects.visible_to(here.receiver).filter(subject_id=given.pk, kind="no_failure_notice").exists()
        kinds = set(Notice.objects.visible_to(here.receiver).values_list("kind", flat=True))
    assert {"finding_made", "no_failure_notice_received"} <= kinds


def test_whoever_wrote_sees_the_finding_and_not_how_it_was_reached():
    here = world()
    case = failure(here, allegation(here))

    with acting_as(here.receiver):
        case.refresh_from_db()
        assert case.get_finding_display() == "There was a failure"
        assert not Investigation.objects.exists()


@pytest.mark.parametrize("finding", ["no_failure", "not_determined"])
def test_reasons_are_owed_where_no_failure_was_found(finding):
    here = world()
    case = taken_up(here, allegation(here))

    with pytest.raises(ValueError, match="reasons"):
        do(actions.make_finding, case, by=here.officer, finding=finding, findings="Nothing there", reasons=" ")


def test_a_colleague_who_reported_it_is_told():
    here = world()

    failure(here)

    with acting_as(here.sharer):
        assert Notice.objects.visible_to(here.sharer).filter(kind="finding_made").count() == 1


def test_nothing_is_found_before_somebody_looked_into_it_or_twice():
    here = world()
    case = concern(here)
    with pytest.raises(MoveRefused):
        do(actions.make_finding, case, by=here.officer, finding="failure", findings="x")

    failure(here, case)
    with pytest.raises(MoveRefused):
        do(actions.make_finding, case, by=here.officer, finding="no_failure", findings="x", reasons="y")


@pytest.mark.parametrize("who", ["receiver", "sharer", "asker"])
def test_nobody_else_makes_it(who):
    here = world()
    case = taken_up(here, allegation(here))

    with pytest.raises(PermissionDenied):
        do(actions.make_finding, case, by=getattr(here, who), finding="failure", findings="x")


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_makes_it():
    here = world()
    case = taken_up(here, allegation(here))
    officers = [agencies.member(here.registrar, here.ours, "officer") for _ in range(6)]

    fared = race(
        officers,
        lambda one: actions.make_finding(case, by=one, at=LATER, finding="no_failure", findings="x", reasons="y"),
    )

    assert fared == ONE_DONE_FIVE_REFUSED
    with acting_as(here.receiver):
        assert CaseNotice.objects.count() == 1
