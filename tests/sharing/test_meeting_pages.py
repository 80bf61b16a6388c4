"""Do the pages of a meeting lead each person on, and say of a case to those who were there alone?"""

import pytest
import time_machine
from django.urls import reverse

from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Attendance, Meeting
from tests.agencies import factories as agencies
from tests.sharing import meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, sent, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        yield


def post(member, name, **kwargs):
    typed = kwargs.pop("typed", {})
    return visitor(member).post(at(member, name, **kwargs), {"acting": str(member.pk), **typed})


def test_the_list_says_what_will_appear_and_then_shows_the_meeting(made):
    empty = text(visitor(made.stranger).get(at(made.stranger, "meetings")))
    full = text(visitor(made.desk).get(at(made.desk, "meetings")))

    assert "No meeting is planned" in empty
    assert made.meeting.name in full
    assert made.meeting.name not in empty


def plan(made, **typed):
    told = {
        "name": "Case conference", "kind": "cases", "personal": "yes", "held_on_day": "3", "held_on_month": "12",
        "held_on_year": "2026", "held_at": "2pm", "place": "Room 1", "no_protocol_reason": "None covers it",
        "invited": [made.police.code],
    }  # fmt: skip
    return post(made.chair, "plan_meeting", typed={**told, **typed})


def test_a_meeting_is_planned_and_leads_to_its_own_page(made):
    answer = plan(made)

    assert answer.status_code == 302
    page = text(visitor(made.chair).get(answer.url))
    assert "3 December 2026, 2:00pm" in page
    assert "No answer" in page


def test_what_is_missing_is_said_and_what_was_typed_stays(made):
    answer = plan(made, held_at="sometime", no_protocol_reason="")

    page = answer.content.decode()
    assert "Enter a time, such as 10:00 or 2pm" in page
    assert "Choose what governs it, or say why nothing does" in page
    assert 'value="Case conference"' in page


def test_on_the_day_the_chair_is_led_from_opening_to_level_to_letting_people_in(made):
    assert "Open the meeting" in text(opened(made.chair, made.meeting, "meeting"))
    sent(made.chair, made.meeting, "open_meeting")
    assert "Set the level before the first item." in text(opened(made.chair, made.meeting, "meeting"))
    sent(made.chair, made.meeting, "set_level", level="OFFICIAL", instruction="", reason="")
    sent(made.sergeant, made.meeting, "sign_in")
    assert "1 person has signed in" in text(opened(made.chair, made.meeting, "meeting"))


def test_the_level_page_says_when_the_two_definitions_point_apart(made):
    meeting = meetings.see(made, made.meeting)
    with acting_as(made.registrar, "plan_meeting"):
        Meeting.objects.update(marking_scheme="GPMS-2013")
    words = {"points_to_a": "PROTECT", "points_to_b": "RESTRICTED", "level": "PROTECT", "instruction": "Locked away"}

    refused = text(sent(made.chair, meeting, "set_level", reason="", **words))
    kept = sent(made.chair, meeting, "set_level", reason="Nobody would be badly hurt", **words)

    assert "Section 6.4 suggests PROTECT, the sheet's note suggests RESTRICTED. Say why" in refused
    assert "Release would distress people" in refused
    assert "May distress individuals." in refused
    assert kept.status_code == 302
    page = text(opened(made.chair, meeting, "meeting"))
    assert "the sheet's note suggests RESTRICTED" in page
    assert "Nobody would be badly hurt" in page


def test_a_telephone_signs_in_by_the_address_on_the_sheet(made):
    page = text(opened(made.sergeant, made.meeting, "sign_in"))
    assert "I agree, and sign in" in page
    assert "without the agreement of the agency that it belongs to" in page

    answer = sent(made.sergeant, made.meeting, "sign_in")

    assert answer.status_code == 302
    assert "You have signed in" in text(opened(made.sergeant, made.meeting, "sign_in"))


def test_the_picture_for_telephones_is_an_image_of_ours(made):
    answer = opened(made.chair, made.meeting, "sign_in_code")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg") or b"<svg" in answer.content[:200]


