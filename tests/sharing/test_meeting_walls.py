"""Does the database alone keep a meeting from strangers, and a case from agencies with nobody in the room?"""

import pytest
from django.db import DatabaseError, transaction

from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import AgendaItem, Attendance, CaseLine, CaseParty, CasePresence, CaseRecord, Meeting, MeetingParty
from tests.sharing import meetings

pytestmark = pytest.mark.django_db
OF_THE_CASE = [CaseRecord, CaseParty, CasePresence, CaseLine]


@pytest.fixture
def made():
    """The police and the host are in the room for a case; the housing provider was asked and nobody of it came."""
    made = meetings.table()
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    meetings.line(made, item, made.police)
    return made


@pytest.mark.parametrize("model", [Meeting, MeetingParty, Attendance, AgendaItem, *OF_THE_CASE])
def test_a_stranger_counts_nothing_even_without_a_filter(made, model):
    with acting_as(made.chair):
        assert model.objects.count() > 0
    with acting_as(made.stranger):
        assert model.objects.count() == 0
        assert model.history.count() == 0


@pytest.mark.parametrize("model", OF_THE_CASE)
def test_an_agency_that_was_asked_and_stayed_away_cannot_reach_the_case(made, model):
    with acting_as(made.officer):
        assert Meeting.objects.count() == 1
        assert model.objects.count() == 0
        assert model.history.count() == 0


def test_a_colleague_of_somebody_who_was_there_is_kept_out_in_the_code(made):
    with acting_as(made.desk):
        assert not CaseRecord.objects.visible_to(made.desk).exists()
        assert not CaseLine.objects.visible_to(made.desk).exists()
    with acting_as(made.sergeant):
        assert CaseLine.objects.visible_to(made.sergeant).exists()


def test_nobody_attaches_a_line_to_a_case_that_they_may_not_see(made):
    with acting_as(made.chair):
        case = CaseRecord.objects.get()
    line = CaseLine(
        partnership_id=made.officer.partnership_id, case_id=case.pk, agency=made.housing, brought="nothing",
        entered_by=made.officer, entered_at=meetings.THE_DAY,
    )  # fmt: skip
    with acting_as(made.officer, "write_line"), pytest.raises(DatabaseError, match="no such record"), transaction.atomic():
        line.save(force_insert=True)


def test_an_observer_hears_the_case_and_reads_nothing_of_it(made):
    meetings.do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.clerk, why="Training")

    meetings.came(made, made.clerk)

    with acting_as(made.chair):
        assert CasePresence.objects.filter(attendance__member=made.clerk).exists()
    with acting_as(made.clerk):
        assert not CaseRecord.objects.visible_to(made.clerk).exists()


@pytest.mark.parametrize("part", ["observer", "helper"])
def test_whoever_is_there_only_to_hear_reads_nothing_whenever_they_were_named(made, part):
    with acting_as(made.sergeant):
        assert CaseRecord.objects.visible_to(made.sergeant).exists()

    meetings.do(actions.name_part, made.meeting, by=made.chair, part=part, member=made.sergeant, why="Training")

    with acting_as(made.sergeant):
        assert not CaseRecord.objects.visible_to(made.sergeant).exists()


def test_a_helper_who_agreed_to_the_terms_hears_the_case_and_reads_nothing_of_it(made):
    meetings.do(actions.name_part, made.meeting, by=made.chair, part="helper", member=made.clerk, why="Polish")

    meetings.came(made, made.clerk)

    with acting_as(made.chair):
        assert CasePresence.objects.filter(attendance__member=made.clerk).exists()
    with acting_as(made.clerk):
        assert not CaseRecord.objects.visible_to(made.clerk).exists()
