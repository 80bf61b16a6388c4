"""Are the agreed minutes cut for whoever reads them, told by a link alone, and over on the day that was stated?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.models import Notice, Reading
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import MinutesCopy
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
SUMMARY = "One case was spoken of, and two visits were agreed."


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        yield


@pytest.fixture
def made():
    """The chair, the police and the housing provider were there for a case, and each brought something."""
    made = meetings.table()
    meetings.begun(made, made.chair, made.sergeant, made.officer)
    item = meetings.case(made)
    meetings.line(made, item, made.police, limits=["not_minuted"], kinds=["intelligence"])
    meetings.line(made, item, made.housing, limits=["source"], kinds=["household"])
    for agency, words in ((made.police, "Two patrols"), (made.housing, "Change the lock")):
        do(actions.add_action, made.meeting, by=made.chair, words=words, agency=agency, due_on=THE_DAY.date())
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    return made


def send(made, days=14, **words):
    do(actions.agree_minutes, made.meeting, by=made.chair)
    return do(actions.send_minutes, made.meeting, by=made.chair, summary=SUMMARY, days=days, **words)


def read(made, member):
    return text(opened(member, made.meeting, "minutes"))


def test_each_agency_reads_its_own_actions_and_nobody_elses(made):
    send(made)

    police, housing = read(made, made.sergeant), read(made, made.officer)

    assert SUMMARY in police
    assert "Two patrols" in police
    assert "Change the lock" not in police
    assert "Change the lock" in housing
    assert "Two patrols" not in housing


def test_what_was_not_to_be_minuted_is_read_by_the_agency_that_said_it_alone(made):
    send(made)

    police, housing, chair = (read(made, member) for member in (made.sergeant, made.officer, made.chair))

    assert "Intelligence" in police
    assert "Intelligence" not in housing
    assert "Intelligence" not in chair
    assert "Family and household" in police
    assert "could reveal who told us" not in police
    assert "could reveal who told us" in housing


def test_an_officer_who_was_not_there_reads_the_summary_and_no_case(made):
    send(made)

    page = read(made, made.desk)

    assert SUMMARY in page
    assert "Two patrols" in page
    assert "HO-3382" not in page
    assert "present for no case" in page
    with acting_as(made.desk):
        assert Reading.objects.filter(record="sharing.minutescopy").count() == 1


def test_people_are_told_by_a_link_that_says_until_when(made):
    send(made)

    with acting_as(made.desk):
        told = Notice.objects.visible_to(made.desk).get(kind="minutes_sent")
        assert told.link.endswith(f"/meetings/{made.meeting.reference}/minutes/")
        assert SUMMARY not in str(told.context)
    with acting_as(made.chair):
        assert not Notice.objects.visible_to(made.chair).filter(kind="minutes_sent").exists()


def test_they_end_on_their_day_and_can_be_sent_anew(made):
    send(made, days=7)
    later = THE_DAY + timedelta(days=7)
    with time_machine.travel(later, tick=False):
        over = read(made, made.sergeant)
        assert "could be read until" in over
        assert SUMMARY not in over
        assert "HO-3382" not in over

    do(actions.send_minutes, made.meeting, by=made.chair, at=later, summary=SUMMARY, days=7)

    with time_machine.travel(later, tick=False):
        assert SUMMARY in read(made, made.sergeant)
    with acting_as(made.registrar):
        assert MinutesCopy.objects.filter(meeting=made.meeting).count() == 3


def test_another_agencys_copy_cannot_be_reached_and_a_stranger_finds_none(made):
    send(made)

    with acting_as(made.officer):
        assert {one.agency_id for one in MinutesCopy.objects.all()} == {made.housing.pk}
    with acting_as(made.stranger):
        assert MinutesCopy.objects.count() == MinutesCopy.history.count() == 0
    assert opened(made.stranger, made.meeting, "minutes").status_code == 404
    with acting_as(made.chair):
        assert MinutesCopy.history.first().history_verb == "send_minutes"


def test_they_are_sent_when_agreed_by_whoever_leads_with_a_summary(made):
    with pytest.raises(MoveRefused, match="when they are agreed"):
        do(actions.send_minutes, made.meeting, by=made.chair, summary=SUMMARY, days=14)
    do(actions.agree_minutes, made.meeting, by=made.chair)
    with pytest.raises(PermissionDenied):
        do(actions.send_minutes, made.meeting, by=made.sergeant, summary=SUMMARY, days=14)
    with pytest.raises(ValueError, match="summary"):
        do(actions.send_minutes, made.meeting, by=made.chair, summary=" ", days=14)


def test_the_page_says_who_reads_what_before_they_go(made):
    do(actions.agree_minutes, made.meeting, by=made.chair)

    page = text(opened(made.chair, made.meeting, "send_minutes"))
    wrong = text(sent(made.chair, made.meeting, "send_minutes", summary="", days="14"))
    answer = sent(made.chair, made.meeting, "send_minutes", summary=SUMMARY, days="14")

    assert str(made.housing) in page
    assert "Nothing is attached to the e-mail" in page
    assert "Write what everybody may be told" in wrong
    assert answer.status_code == 302
    assert "Read the minutes, until" in text(opened(made.chair, made.meeting, "meeting"))


def test_another_leader_of_another_agency_sends_them_anew(made):
    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.sergeant)
    send(made, days=7)
    later = THE_DAY + timedelta(days=7)

    copies = do(actions.send_minutes, made.meeting, by=made.sergeant, at=later, summary="Anew.", days=7)

    assert len(copies) == 3
    with time_machine.travel(later, tick=False):
        assert "Anew." in read(made, made.officer)
    with acting_as(made.registrar):
        assert {(one.sent_by, one.summary) for one in MinutesCopy.objects.all()} == {(made.sergeant, "Anew.")}
        last = MinutesCopy.history.filter(agency_id=made.housing.pk).order_by("-history_id").first()
        assert (last.history_member_id, last.history_verb) == (made.sergeant.pk, "send_minutes")


def test_who_only_signed_in_or_would_not_sign_reads_none():
    made = meetings.table()
    colleague = agencies.member(made.registrar, made.police, job_title="Constable")
    meetings.begun(made, made.chair)
    unwilling = do(actions.admit, made.meeting, by=made.chair, member=colleague)
    do(actions.decline_sheet, unwilling, by=made.chair)
    do(actions.sign_in, made.meeting, by=made.sergeant)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    send(made)

    assert opened(made.sergeant, made.meeting, "minutes").status_code == 404
    assert opened(colleague, made.meeting, "minutes").status_code == 404
    assert SUMMARY in read(made, made.desk)