def test_in_the_room_everybody_is_let_in_at_once_and_a_guest_agrees_on_the_chairs_device(made):
    sent(made.chair, made.meeting, "open_meeting")
    for member in (made.sergeant, made.officer):
        sent(member, made.meeting, "sign_in")

    sent(made.chair, made.meeting, "admit", everybody="yes")
    guest = {"name": "Shelter Manager", "body": "Night Shelter", "status": "non_signatory"}
    post(made.chair, "admit", reference=made.meeting.reference, typed=guest)

    page = text(opened(made.chair, made.meeting, "people"))
    assert page.count("In the room;") == 3
    with acting_as(made.chair):
        guest = Attendance.objects.get(member=None)
    terms = text(visitor(made.chair).get(at(made.chair, "take_declaration", reference=made.meeting.reference, key=guest.pk)))
    assert "Hand this device to Shelter Manager" in terms
    post(made.chair, "take_declaration", reference=made.meeting.reference, key=guest.pk)
    assert "agreed on the chair's device" in text(opened(made.chair, made.meeting, "people"))


def case_page(made, member):
    return visitor(member).get(at(member, "case", reference=made.meeting.reference, number=1))


def test_a_case_is_open_to_who_was_there_and_to_nobody_else_of_their_agency(made):
    meetings.begun(made, made.chair, made.sergeant)
    meetings.case(made)

    page = text(case_page(made, made.sergeant))

    assert "HO-3382, T.W." in page
    assert "He has not been seen for four nights." in page
    assert case_page(made, made.desk).status_code == 404
    assert case_page(made, made.officer).status_code == 404


def test_lines_are_written_on_the_page_of_the_case_and_confirmed_in_one_click(made):
    meetings.begun(made, made.chair, made.sergeant)
    meetings.case(made)
    where = {"reference": made.meeting.reference, "number": 1}

    wrong = post(made.chair, "write_line", typed={"agency": made.police.code, "brought": "kept_back"}, **where)
    post(made.chair, "write_line", typed={"agency": made.police.code, "brought": "shared", "kinds": ["concern"]}, **where)

    assert "Say why it was kept back" in text(wrong)
    assert "Held and shared: What worries us" in text(case_page(made, made.sergeant))
    listed = text(opened(made.sergeant, made.meeting, "confirm_lines"))
    assert "Item 1: Case 14" in listed
    answer = sent(made.sergeant, made.meeting, "confirm_lines", confirm="on")
    assert answer.status_code == 302
    assert "Confirmed" in text(case_page(made, made.chair))
    assert "Who is present for it" in text(case_page(made, made.chair))
    sent(made.chair, made.meeting, "close_meeting", sheet="electronic", confirm="on")
    assert "Who was present for it" in text(case_page(made, made.chair))


def test_the_reasons_are_asked_once_on_one_page(made):
    do(actions.add_item, made.meeting, by=made.chair, title="Case 14")
    where = {"reference": made.meeting.reference, "number": 1}

    page = text(visitor(made.chair).get(at(made.chair, "save_case", **where)))
    answer = post(made.chair, "save_case", typed={"about": "HO-1", "3-judgement": "It is the least.", "revision": "0"}, **where)

    assert "Answered once" in page
    assert answer.status_code == 302
    shown = text(case_page(made, made.chair))
    assert "HO-1" in shown
    assert "It is the least." in shown
    assert "6 of the seven questions are not answered yet." in shown


def test_somebody_who_declares_an_interest_no_longer_finds_the_case(made):
    meetings.begun(made, made.chair, made.sergeant)
    meetings.case(made)
    where = {"reference": made.meeting.reference, "number": 1}

    answer = post(made.sergeant, "declare_interest", typed={"confirm": "on"}, **where)

    assert answer.status_code == 302
    assert case_page(made, made.sergeant).status_code == 404
    assert "You stay out of this case." in text(opened(made.sergeant, made.meeting, "meeting"))


def test_a_colleague_who_was_not_there_sees_that_it_takes_place_and_not_who_came(made):
    (row, _) = meetings.begun(made, made.sergeant, made.officer)

    page = text(opened(made.desk, made.meeting, "meeting"))

    assert made.meeting.name in page
    assert row.name not in page


def test_closing_without_a_sheet_asks_why(made):
    sent(made.chair, made.meeting, "open_meeting")

    refused = text(sent(made.chair, made.meeting, "close_meeting", sheet="not_used", confirm="on"))
    answer = sent(made.chair, made.meeting, "close_meeting", sheet="not_used", sheet_reason="Figures only", confirm="on")

    assert "Say why no sheet was used" in refused
    assert answer.status_code == 302
    assert "Not used: Figures only" in text(opened(made.chair, made.meeting, "meeting"))


