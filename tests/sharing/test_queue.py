"""Does the queue show what is to be done, soonest first, and only to whom it is to do?"""

from datetime import timedelta

import pytest

from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, queue
from tests.agencies import factories as agencies
from tests.sharing import factories, meetings
from tests.sharing.factories import DAY, LATER, NOON

pytestmark = pytest.mark.django_db


def waiting(member, on=DAY):
    with acting_as(member):
        return queue.waiting_for(member, on)


def test_unfinished_questions_lead_to_the_page_where_they_stopped(world):
    made = factories.checklist(world, answers={"S2": {"danger": "no"}})

    (item,) = waiting(world.sharer)

    assert item.link.endswith(f"/sharing/checklist/{made.pk}/identifiable/")
    assert waiting(world.officer) == []


def test_what_is_owed_is_shown_to_the_team_and_the_officer_and_overdue_when_its_time_has_passed(world):
    record = factories.emergency(world)
    same = agencies.member(world.registrar, world.ours)

    for member in (world.sharer, same, world.officer):
        (item,) = waiting(member)
        assert (item.what, item.overdue) == (f"Finish {record.reference}", False)
    assert waiting(world.colleague) == []
    assert waiting(world.sharer, DAY + timedelta(days=2))[0].overdue


def test_the_soonest_comes_first(world):
    factories.decision_maker(world, world.officer)
    later, sooner = factories.request(world), factories.request(world, urgency="urgent")

    assert [item.what[-4:] for item in waiting(world.officer)] == [sooner.reference[-4:], later.reference[-4:]]


def test_an_auditor_has_nothing_to_do(world):
    auditor = agencies.member(world.registrar, world.theirs, Role.AUDITOR)
    factories.disclosure(world)
    factories.checklist(world, by=world.asker, answers={})

    assert waiting(auditor) == []


def test_copies_whose_time_ends_soon_come_up_for_who_leads(world):
    factories.retention_rule(world.receiver, "RET-DISC", 2)
    record = factories.disclosure(world)
    with acting_as(world.receiver):
        actions.confirm_receipt(record, by=world.receiver, at=LATER, accepts_conditions=True)

        (item,) = queue.coming_up(world.receiver, DAY)
    with acting_as(world.asker):
        assert queue.coming_up(world.asker, DAY) == []

    assert record.reference in item.what
    assert item.due.isoformat() == "2027-01-18"


def test_a_stranger_waits_for_nothing(world):
    factories.disclosure(world)
    factories.request(world)

    assert waiting(world.stranger) == []
    with acting_as(world.stranger):
        assert queue.waiting_elsewhere(world.stranger, DAY) == []
        assert queue.coming_up(world.stranger, NOON.date()) == []


def test_a_meeting_comes_up_for_who_planned_it_who_plays_a_part_and_the_leads_of_who_comes(made):
    day = meetings.HELD_AT.date() - timedelta(days=3)
    lead = agencies.member(made.registrar, made.host, Role.HEAD)
    meetings.do(actions.name_part, made.meeting, by=made.chair, at=NOON, part="clerk", member=made.clerk)
    meetings.do(actions.reply_invitation, made.meeting, by=made.desk, at=NOON, reply="coming")

    def coming(member):
        with acting_as(member):
            return [item.link for item in queue.coming_up(member, day)]

    for member in (made.chair, made.clerk, lead, made.desk):
        assert coming(member) == [made.meeting.get_absolute_url()]
    # Their agency has not answered, they lead nothing of it, or it only lends somebody.
    for member in (made.officer, made.sergeant, made.stranger):
        assert coming(member) == []
    meetings.do(actions.cancel_meeting, made.meeting, by=made.chair, at=NOON, reason="Nothing to talk about")
    assert coming(made.chair) == []


def test_a_meeting_of_next_year_does_not_come_up_yet(made):
    with acting_as(made.chair):
        assert queue.coming_up(made.chair, meetings.HELD_AT.date() - timedelta(days=120)) == []
