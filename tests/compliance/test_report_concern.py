"""Can anybody say that something went wrong, and do the own officers hear of it at once? (report_concern, P-12.6b)"""

import pytest

from agencies.models import Notice
from agencies.roles import Role
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import NonComplianceCase, Report
from tests.agencies import factories as agencies
from tests.compliance.factories import NOON, concern, do, world

pytestmark = pytest.mark.django_db


def test_a_volunteers_report_reaches_the_officer_and_the_deputy_in_the_same_act():
    here = world()
    deputy = agencies.member(here.registrar, here.ours, Role.OFFICER, job_title="Deputy")
    volunteer = agencies.member(here.registrar, here.ours, is_volunteer=True, job_title="Volunteer")

    case = concern(here, by=volunteer)

    assert case.reference.endswith("-NC-2026-0001")
    assert (case.status, case.origin, case.agency) == ("reported", "own", here.ours)
    for member in (here.officer, deputy):
        with acting_as(member):
            assert [one.kind for one in Notice.objects.visible_to(member)] == ["concern_reported"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.REGISTRAR}))
def test_every_part_may_report(role):
    here = world()

    assert concern(here, by=agencies.member(here.registrar, here.ours, role)).status == "reported"


def test_the_reporter_sees_how_it_stands_and_a_colleague_finds_nothing():
    here = world()
    case = concern(here)

    with acting_as(here.sharer):
        assert NonComplianceCase.objects.visible_to(here.sharer).get() == case
    with acting_as(here.colleague):
        assert not NonComplianceCase.objects.visible_to(here.colleague).exists()


def test_no_other_agency_can_read_it_even_without_the_first_wall():
    here = world()
    concern(here)

    for member in (here.receiver, here.stranger):
        with acting_as(member):
            assert not NonComplianceCase.objects.exists()
            assert not Report.objects.exists()


def test_it_runs_twenty_working_days():
    assert concern(world()).due_on.isoformat() == "2026-12-16"


def test_an_empty_report_is_none():
    here = world()

    with pytest.raises(ValueError, match="what went wrong"):
        do(actions.report_concern, by=here.sharer, at=NOON, what="  ")
