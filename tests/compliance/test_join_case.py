"""Do two cases about the same matter become one, without either side that raised them seeing the other? (join_case)"""

import pytest

from agencies.access import may
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions, rules
from compliance.models import CaseNotice, NonComplianceCase
from tests.agencies.factories import NOON
from tests.compliance.factories import (
    LATER,
    NOTICE,
    ONE_DONE_FIVE_REFUSED,
    allegation,
    concern,
    do,
    race,
    taken_up,
    world,
)

pytestmark = pytest.mark.django_db


def joined(here, **more):
    """Our own case, and the other agency's letter about it joined to it."""
    ours = taken_up(here, concern(here, at=LATER), **more)
    theirs = allegation(here)
    return ours, do(actions.join_case, theirs, by=here.officer, into=ours)


def test_there_is_one_finding_and_it_answers_both():
    here = world()
    ours, theirs = joined(here)

    do(actions.make_finding, ours, by=here.officer, finding="failure", findings="The address was mistyped")

    with acting_as(here.receiver):
        theirs.refresh_from_db()
        assert (theirs.status, theirs.finding) == ("found", "failure")
        assert theirs.changes.filter(verb="make_finding").exists()


def test_whoever_wrote_still_sees_only_what_it_wrote():
    here = world()
    ours, theirs = joined(here)

    with acting_as(here.receiver):
        assert list(NonComplianceCase.objects.all()) == [theirs]
        assert not NonComplianceCase.objects.filter(pk=ours.pk).exists()


def test_the_reasons_go_to_each_agency_under_the_case_it_wrote_in():
    here = world()
    ours, theirs = joined(here)

    do(actions.make_finding, ours, by=here.officer, finding="no_failure", findings="Nothing", reasons="It was empty")

    with acting_as(here.receiver):
        assert CaseNotice.objects.visible_to(here.receiver).get().case_reference == theirs.reference


def test_a_notice_of_the_failure_names_the_case_that_its_reader_knows():
    here = world()
    ours, theirs = joined(here)
    do(actions.make_finding, ours, by=here.officer, finding="failure", findings="Mistyped")

    notice = do(actions.issue_notice, ours, by=here.officer, to_agency=here.theirs, **NOTICE)

    assert notice.case_reference == theirs.reference
    with acting_as(here.officer):
        assert rules.not_told(ours) == []


def test_an_investigator_is_let_in_to_what_is_joined_and_finds_for_both():
    here = world()
    ours, theirs = joined(here, investigator=here.colleague)

    with acting_as(here.colleague):
        assert may(here.colleague, "make_finding", theirs)
    do(actions.make_finding, ours, by=here.colleague, finding="failure", findings="It happened")

    with acting_as(here.officer):
        theirs.refresh_from_db()
    assert theirs.status == "found"


def test_the_earlier_day_stands():
    here = world()
    ours = taken_up(here, concern(here, at=LATER.replace(day=25)))
    assert ours.due_on.isoformat() == "2026-12-23"

    do(actions.join_case, allegation(here, at=NOON), by=here.officer, into=ours)

    with acting_as(here.officer):
        ours.refresh_from_db()
    assert ours.due_on.isoformat() == "2026-12-16"


def test_the_finding_is_not_made_in_the_joined_one():
    here = world()
    _ours, theirs = joined(here)

    with pytest.raises(MoveRefused, match="together with another case"):
        do(actions.make_finding, theirs, by=here.officer, finding="failure", findings="x")


def test_it_joins_only_a_case_of_the_own_agency_that_is_being_looked_into():
    here = world()
    waiting, case = concern(here), concern(here)
    for into in (waiting, case):
        with pytest.raises(MoveRefused, match="being looked into"):
            do(actions.join_case, case, by=here.officer, into=into)


def test_one_that_others_were_joined_to_stays_where_it_is():
    here = world()
    ours, theirs = joined(here)
    third = taken_up(here, concern(here))

    with pytest.raises(MoveRefused, match="joined to this one"):
        do(actions.join_case, ours, by=here.officer, into=third)
    with pytest.raises(MoveRefused, match="already joined"):
        do(actions.join_case, theirs, by=here.officer, into=third)


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_joins_it():
    here = world()
    ours, theirs = taken_up(here, concern(here)), allegation(here)

    fared = race([here.officer] * 6, lambda one: actions.join_case(theirs, by=one, at=LATER, into=ours))

    assert fared == ONE_DONE_FIVE_REFUSED
