"""Who looks into a case, and can they read it and nothing else? (take_up)"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.access import may
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import Investigation, NonComplianceCase
from tests.agencies import factories as agencies
from tests.agencies.factories import LONG_AGO
from tests.compliance.factories import (
    LATER,
    ONE_DONE_FIVE_REFUSED,
    allegation,
    concern,
    disclosure,
    do,
    race,
    taken_up,
    world,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_whoever_raised_it_is_told_that_it_is_looked_into_and_by_when():
    here = world()

    case = taken_up(here, allegation(here))

    assert case.status == "looked_into"
    with acting_as(here.receiver):
        told = Notice.objects.visible_to(here.receiver).get(kind="case_taken_up")
        assert told.context["due"] == "Wednesday 16 December"
        assert not Investigation.objects.exists()


def test_an_investigator_who_leads_nobody_is_let_in_to_this_one_case():
    here = world()
    other = concern(here)

    case = taken_up(here, concern(here), investigator=here.colleague)

    with acting_as(here.colleague):
        assert NonComplianceCase.objects.visible_to(here.colleague).get() == case
        assert may(here.colleague, "log_evidence", case)
        assert may(here.colleague, "make_finding", case)
        assert not may(here.colleague, "log_evidence", other)
        assert not may(here.colleague, "close_case", case)


def test_the_grant_ends():
    here = world()
    case = taken_up(here, concern(here), investigator=here.colleague)

    with acting_as(here.colleague):
        given = case.grants.get()
    assert given.ends_on.isoformat() == "2027-03-16"
    assert given.reason.startswith("Looks into")


def test_an_officer_needs_no_grant():
    here = world()
    case = taken_up(here, concern(here))

    with acting_as(here.officer):
        assert not case.grants.exists()


def test_the_records_it_is_about_are_linked():
    here = world()
    record = disclosure(here)

    case = taken_up(here, concern(here), disclosures=[record])

    with acting_as(here.officer):
        assert [one.disclosure for one in case.linked.all()] == [record]


def test_nobody_of_another_agency_looks_into_it():
    here = world()
    case = concern(here)

    with pytest.raises(MoveRefused, match="its own cases"):
        taken_up(here, case, investigator=here.receiver)


def test_a_practitioner_names_nobody():
    here = world()
    case = concern(here)

    with pytest.raises(PermissionDenied):
        do(actions.take_up, case, by=here.sharer, investigator=here.sharer, about="x", scope="x")


@pytest.mark.parametrize(
    ("wrong", "match"), [({"scope": " "}, "looked into"), ({"clause_slug": "x"}, "no such clause")]
)
def test_what_is_looked_into_is_said(wrong, match):
    here = world()
    case = concern(here)

    with pytest.raises(ValueError, match=match):
        do(actions.take_up, case, by=here.officer, investigator=here.officer, **{"about": "x", "scope": "y", **wrong})


@pytest.mark.django_db(transaction=True)
def test_of_six_at_once_one_takes_it_up():
    here = world()
    case = concern(here)
    officers = [agencies.member(here.registrar, here.ours, "officer", starts_on=LONG_AGO) for _ in range(6)]

    fared = race(officers, lambda one: actions.take_up(case, by=one, at=LATER, investigator=one, about="x", scope="y"))

    assert fared == ONE_DONE_FIVE_REFUSED