def test_the_sheet_is_asked_for_and_listed_with_the_meeting(made):
    answer = sent(made.chair, made.meeting, "ask_for_sheet")

    assert answer.status_code == 302
    assert f"Signing-in sheet of {made.meeting.reference}" in text(opened(made.chair, made.meeting, "meeting"))


def test_home_shows_the_invitation_to_the_officer(made):
    page = text(visitor(made.desk).get(reverse("home", kwargs={"partnership": made.desk.partnership.slug})))

    assert f"Answer the invitation to meeting {made.meeting.reference}" in page


def test_a_meeting_that_is_over_refuses_a_second_end_with_what_was_typed(made):
    sent(made.chair, made.meeting, "open_meeting")
    words = {"sheet": "not_used", "sheet_reason": "Figures only", "confirm": "on"}
    sent(made.chair, made.meeting, "close_meeting", **words)

    again = sent(made.chair, made.meeting, "close_meeting", **words)

    assert again.status_code == 409
    assert "Figures only" in text(again)


def test_when_it_is_over_nobody_is_asked_to_let_people_in(made):
    before = text(opened(made.chair, made.meeting, "meeting"))
    assert "See who is here, and let people in" in before
    assert "Nobody has signed in yet." in before
    sent(made.chair, made.meeting, "open_meeting")
    sent(made.chair, made.meeting, "close_meeting", sheet="not_used", sheet_reason="Figures only", confirm="on")

    page, people = text(opened(made.chair, made.meeting, "meeting")), text(opened(made.chair, made.meeting, "people"))

    assert "See who was there" in page
    assert "let people in" not in page
    assert "Nobody signed in." in page
    assert "No level was set" in page
    assert "Who was there" in people
    assert "Nobody is here yet" not in people


def test_leaving_the_page_that_cancels_a_meeting_has_words_of_its_own(made):
    assert "Cancel the meeting Keep it planned" in text(opened(made.chair, made.meeting, "cancel_meeting"))


def test_of_fields_of_which_one_is_needed_none_is_called_optional(made):
    parts = text(opened(made.chair, made.meeting, "name_part"))
    planned = text(visitor(made.chair).get(at(made.chair, "plan_meeting")))

    assert "their name (optional)" not in parts
    assert "The body they come from (optional)" in parts
    assert "why? (optional)" not in planned


def test_from_the_reasons_and_the_lines_of_a_case_one_goes_back_to_the_case(made):
    meetings.begun(made, made.chair)
    meetings.case(made)
    where = {"reference": made.meeting.reference, "number": 1}

    for name in ("save_case", "write_line"):
        page = visitor(made.chair).get(at(made.chair, name, **where)).content.decode()
        assert f'href="{at(made.chair, "case", **where)}">Cancel' in page


def test_a_cancelled_meeting_waits_for_nobody(made):
    do(actions.add_item, made.meeting, by=made.chair, title="Case 14")
    do(actions.cancel_meeting, made.meeting, by=made.chair, reason="Snow")

    page = text(opened(made.chair, made.meeting, "meeting"))

    assert "Not opened." in page
    for words in ("I know somebody", "Undertaking still to be given", "See who was there"):
        assert words not in page


def test_short_names_of_meetings_keep_their_capitals(made):
    page = text(visitor(made.chair).get(at(made.chair, "plan_meeting")))

    assert "Domestic abuse meeting (MARAC)" in page
    assert "Public protection meeting (MAPPA)" in page


def test_who_reads_their_own_agencys_actions_alone_is_not_told_that_there_are_none(made):
    head = agencies.member(made.registrar, made.host, Role.HEAD)
    assert "No action has been written down." in text(opened(made.chair, made.meeting, "meeting"))
    do(actions.add_action, made.meeting, by=made.chair, agency=made.police, words="Ring her", due_on=THE_DAY.date())

    page = text(opened(head, made.meeting, "meeting"))

    assert "Ring her" in text(opened(made.chair, made.meeting, "meeting"))
    assert "Nothing that your agency is to do has been written down." in page
    assert "No action has been written down." not in page
