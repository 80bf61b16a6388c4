"""Does an agency answer line by line, is either answer its own record, and does the list end with the meeting?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.models import Notice, Reading
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, queue
from sharing.models import AgendaItem, Checklist, Disclosure, Meeting, Research
from tests.agencies import factories as agencies
from tests.agencies.factories import NOON
from tests.sharing import meetings
from tests.sharing.meetings import HELD_AT, THE_DAY, do
from tests.sharing.visiting import at, opened, sent, text, visitor

pytestmark = pytest.mark.django_db
DUE = HELD_AT.date()


@pytest.fixture
def made():
    made = meetings.table()
    items = [meetings.case(made, opened=False, title=f"Case {n}", about=f"HO-{n}") for n in (1, 2)]
    do(actions.send_research, made.meeting, by=made.chair, at=NOON, items=items, agencies=[made.police, made.housing], due_on=DUE)
    return made


def lines(made):
    with acting_as(made.desk):
        return list(Research.objects.visible_to(made.desk))


def answer(made, *replies, when=NOON, by=None):
    said = dict(zip([one.pk for one in lines(made)], replies, strict=False))
    return do(actions.answer_research, made.meeting, by=by or made.desk, at=when, answers=said)


def test_nothing_held_is_recorded_like_everything_else(made):
    answer(made, "nothing", "held")

    with acting_as(made.desk):
        records = Disclosure.objects.filter(agency=made.police).order_by("reference")
        assert [one.about for one in records] == ["HO-1", "HO-2"]
        assert "Nothing held" in records[0].note
        assert {one.history.first().history_verb for one in records} == {"answer_research"}
        assert {one.reply_disclosure_id for one in Research.objects.all()} == {one.pk for one in records}
        # The reasons are those of the case, which the agency that asks gave once for everybody.
        kept = Checklist.objects.filter(agency=made.police).first()
        assert kept.answers["3"] == meetings.REASONS["3"]
    with acting_as(made.chair):
        assert Notice.objects.visible_to(made.chair).filter(kind="research_answered").count() == 1
        assert {one.reply for one in Research.objects.filter(agency=made.police)} == {"nothing", "held"}


def test_what_is_left_out_waits_and_what_was_answered_stands(made):
    answer(made, "nothing")

    assert [one.reply for one in lines(made)] == ["nothing", ""]
    with pytest.raises(MoveRefused, match="Nothing was left"):
        answer(made, "held")
    assert [one.reply for one in lines(made)] == ["nothing", ""]


def test_nobody_answers_for_another_agency(made):
    keys = [one.pk for one in lines(made)]

    with pytest.raises(MoveRefused):
        do(actions.answer_research, made.meeting, by=made.officer, at=NOON, answers=dict.fromkeys(keys, "nothing"))
    with pytest.raises(PermissionDenied):
        do(actions.answer_research, made.meeting, by=made.chair, at=NOON, answers=dict.fromkeys(keys, "nothing"))


def test_the_list_ends_with_the_meeting_or_a_week_after_its_day(made):
    with pytest.raises(MoveRefused, match="ended"):
        answer(made, "nothing", when=HELD_AT + timedelta(days=7))
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")
    with pytest.raises(MoveRefused, match="ended"):
        answer(made, "nothing")


def test_the_page_shows_ones_own_lines_until_then_and_that_is_logged(made):
    with time_machine.travel(NOON, tick=False):
        page = text(opened(made.desk, made.meeting, "answer_research"))
        assert "What do you hold on HO-1?" in page
        assert "Choose an answer" in text(sent(made.desk, made.meeting, "answer_research"))
        none = sent(made.desk, made.meeting, "answer_research", **{"line-1": "later", "line-2": "later"})
        assert "for one case at least" in text(none)
        assert sent(made.desk, made.meeting, "answer_research", **{"line-1": "nothing", "line-2": "held"}).status_code == 302
        done = text(opened(made.desk, made.meeting, "answer_research"))
        assert "HO-1 Nothing held" in done
    with acting_as(made.desk):
        assert Reading.objects.filter(record="sharing.research").exists()
    with time_machine.travel(HELD_AT + timedelta(days=8), tick=False):
        over = text(opened(made.desk, made.meeting, "answer_research"))
        assert "This list has ended with the meeting" in over
        assert "HO-1" not in over


def test_the_chair_sees_the_answers_with_the_case_and_the_officer_finds_the_list_at_home(made):
    with acting_as(made.desk):
        (row,) = [one for one in queue.waiting_for(made.desk, DUE) if "holds before meeting" in one.what]
    assert row.due == DUE

    answer(made, "nothing", "held")

    with time_machine.travel(NOON, tick=False):
        case = visitor(made.chair).get(at(made.chair, "case", reference=made.meeting.reference, number=1))
    assert "What agencies said beforehand" in text(case)
    assert "Nothing held, " in text(case)
    with acting_as(made.desk):
        assert not [one for one in queue.waiting_for(made.desk, DUE) if "holds before meeting" in one.what]


def test_an_agency_that_is_asked_nothing_is_told_so(made):
    other = meetings.planned(made.chair, [made.police])

    assert "There is nothing here for you to answer" in text(opened(made.desk, other, "answer_research"))


def seen(made, member):
    with acting_as(member):
        return [one.about for one in Research.objects.visible_to(member)]


def test_signing_oneself_in_opens_nothing_and_being_let_in_does(made):
    row = do(actions.sign_in, made.meeting, by=made.sergeant)

    assert seen(made, made.sergeant) == []
    with time_machine.travel(THE_DAY, tick=False):
        assert "HO-1" not in text(opened(made.sergeant, made.meeting, "answer_research"))
    with pytest.raises(MoveRefused, match="Nothing was left"):
        answer(made, "nothing", when=THE_DAY, by=made.sergeant)

    do(actions.admit, made.meeting, by=made.chair, attendance=row)
    assert seen(made, made.sergeant) == ["HO-1", "HO-2"]


def test_who_is_named_to_play_a_part_looks_before_anybody_comes(made):
    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.sergeant)

    assert seen(made, made.sergeant) == ["HO-1", "HO-2"]
    assert len(answer(made, "nothing", by=made.sergeant)) == 1


def test_who_declared_an_interest_neither_reads_nor_answers_whatever_their_office(made):
    with acting_as(made.registrar):
        items = list(AgendaItem.objects.filter(meeting=made.meeting).order_by("number"))
    first, _ = (one.pk for one in lines(made))

    do(actions.declare_interest, items[0], by=made.desk)
    assert seen(made, made.desk) == ["HO-2"]
    with pytest.raises(MoveRefused, match="Nothing was left"):
        do(actions.answer_research, made.meeting, by=made.desk, at=NOON, answers={first: "nothing"})

    do(actions.declare_interest, items[1], by=made.desk)
    assert seen(made, made.desk) == []
    with acting_as(made.desk):
        assert not [one for one in queue.waiting_for(made.desk, DUE) if "holds before meeting" in one.what]


def test_an_answered_line_that_is_shown_is_logged_like_one_that_waits(made):
    answer(made, "nothing", "held")

    with time_machine.travel(NOON, tick=False):
        assert "HO-1" in text(opened(made.desk, made.meeting, "answer_research"))
    with acting_as(made.desk):
        read = Reading.objects.filter(record="sharing.research", member=made.desk)
        assert set(read.values_list("record_id", flat=True)) == {one.pk for one in lines(made)}
    with time_machine.travel(HELD_AT + timedelta(days=8), tick=False):
        opened(made.desk, made.meeting, "answer_research")
    with acting_as(made.desk):
        assert Reading.objects.filter(record="sharing.research").count() == 2


def test_both_sides_are_told_once_however_many_cases_there_are(made):
    host = agencies.member(made.registrar, made.host, Role.OFFICER)
    answer(made, "nothing", "held")

    kinds = ["research_asked", "research_answered", "disclosure_told"]
    for member, told in ((made.desk, ["research_asked"]), (host, ["research_answered"])):
        with acting_as(member):
            assert [one.kind for one in Notice.objects.filter(to=member, kind__in=kinds)] == told


@pytest.mark.parametrize("part", ["observer", "helper"])
def test_an_observer_or_helper_of_an_agency_that_is_asked_reads_no_list_even_when_let_in(made, part):
    do(actions.name_part, made.meeting, by=made.chair, part=part, member=made.sergeant, why="Training")
    assert seen(made, made.sergeant) == []

    do(actions.open_meeting, made.meeting, by=made.chair)
    meetings.came(made, made.chair, made.sergeant)
    do(actions.set_level, made.meeting, by=made.chair, level="OFFICIAL")
    with acting_as(made.registrar):
        item = AgendaItem.objects.get(meeting=made.meeting, number=1)
    do(actions.open_item, item, by=made.chair)

    assert seen(made, made.sergeant) == []
    with pytest.raises(MoveRefused, match="Nothing was left"):
        answer(made, "nothing", when=THE_DAY, by=made.sergeant)
    with time_machine.travel(THE_DAY, tick=False):
        page = text(opened(made.sergeant, made.meeting, "answer_research"))
        assert "HO-1" not in page
        assert "nothing here for you to answer" in page
        assert "research" not in text(opened(made.sergeant, made.meeting, "meeting"))
    with acting_as(made.sergeant):
        assert not [one for one in queue.waiting_for(made.sergeant, DUE) if "holds before meeting" in one.what]
    # Those who answer, and those who asked, read on.
    assert seen(made, made.desk) == ["HO-1", "HO-2"]
    assert seen(made, made.chair) == ["HO-1", "HO-1", "HO-2", "HO-2"]


def test_who_only_hears_reads_again_with_another_part(made):
    do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.sergeant, why="Training")
    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.sergeant)

    assert seen(made, made.sergeant) == ["HO-1", "HO-2"]


def test_the_database_alone_keeps_the_lists_from_an_observer_of_an_agency_that_is_not_asked(made):
    do(actions.name_part, made.meeting, by=made.chair, part="observer", member=made.clerk, why="Training")
    meetings.came(made, made.clerk)

    with acting_as(made.clerk):
        assert Meeting.objects.count() == 1
        assert Research.objects.count() == Research.history.count() == 0
    with acting_as(made.sergeant):
        # Of the agency's people the code chooses; what others are asked the database keeps from all of them.
        assert {one.agency for one in Research.objects.all()} == {made.police}


def test_a_meeting_that_moves_forward_takes_the_last_day_of_what_is_not_answered_with_it(made):
    answer(made, "nothing")
    before = HELD_AT - timedelta(days=5)

    do(actions.move_meeting, made.meeting, by=made.chair, at=NOON, held_at=before, place="Room 2", reason="The chair is away")

    with acting_as(made.desk):
        days = dict(Research.objects.filter(agency=made.police).values_list("reply", "due_on"))
    assert days == {"nothing": DUE, "": before.date()}


def test_one_that_moves_back_leaves_it(made):
    do(actions.move_meeting, made.meeting, by=made.chair, at=NOON, held_at=HELD_AT + timedelta(days=5), place="Room 2",
       reason="The chair is away")  # fmt: skip

    assert {one.due_on for one in lines(made)} == {DUE}


def test_a_chair_of_another_agency_moves_the_days_of_every_list(made):
    do(actions.name_part, made.meeting, by=made.chair, part="chair", member=made.sergeant)
    before = HELD_AT - timedelta(days=5)

    do(actions.move_meeting, made.meeting, by=made.sergeant, at=NOON, held_at=before, place="Room 2", reason="She is away")

    with acting_as(made.chair):
        assert {one.due_on for one in Research.objects.filter(agency=made.housing)} == {before.date()}


def test_home_names_the_first_day_of_a_meeting_with_more_lines_than_it_shows(made, monkeypatch):
    monkeypatch.setattr("sharing.queue.meetings.MOST", 1)
    first = lines(made)[0]
    with acting_as(made.registrar, "save_case"):
        Research.objects.filter(pk=first.pk).update(due_on=DUE - timedelta(days=3))
    with acting_as(made.desk):
        due = [one.due for one in queue.waiting_for(made.desk, NOON.date()) if "what your agency holds" in one.what]
    assert due == [DUE - timedelta(days=3)]
