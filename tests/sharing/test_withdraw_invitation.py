"""Does an agency that was asked by mistake lose sight of the meeting, before anybody of it has signed in?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.sweeps import due_rows
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import AgendaItem, Attendance, Meeting, MeetingParty, Research
from tests.sharing import meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db


def seat_of(made, agency):
    with acting_as(made.registrar):
        return MeetingParty.objects.select_related("agency").get(meeting=made.meeting, agency=agency)


def withdraw(made, agency=None, by=None, reason="Asked by mistake"):
    seat = seat_of(made, agency or made.police)
    return do(actions.withdraw_invitation, seat, by=by or made.chair, reason=reason)


def asked_beforehand(made):
    item = meetings.case(made, opened=False)
    asking = {"items": [item], "agencies": [made.police, made.housing], "due_on": THE_DAY.date()}
    return item, do(actions.send_research, made.meeting, by=made.chair, **asking)


def pages(made, member):
    names = ("meeting", "reply_invitation", "answer_research", "sign_in", "add_item")
    return {opened(member, made.meeting, name).status_code for name in names}


def test_nobody_of_it_finds_the_meeting_any_more_in_either_wall(made):
    assert pages(made, made.desk) == {200}

    withdraw(made)

    assert pages(made, made.desk) == pages(made, made.sergeant) == {404}
    with acting_as(made.desk):
        tables = [Meeting, MeetingParty, Attendance, AgendaItem, Research]
        assert [model for model in tables if model.objects.exists()] == []


def test_with_the_first_wall_torn_down_the_database_still_says_404(made, monkeypatch):
    for kind in models.QuerySet.__subclasses__():
        if "visible_to" in vars(kind):
            monkeypatch.setattr(kind, "visible_to", lambda self, member: self.all())
    assert opened(made.desk, made.meeting, "meeting").status_code == 200

    withdraw(made)

    assert pages(made, made.desk) == {404}


def test_its_officers_are_told_without_a_reason_or_a_way_to_what_they_cannot_open(made):
    withdraw(made, reason="It was another Agency")

    with acting_as(made.desk):
        told = Notice.objects.visible_to(made.desk).get(kind="meeting_invitation_withdrawn")
    assert told.link == ""
    assert "another" not in str(told.context)
    with acting_as(made.chair):
        assert made.meeting.changes.get(verb="withdraw_invitation").reason == f"{made.police.name}. It was another Agency"


def test_what_it_was_asked_to_look_for_ends_and_stays_recorded_as_asked(made):
    item, lists = asked_beforehand(made)
    theirs = next(one for one in lists if one.agency == made.police)

    withdraw(made)

    with acting_as(made.chair):
        kept = Research.objects.get(pk=theirs.pk)
        assert (kept.ended_at, kept.remind_at, kept.disclosure_id) == (THE_DAY, None, theirs.disclosure_id)
        assert set(Research.objects.waiting().values_list("agency", flat=True)) == {made.housing.pk}
    with acting_as(made.registrar):
        reminded = due_rows(Research, "research_reminders", THE_DAY + timedelta(days=1)).values_list("agency", flat=True)
        assert set(reminded) == {made.housing.pk}
    where = {"reference": made.meeting.reference, "number": item.number}
    assert "No answer: it is no longer asked to the meeting" in text(visitor(made.chair).get(at(made.chair, "case", **where)))


def test_what_it_has_answered_stays_its_own_record(made):
    item, lists = asked_beforehand(made)
    theirs = next(one for one in lists if one.agency == made.police)
    do(actions.answer_research, made.meeting, by=made.desk, answers={theirs.pk: "nothing"})

    withdraw(made)

    with acting_as(made.desk):
        kept = Research.objects.get(pk=theirs.pk)
        assert (kept.reply, kept.ended_at) == ("nothing", None)
        assert kept.reply_disclosure.agency == made.police
    shown = text(visitor(made.chair).get(at(made.chair, "case", reference=made.meeting.reference, number=item.number)))
    assert "Nothing held, 2 December 2026. It is no longer asked to the meeting" in shown


def test_asked_again_it_finds_the_meeting_and_can_be_asked_to_look_again(made):
    item, _lists = asked_beforehand(made)
    withdraw(made)

    do(actions.invite, made.meeting, [made.police], by=made.chair)
    asking = {"items": [item], "agencies": [made.police], "due_on": THE_DAY.date()}
    do(actions.send_research, made.meeting, by=made.chair, **asking)

    assert pages(made, made.desk) == {200}
    where = {"reference": made.meeting.reference, "number": item.number}
    shown = text(visitor(made.chair).get(at(made.chair, "case", **where)))
    assert "No answer yet" in shown
    assert "no longer asked" not in shown


def test_whoever_of_it_plays_a_part_goes_on_and_the_agency_gains_nothing_by_that(made):
    do(actions.name_part, made.meeting, by=made.chair, part="clerk", member=made.sergeant)

    withdraw(made)

    assert opened(made.sergeant, made.meeting, "meeting").status_code == 200
    assert opened(made.desk, made.meeting, "meeting").status_code == 404
    assert seat_of(made, made.police).part == "lends"


def test_a_deputy_of_the_agency_itself_withdraws_it_and_stays(made):
    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.sergeant)

    withdraw(made, by=made.sergeant)

    assert opened(made.sergeant, made.meeting, "meeting").status_code == 200


def test_after_somebody_has_signed_in_it_is_refused(made):
    do(actions.sign_in, made.meeting, by=made.sergeant)

    with pytest.raises(MoveRefused, match="has signed in"):
        withdraw(made)


def test_an_agency_that_brings_something_or_has_something_to_do_takes_part(made):
    do(actions.add_item, made.meeting, by=made.sergeant, title="Case 15", about="PC-2")
    do(actions.add_action, made.meeting, by=made.chair, words="Visit", agency=made.housing, due_on=THE_DAY.date())

    with pytest.raises(MoveRefused, match="stands on the agenda"):
        withdraw(made)
    with pytest.raises(MoveRefused, match="to do something"):
        withdraw(made, made.housing)


def test_the_host_is_not_asked_and_a_meeting_that_is_over_stays_as_it_was(made):
    with pytest.raises(MoveRefused, match="not asked"):
        withdraw(made, made.host)
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Nobody can come")

    with pytest.raises(MoveRefused, match="cancelled"):
        withdraw(made)


def test_it_is_withdrawn_once_for_a_reason_by_those_who_lead(made):
    seat = seat_of(made, made.police)
    with pytest.raises(PermissionDenied):
        withdraw(made, by=made.officer)
    with pytest.raises(ValueError, match="why"):
        withdraw(made, reason=" ")
    withdraw(made)

    with pytest.raises(MoveRefused, match="already"):
        do(actions.withdraw_invitation, seat, by=made.chair, reason="Asked by mistake")
