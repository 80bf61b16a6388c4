"""Is each agency asked, before the meeting, about one's own agency's cases alone, and is asking recorded as sharing?"""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import CaseRecord, Disclosure, DisclosureParty, Research
from tests.agencies.factories import NOON
from tests.sharing import meetings
from tests.sharing.meetings import HELD_AT, do
from tests.sharing.visiting import opened, sent, text

pytestmark = pytest.mark.django_db
DUE = HELD_AT.date()


def send(made, *items, by=None, agencies=None, **words):
    told = {"items": items, "agencies": agencies or [made.police, made.housing], "due_on": DUE, "look_for": "Visits"}
    return do(actions.send_research, made.meeting, by=by or made.chair, at=NOON, **{**told, **words})


def test_each_agency_gets_its_own_line_and_its_officers_are_told_without_a_name(made):
    item = meetings.case(made, opened=False)

    lines = send(made, item)

    assert {one.agency for one in lines} == {made.police, made.housing}
    with acting_as(made.desk):
        (own,) = Research.objects.visible_to(made.desk)
        assert (own.agency, own.about, own.look_for, own.due_on) == (made.police, "HO-3382, T.W.", "Visits", DUE)
        told = Notice.objects.visible_to(made.desk).get(kind="research_asked")
        assert "HO-3382" not in str(told.context)


def test_asking_is_one_record_of_sharing_a_case(made):
    send(made, meetings.case(made, opened=False))

    with acting_as(made.chair):
        (record,) = Disclosure.objects.all()
        assert (record.agency, record.route, record.manner, record.about) == (made.host, "meeting", "shown", "HO-3382, T.W.")
        recipients = DisclosureParty.objects.filter(disclosure=record, part="recipient")
        assert {one.agency for one in recipients} == {made.police, made.housing}
        assert {one.disclosure_id for one in Research.objects.all()} == {record.pk}
        version = Disclosure.history.filter(id=record.pk).first()
        assert version.history_verb == "send_research"


def test_the_case_itself_stays_shut(made):
    send(made, meetings.case(made, opened=False))

    with acting_as(made.desk):
        assert not CaseRecord.objects.exists()


def test_one_agency_never_sees_what_another_is_asked_and_a_stranger_sees_nothing(made):
    send(made, meetings.case(made, opened=False))

    with acting_as(made.officer):
        assert [one.agency for one in Research.objects.all()] == [made.housing]
    with acting_as(made.sergeant):
        assert not Research.objects.visible_to(made.sergeant).exists()
    with acting_as(made.stranger):
        assert Research.objects.count() == Research.history.count() == 0


def test_nobody_sends_another_agencys_case_or_one_that_they_do_not_see(made):
    item = meetings.case(made, opened=False)
    theirs = do(actions.add_item, made.meeting, by=made.sergeant, title="Case 15", about="PC-2")

    with pytest.raises(PermissionDenied, match="another agency's"):
        send(made, theirs)
    with pytest.raises(PermissionDenied):
        send(made, item, by=made.desk, agencies=[made.housing])
    assert len(send(made, theirs, by=made.sergeant, agencies=[made.housing])) == 1


def test_nobody_is_asked_twice_and_only_who_is_asked_to_the_meeting(made):
    item = meetings.case(made, opened=False)
    send(made, item)

    with pytest.raises(MoveRefused, match="already"):
        send(made, item)
    with pytest.raises(ValueError, match="asked to the meeting"):
        send(made, item, agencies=[made.stranger.agency])
    with pytest.raises(ValueError, match="whom it is about"):
        send(made, meetings.case(made, opened=False, about=""))


def test_the_page_offers_own_cases_and_says_that_it_is_sharing(made):
    with time_machine.travel(NOON, tick=False):
        empty = text(opened(made.chair, made.meeting, "send_research"))
        meetings.case(made, opened=False)
        page = text(opened(made.chair, made.meeting, "send_research"))
        wrong = text(sent(made.chair, made.meeting, "send_research", items="1", look_for="Visits"))
        typed = {"due_on_day": "1", "due_on_month": "12", "due_on_year": "2026", "items": "1", "agencies": made.police.code}
        late = text(sent(made.chair, made.meeting, "send_research", **{**typed, "due_on_day": "3"}))
        answer = sent(made.chair, made.meeting, "send_research", **typed)

        assert "Your agency has no case to send" in empty
        assert "Which agencies should look?" not in empty
        assert "Item 1: Case 14" in page
        assert "That is sharing" in page
        assert "Tick the agencies that should look" in wrong
        assert "Visits" in wrong
        assert "not after the meeting" in late
        assert answer.status_code == 302
