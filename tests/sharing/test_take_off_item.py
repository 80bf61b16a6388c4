"""Is an item that is taken off the agenda kept on the record under its number, and does its case open for nobody?"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.sweeps import due_rows
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import AgendaItem, CaseLine, CaseParty, CasePresence, CaseRecord, Meeting, MeetingParty, Research
from sharing.rules import meetings as rules
from sharing.rules.meeting_next import next_in_meeting
from sharing.rules.minutes import cases_of
from sharing.rules.sheet import sheet_context
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.factories import ONE_DONE_FIVE_REFUSED, race
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db
OF_THE_CASE = [CaseRecord, CaseParty, CasePresence, CaseLine]


def take_off(made, item, by=None, reason="Not for this meeting"):
    return do(actions.take_off_item, item, by=by or made.chair, reason=reason)


def ours(made, **words):
    """A case that the police bring, written by its sergeant."""
    told = {"title": "Case 15", "about": "PC-2", "justification": meetings.REASONS}
    return do(actions.add_item, made.meeting, by=made.sergeant, **{**told, **words})


def pages(made, member, number=1):
    where = {"reference": made.meeting.reference, "number": number}
    browser = visitor(member)
    return {browser.get(at(member, name, **where)).status_code for name in ("case", "save_case", "write_line")}


def told(member, kind):
    with acting_as(member):
        return list(Notice.objects.visible_to(member).filter(kind=kind))


def test_it_stays_on_the_record_and_says_when_who_and_why(made):
    item = take_off(made, meetings.case(made, opened=False), reason="The family has moved away")

    with acting_as(made.chair):
        kept = made.meeting.items.get(pk=item.pk)
        said = made.meeting.changes.get(verb="take_off_item")
    assert (kept.number, kept.taken_off_at, kept.taken_off_by_id) == (1, THE_DAY, made.chair.pk)
    assert kept.taken_off_reason == "The family has moved away"
    assert (said.by_id, said.reason) == (made.chair.pk, "Item 1. The family has moved away")


def test_an_auditor_reads_that_it_was_taken_off_and_not_why(made):
    auditor = agencies.member(made.registrar, made.host, Role.AUDITOR)
    take_off(made, meetings.case(made, opened=False), reason="The family has moved away")

    read, withheld = (text(opened(member, made.meeting, "meeting")) for member in (made.chair, auditor))

    assert "The family has moved away" in read
    assert "Taken off on" in withheld and "moved away" not in withheld


def test_its_number_is_not_given_again(made):
    take_off(made, meetings.case(made, opened=False))

    assert meetings.case(made, opened=False, title="Case 15").number == 2


def test_the_database_says_it_again(made):
    item = meetings.case(made, opened=False)
    whole = {"taken_off_at": THE_DAY, "taken_off_by": made.chair, "taken_off_reason": "Not for this meeting"}
    wrong = [
        {**whole, "taken_off_by": None}, {**whole, "taken_off_reason": ""}, {**whole, "opened_at": THE_DAY},
        {"taken_off_reason": "Not for this meeting"},
    ]  # fmt: skip
    for words in wrong:
        with acting_as(made.chair, "take_off_item"), pytest.raises(IntegrityError), transaction.atomic():
            AgendaItem.objects.filter(pk=item.pk).update(**words)


def test_it_opens_for_nobody_who_wrote_it_leads_or_takes_the_notes(made):
    item = ours(made)
    meetings.clerk(made)
    readers = (made.sergeant, made.chair, made.clerk)
    assert [pages(made, one) for one in readers] == [{200}, {200}, {200}]

    take_off(made, item)

    assert [pages(made, one) for one in readers] == [{404}, {404}, {404}]
    for one in readers:
        with acting_as(one):
            assert not CaseRecord.objects.visible_to(one).exists()
            assert not Research.objects.visible_to(one).exists()


def test_in_the_database_whoever_only_led_leaves_and_the_two_that_hold_and_brought_it_stay(made, monkeypatch):
    item = ours(made)
    meetings.clerk(made)
    for kind in models.QuerySet.__subclasses__():
        if "visible_to" in vars(kind):
            monkeypatch.setattr(kind, "visible_to", lambda self, member: self.all())
    assert pages(made, made.clerk) == {200}

    take_off(made, item)

    assert pages(made, made.clerk) == {404}
    with acting_as(made.clerk):
        assert [model for model in OF_THE_CASE if model.objects.exists()] == []
    with acting_as(made.registrar):
        assert {seat.agency_id: seat.why for seat in CaseParty.objects.all()} == {
            made.host.pk: "host", made.police.pk: "brought",
        }  # fmt: skip
        assert set(CaseRecord.objects.get().party_ids) == {made.host.pk, made.police.pk}


def test_the_case_stays_in_the_history_of_whoever_brought_it(made):
    take_off(made, ours(made))

    with acting_as(made.sergeant):
        assert CaseRecord.history.exists()


def test_whoever_comes_to_lead_later_reads_nothing_of_it(made):
    take_off(made, ours(made))

    do(actions.name_part, made.meeting, by=made.chair, part="deputy", member=made.clerk)

    assert pages(made, made.clerk) == {404}
    with acting_as(made.clerk):
        assert AgendaItem.objects.exists()
        assert not CaseRecord.objects.exists()


def test_what_agencies_were_asked_to_look_for_ends_and_they_are_told(made):
    item = ours(made)
    other = meetings.case(made, opened=False, title="Case 16", about="HO-9")
    asking = {"agencies": [made.housing], "due_on": THE_DAY.date()}
    (theirs,) = do(actions.send_research, made.meeting, by=made.sergeant, items=[item], **asking)
    (stays,) = do(actions.send_research, made.meeting, by=made.chair, items=[other], **asking)

    take_off(made, item)

    with acting_as(made.registrar):
        kept = Research.objects.get(pk=theirs.pk)
        assert (kept.ended_at, kept.remind_at, kept.disclosure_id) == (THE_DAY, None, theirs.disclosure_id)
        assert set(kept.party_ids) == {made.police.pk, made.host.pk}
        assert [one.pk for one in due_rows(Research, "research_reminders", THE_DAY + timedelta(days=1))] == [stays.pk]
    with acting_as(made.officer):
        assert [one.pk for one in Research.objects.visible_to(made.officer).waiting()] == [stays.pk]
        assert not Research.objects.filter(pk=theirs.pk).exists()
    assert len(told(made.officer, "research_not_needed")) == 1
    assert told(made.desk, "research_not_needed") == []


def test_what_was_answered_stays_and_nobody_is_told_to_stop(made):
    item = ours(made)
    asking = {"items": [item], "agencies": [made.housing], "due_on": THE_DAY.date()}
    (theirs,) = do(actions.send_research, made.meeting, by=made.sergeant, **asking)
    do(actions.answer_research, made.meeting, by=made.officer, answers={theirs.pk: "nothing"})

    take_off(made, item)

    with acting_as(made.officer):
        kept = Research.objects.visible_to(made.officer).get()
        assert (kept.reply, kept.ended_at, kept.reply_disclosure.agency_id) == ("nothing", None, made.housing.pk)
    assert told(made.officer, "research_not_needed") == []


def test_the_agency_that_brings_it_is_told_without_a_reason(made):
    take_off(made, ours(made), reason="It is sub judice")

    for one in (made.desk, made.sergeant):
        (notice,) = told(one, "item_taken_off")
        assert notice.link == made.meeting.get_absolute_url()
        assert notice.context["number"] == "1"
        assert "judice" not in str(notice.context)


def test_an_agency_takes_off_its_own_and_is_not_told_of_it(made):
    item = ours(made)

    take_off(made, item, by=made.desk)

    assert meetings.see(made, item).taken_off_by_id == made.desk.pk
    assert told(made.desk, "item_taken_off") == told(made.sergeant, "item_taken_off") == []
    assert pages(made, made.sergeant) == {404}


def test_nobody_else_takes_it_off_nor_whoever_stays_out_of_it(made):
    item = ours(made)
    meetings.clerk(made)
    auditor = agencies.member(made.registrar, made.police, Role.AUDITOR)
    for by in (made.officer, auditor):
        with pytest.raises(PermissionDenied):
            take_off(made, item, by=by)
    do(actions.declare_interest, item, by=made.clerk)
    with pytest.raises(PermissionDenied):
        take_off(made, item, by=made.clerk)
    with pytest.raises(PermissionDenied):
        take_off(made, item, by=made.stranger)

    with pytest.raises(ValueError, match="why"):
        take_off(made, item, reason=" ")
    assert meetings.see(made, item).taken_off_at is None


def test_once_it_is_opened_or_the_meeting_is_over_it_is_refused(made):
    meetings.begun(made, made.chair)
    ahead = meetings.case(made, opened=False)
    heard = meetings.case(made, title="Case 15")
    with pytest.raises(MoveRefused, match="Item 2 was opened"):
        take_off(made, heard)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with pytest.raises(MoveRefused, match="closed"):
        take_off(made, ahead)


def test_it_is_taken_off_once_and_nothing_is_done_to_it_afterwards(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made, opened=False)
    revision = meetings.record_of(made, item).revision
    take_off(made, item)

    with pytest.raises(MoveRefused, match="already"):
        take_off(made, item)
    asking = {"agencies": [made.police], "due_on": THE_DAY.date()}
    refused = [
        lambda: do(actions.open_item, item, by=made.chair),
        lambda: do(actions.declare_interest, item, by=made.chair),
        lambda: do(actions.save_case, item, by=made.chair, about="HO-1", justification={}, revision=revision),
        lambda: do(actions.send_research, made.meeting, by=made.chair, items=[item], **asking),
    ]
    for act in refused:
        with pytest.raises(MoveRefused, match="Item 1 was taken off the agenda"):
            act()


def test_its_pages_break_an_endless_word_and_refuse_at_once_what_nobody_does_to_it_any_more(made):
    item = do(actions.add_item, made.meeting, by=made.chair, title="N" * 100, about="HO-1")
    where = {"reference": made.meeting.reference, "number": item.number}
    browser = visitor(made.chair)
    assert f'<p class="govuk-body app-wrap"><strong>{item}</strong></p>' in browser.get(at(made.chair, "take_off_item", **where)).text
    take_off(made, item, reason="R" * 300)

    assert f'app-wrap">{"R" * 300}</p>' in opened(made.chair, made.meeting, "meeting").text
    for verb in ("declare_interest", "take_off_item"):
        assert browser.get(at(made.chair, verb, **where)).status_code == 409


def test_the_meeting_goes_on_and_names_it_nowhere(made):
    meetings.begun(made, made.chair, made.sergeant)
    take_off(made, meetings.case(made, opened=False))
    with acting_as(made.chair):
        found = meetings.see(made, made.meeting)
        assert next_in_meeting(found, made.chair, THE_DAY)[1] == "close_meeting"
    second = meetings.case(made, opened=False, title="Case 15")
    with acting_as(made.chair):
        assert "item 2" in next_in_meeting(found, made.chair, THE_DAY)[0]
    do(actions.open_item, second, by=made.chair)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")

    with acting_as(made.chair):
        found = meetings.see(made, made.meeting)
        assert [one.number for one in cases_of(found, made.chair)] == [2]
        assert rules.meeting_gaps(found) == []
        assert "Case 14" not in str(sheet_context(found))


def test_whoever_had_left_before_it_left_before_the_next_one(made):
    _chair, row = meetings.begun(made, made.chair, made.sergeant)
    first = meetings.case(made, opened=False)
    second = meetings.case(made, opened=False, title="Case 15")
    do(actions.mark_left, row, by=made.chair)
    assert meetings.see(made, row).left_before == first.number

    take_off(made, first)
    assert meetings.see(made, row).left_before == second.number

    take_off(made, second)
    assert meetings.see(made, row).left_before is None


def test_an_agency_that_brought_only_this_can_be_withdrawn_and_keeps_nothing(made):
    item = ours(made)
    with acting_as(made.registrar):
        seat = MeetingParty.objects.select_related("agency").get(meeting=made.meeting, agency=made.police)
    with pytest.raises(MoveRefused, match="stands on the agenda"):
        do(actions.withdraw_invitation, seat, by=made.chair, reason="Asked by mistake")

    take_off(made, item)
    do(actions.withdraw_invitation, seat, by=made.chair, reason="Asked by mistake")

    assert opened(made.sergeant, made.meeting, "meeting").status_code == 404
    with acting_as(made.sergeant):
        assert [model for model in [Meeting, AgendaItem, *OF_THE_CASE] if model.objects.exists()] == []


def test_an_agency_that_is_there_for_its_item_alone_leaves_with_it(made):
    part = meetings.clerk(made)
    item = do(actions.add_item, made.meeting, by=made.clerk, title="Case 14", about="VO-1")
    do(actions.end_part, part, by=made.chair, reason="Named by mistake")
    with acting_as(made.clerk):
        assert Meeting.objects.exists()

    take_off(made, item)

    with acting_as(made.clerk):
        assert [model for model in [Meeting, AgendaItem, *OF_THE_CASE] if model.objects.exists()] == []
    (notice,) = told(made.clerk, "item_taken_off")
    assert notice.link == ""


@pytest.mark.django_db(transaction=True)
def test_six_take_it_off_at_once_and_one_does(made):
    item = meetings.case(made, opened=False)
    more = [agencies.member(made.registrar, made.host, Role.OFFICER) for _ in range(5)]

    fared = race([made.chair, *more], lambda by: actions.take_off_item(item, by=by, at=THE_DAY, reason="Not for today"))

    assert fared == ONE_DONE_FIVE_REFUSED


@pytest.mark.django_db(transaction=True)
def test_of_opening_it_and_taking_it_off_at_once_one_is_done(made):
    meetings.begun(made, made.chair)
    item = meetings.case(made, opened=False)
    other = agencies.member(made.registrar, made.host, Role.OFFICER)

    def act(by):
        if by == other:
            return actions.take_off_item(item, by=by, at=THE_DAY, reason="Not for today")
        return actions.open_item(item, by=by, at=THE_DAY)

    assert race([made.chair, other], act) == ["done", "refused"]
    kept = meetings.see(made, item)
    assert (kept.opened_at is None) != (kept.taken_off_at is None)
