"""Does whoever was named by mistake read nothing from the moment their part is ended, in the code and in the database?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from protocols.models import Document
from sharing import actions
from sharing.models import (
    AgendaItem,
    Attendance,
    CaseLine,
    CaseParty,
    CaseRecord,
    Disclosure,
    Meeting,
    MeetingAction,
    MeetingChange,
    MeetingPart,
    MeetingParty,
    Research,
)
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, visitor

pytestmark = pytest.mark.django_db
OF_THE_MEETING = [Meeting, MeetingParty, MeetingPart, MeetingChange, Attendance, AgendaItem]
OF_THE_CASE = [CaseRecord, CaseParty, CaseLine]


def named(made, part="clerk", member=None):
    return do(actions.name_part, made.meeting, by=made.chair, part=part, member=member or made.clerk)


def end(made, part, by=None, reason="Named by mistake", at=THE_DAY):
    return do(actions.end_part, part, by=by or made.chair, at=at, reason=reason)


def a_case(made):
    meetings.begun(made, made.chair, made.sergeant)
    item = meetings.case(made)
    meetings.line(made, item, made.police)
    return item


def pages(made, member):
    """What the pages of the meeting and of its first case answer this person."""
    where = {"reference": made.meeting.reference, "number": 1}
    browser = visitor(member)
    found = [browser.get(at(member, name, **where)).status_code for name in ("case", "save_case", "write_line")]
    return [opened(member, made.meeting, "meeting").status_code, *found]


@pytest.mark.parametrize("part", ["clerk", "deputy"])
def test_the_cases_close_at_once_in_both_walls(made, part):
    a_case(made)
    given = named(made, part)
    assert pages(made, made.clerk) == [200, 200, 200, 200]

    end(made, given)

    assert pages(made, made.clerk) == [404, 404, 404, 404]
    with acting_as(made.clerk):
        assert [model for model in [*OF_THE_MEETING, *OF_THE_CASE] if model.objects.exists()] == []


def test_with_the_first_wall_torn_down_the_database_still_says_404(made, monkeypatch):
    a_case(made)
    given = named(made)
    for kind in models.QuerySet.__subclasses__():
        if "visible_to" in vars(kind):
            monkeypatch.setattr(kind, "visible_to", lambda self, member: self.all())
    assert pages(made, made.clerk)[:2] == [200, 200]

    end(made, given)

    assert pages(made, made.clerk) == [404, 404, 404, 404]


def test_the_part_stays_on_the_record_and_says_who_ended_it_and_why(made):
    ended = end(made, named(made), reason="The wrong Minute Taker")

    with acting_as(made.chair):
        kept = made.meeting.parts.get(part="clerk")
        told = made.meeting.changes.get(verb="end_part")
    assert (kept, kept.until_at, kept.ended_by_id) == (ended, THE_DAY, made.chair.pk)
    assert told.reason.endswith("clerk. The wrong Minute Taker")


def test_they_are_told_without_a_reason_or_a_way_to_what_they_cannot_open(made):
    end(made, named(made), reason="The wrong Minute Taker")

    with acting_as(made.clerk):
        told = Notice.objects.visible_to(made.clerk).get(kind="meeting_part_ended")
    assert told.link == ""
    assert "wrong" not in str(told.context)


def test_an_item_that_they_put_on_for_another_agency_closes_with_the_part(made):
    given = named(made)
    do(actions.add_item, made.meeting, by=made.clerk, title="Case 14", about="PC-1", agency=made.police)
    with acting_as(made.clerk):
        assert CaseRecord.objects.visible_to(made.clerk).exists()

    end(made, given)

    with acting_as(made.clerk):
        assert not CaseRecord.objects.exists()
    with acting_as(made.chair):
        assert CaseRecord.objects.get().brought_by == made.clerk


def test_an_item_that_they_put_on_for_another_agency_closes_with_the_minutes_too(made):
    named(made)
    do(actions.add_item, made.meeting, by=made.clerk, title="Case 14", about="PC-1", agency=made.police)
    meetings.begun(made, made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    do(actions.agree_minutes, made.meeting, by=made.chair)

    with acting_as(made.clerk):
        assert Meeting.objects.visible_to(made.clerk).exists()
        assert not CaseRecord.objects.visible_to(made.clerk).exists()
        assert not CaseRecord.objects.exists()


def test_a_first_wall_alone_closes_for_somebody_whose_agency_stays_in_the_room(made):
    a_case(made)
    given = named(made, member=made.desk)
    with acting_as(made.desk):
        assert CaseRecord.objects.visible_to(made.desk).exists()

    end(made, given)

    assert pages(made, made.desk) == [200, 404, 404, 404]
    with acting_as(made.sergeant):
        assert CaseRecord.objects.visible_to(made.sergeant).exists()


def test_two_of_one_agency_and_one_is_ended(made):
    a_case(made)
    named(made, "deputy", made.stranger)
    given = named(made, "clerk")

    end(made, given)

    with acting_as(made.clerk):
        assert not CaseRecord.objects.visible_to(made.clerk).exists()
        assert CaseParty.objects.get(agency=made.clerk.agency).why == "leads"
    with acting_as(made.stranger):
        assert CaseRecord.objects.visible_to(made.stranger).exists()


def test_what_they_signed_and_heard_in_the_room_stays_true(made):
    given = named(made)
    meetings.begun(made, made.chair, made.clerk)
    item = meetings.case(made)

    end(made, given)
    later = meetings.case(made, title="Case 15")

    with acting_as(made.chair):
        row = Attendance.objects.get(member=made.clerk)
        assert (row.signed, row.arrived_at) == ("own", THE_DAY)
        assert made.meeting.parts.get(part="clerk").undertaken_at == THE_DAY
    with acting_as(made.clerk):
        assert set(CaseRecord.objects.visible_to(made.clerk).values_list("item", flat=True)) == {item.pk, later.pk}
    assert pages(made, made.clerk)[0] == 200


def test_lists_and_the_sheet_close_with_the_part(made):
    given = named(made, member=made.desk)
    item = meetings.case(made, opened=False)
    do(actions.send_research, made.meeting, by=made.chair, items=[item], agencies=[made.housing], due_on=THE_DAY.date())
    made_by_clerk = do(actions.ask_for_sheet, made.meeting, by=made.desk, sign_url="https://example.org", qr_svg="")
    sheet = at(made.desk, "sheet_file", reference=made.meeting.reference, key=made_by_clerk.pk)
    assert visitor(made.desk).get(sheet).status_code == 302

    end(made, given)

    assert visitor(made.desk).get(sheet).status_code == 404
    with acting_as(made.desk):
        assert not Research.objects.visible_to(made.desk).exists()
        assert not Document.objects.filter(pk=made_by_clerk.pk).exists()


def test_an_action_that_they_undertook_is_still_theirs_to_finish(made):
    given = named(made)
    owed = do(
        actions.add_action, made.meeting, by=made.chair, words="Book the room", agency=made.clerk.agency, owner=made.clerk,
        due_on=THE_DAY.date(),
    )  # fmt: skip

    end(made, given)

    assert opened(made.clerk, made.meeting, "meeting").status_code == 200
    do(actions.finish_action, owed, by=made.clerk)
    with acting_as(made.clerk):
        assert MeetingAction.objects.visible_to(made.clerk).get().done_by == made.clerk


def test_after_the_minutes_a_deputy_can_still_be_ended(made):
    given = named(made, "deputy")
    a_case(made)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    do(actions.agree_minutes, made.meeting, by=made.chair)
    with acting_as(made.clerk):
        assert CaseRecord.objects.visible_to(made.clerk).exists()

    end(made, given)

    with acting_as(made.clerk):
        assert not CaseRecord.objects.exists()


def test_the_chair_passes_on_and_is_not_ended(made):
    with acting_as(made.chair):
        chair = made.meeting.parts.get(part="chair")
    with pytest.raises(MoveRefused, match="always has a chair"):
        end(made, chair)

    do(actions.name_part, made.meeting, by=made.chair, part="chair", member=made.clerk)
    a_case(made)
    do(actions.name_part, made.meeting, by=made.clerk, part="chair", member=made.sergeant)

    assert pages(made, made.clerk) == [404, 404, 404, 404]
    with acting_as(made.clerk):
        assert not CaseRecord.objects.exists()
        assert not Meeting.objects.exists()


def test_a_deputy_of_an_agency_that_is_not_asked_ends_their_own_part(made):
    given = named(made, "deputy")

    end(made, given, by=made.clerk, reason="Away that day")

    with acting_as(made.clerk):
        assert not Meeting.objects.exists()
        assert not Notice.objects.visible_to(made.clerk).filter(kind="meeting_part_ended").exists()


def test_whoever_keeps_the_sheet_finds_the_meeting_all_the_same(made):
    given = named(made, "deputy")
    meetings.begun(made, made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    do(actions.hand_over_custody, made.meeting, by=made.chair, to=made.clerk)

    end(made, given)

    assert opened(made.clerk, made.meeting, "meeting").status_code == 200
    with acting_as(made.clerk):
        assert not CaseRecord.objects.visible_to(made.clerk).exists()


def test_somebody_without_an_account_is_ended_too(made):
    given = do(actions.name_part, made.meeting, by=made.chair, part="observer", name="Trainee", why="Training")

    assert end(made, given).until_at == THE_DAY


def test_an_observer_by_mistake_reads_again_what_they_were_present_for(made):
    a_case(made)
    given = named(made, "observer", made.sergeant)
    with acting_as(made.sergeant):
        assert not CaseRecord.objects.visible_to(made.sergeant).exists()

    end(made, given)

    with acting_as(made.sergeant):
        assert CaseRecord.objects.visible_to(made.sergeant).exists()


@pytest.mark.parametrize("part", ["observer", "helper"])
def test_whoever_undertook_to_keep_no_papers_reads_none_when_the_part_is_over(made, part):
    given = named(made, part)
    meetings.begun(made, made.chair, made.sergeant, made.clerk)
    item = meetings.case(made)
    meetings.line(made, item, made.police)

    end(made, given)

    with acting_as(made.clerk):
        assert not CaseRecord.objects.visible_to(made.clerk).exists()
    do(actions.confirm_lines, made.meeting, by=made.sergeant)
    with acting_as(made.clerk):
        assert not Disclosure.objects.visible_to(made.clerk).exists()


def test_it_is_ended_once_for_a_reason_by_those_who_lead(made):
    given = named(made)
    outsider = agencies.member(made.registrar, made.housing, Role.HEAD)
    for by in (made.clerk, made.sergeant, outsider):
        with pytest.raises(PermissionDenied):
            end(made, given, by=by)
    with pytest.raises(ValueError, match="why"):
        end(made, given, reason=" ")
    end(made, given)

    with pytest.raises(MoveRefused, match="any more"):
        end(made, given)
    assert named(made).until_at is None
