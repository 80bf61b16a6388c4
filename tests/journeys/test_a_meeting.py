"""Journey 7: a case conference, from the invitation to the last page of its sheet; and whoever was not asked sees nothing."""

from datetime import date

import pytest

from tests.journeys import paper

pytestmark = pytest.mark.journey
NAME, PLACE, CASE = "Quay Street case conference", "Eastvale Civic Offices, Room 4", "Case 1"
WHOM = "EDC-ASB-3301, household at Quay Street"
LEVEL, GUEST = "OFFICIAL-SENSITIVE", "Night Shelter Manager"


def test_a_meeting_from_the_invitation_to_the_sheet(signed_in):
    chair, meeting = given_a_chair_plans_a_meeting_for_today(signed_in)
    and_sets_its_level(chair)
    and_puts_a_case_on_the_agenda(chair, meeting)
    when_the_agency_that_was_asked_answers(signed_in, meeting)
    then_an_agency_that_was_not_asked_finds_nothing(signed_in, meeting)
    when_the_meeting_is_opened_and_people_sign_in(signed_in, chair, meeting)
    and_a_guest_is_let_in_and_agrees_to_the_terms(chair, meeting)
    inspector = when_the_case_is_opened_and_a_line_written(signed_in, chair, meeting)
    and_the_agency_confirms_what_it_brought(inspector, meeting)
    then_those_who_were_present_have_a_record_of_it(chair, inspector, meeting)
    when_the_sheet_is_asked_for(chair, meeting)
    then_it_is_a_pdf_marked_on_every_page(chair)
    when_the_meeting_is_closed(chair, meeting)
    then_nobody_can_sign_in_any_more(signed_in, meeting)


def test_somebody_signs_in_on_a_telephone_without_javascript(signed_in):
    chair, meeting = given_a_chair_plans_a_meeting_for_today(signed_in)
    chair.opens(meeting).presses("Open the meeting")
    phone = signed_in("officer.in.the.case@npc", javascript=False, phone=True).opens(meeting)
    phone.follows("Sign in").sees(NAME, "You sign as").presses("I agree, and sign in")
    phone.sees("You have signed in", "The chair or the clerk lets you in")
    chair.opens(f"{meeting}people/").presses("Let in the 1 person").sees("In the room")
    phone.opens(f"{meeting}sign_in/").sees("You have been let in.")


def given_a_chair_plans_a_meeting_for_today(signed_in):
    chair = signed_in("community.safety.manager@edc").follows("Sharing").follows("Meetings").follows("Plan a meeting")
    chair.types("What is the meeting called?", NAME).chooses("Case", within="What kind of meeting is it?")
    chair.types_day("Day", date.today()).types("Time", "23:30").types("Where is it held?", PLACE)
    chair.presses("Plan the meeting").sees("There is a problem", "say why nothing does")
    chair.types("If under none of them, why?", "The procedure for the quay is being written.")
    chair.ticks("Northmere Constabulary").presses("Plan the meeting").sees("is planned", NAME)
    return chair, chair.path


def and_sets_its_level(chair):
    chair.follows("Set Level").chooses(LEVEL, within="Which level do you set?")
    chair.types("How is it to be handled?", "RECIPIENTS ONLY").presses("Set the level").sees(f"The level is {LEVEL}")


def and_puts_a_case_on_the_agenda(chair, meeting):
    chair.opens(meeting).follows("Add an item").types("What stands on the agenda?", CASE)
    chair.types("For a case: whom is it about?", WHOM).presses("Add the item")
    chair.is_on("Why is this case shared?").types(
        "What is happening, and what will be done", "Four reports in a month; a warning is decided today."
    )
    chair.presses("Save the reasons").sees("its reasons are kept")


def when_the_agency_that_was_asked_answers(signed_in, meeting):
    officer = signed_in("officer@npc").opens(meeting).follows("Answer the invitation")
    officer.chooses("Coming").presses("Send the answer").sees("your agency's answer is kept")
    officer.sees_no(WHOM, "Four reports in a month")


def then_an_agency_that_was_not_asked_finds_nothing(signed_in, meeting):
    signed_in("officer@lds").opens("/northmere/meetings/").sees_no(NAME).is_refused(meeting).is_refused(
        f"{meeting}sign_in/"
    )


def when_the_meeting_is_opened_and_people_sign_in(signed_in, chair, meeting):
    chair.opens(meeting).sees("Coming").presses("Open the meeting").sees("is open")
    chair.follows("Sign in to this meeting").presses("I agree, and sign in")
    phone = signed_in("practitioner@npc", phone=True).opens(meeting).follows("Sign in")
    phone.sees(LEVEL, "I pass it on to nobody").presses("I agree, and sign in").sees("You have signed in")
    chair.opens(f"{meeting}people/").presses("Let in the 2 people who have signed in").sees("In the room")


def and_a_guest_is_let_in_and_agrees_to_the_terms(chair, meeting):
    chair.types("Name", GUEST).types("The body they come from", "Northmere Night Shelter")
    chair.presses("They are in the room").sees("They read nothing until they agree")
    chair.follows("Agrees to the terms").sees(f"Hand this device to {GUEST}").presses("I agree")
    chair.sees(f"{GUEST} has agreed to the terms")


def when_the_case_is_opened_and_a_line_written(signed_in, chair, meeting):
    chair.opens(f"{meeting}people/").presses(f"Open item 1: {CASE}").sees("is open", GUEST)
    inspector = signed_in("practitioner@npc").opens(f"{meeting}items/1/")
    inspector.page.get_by_text("The reasons, given once for everybody").click()
    inspector.sees(WHOM, "Four reports in a month")
    inspector.follows("Write").chooses("Held and shared").ticks("What happened, and when").presses("Save the line")
    return inspector.sees("Northmere Constabulary brought is written down", "Not confirmed by the agency yet")


def and_the_agency_confirms_what_it_brought(inspector, meeting):
    inspector.opens(meeting).follows("Confirm what your agency brought").sees(CASE, "What happened, and when")
    inspector.presses("Confirm the whole list").sees("There is a problem")
    inspector.ticks("This is what my agency brought").presses("Confirm the whole list").sees("list is confirmed")


def then_those_who_were_present_have_a_record_of_it(chair, inspector, meeting):
    chair.opens(f"{meeting}items/1/")
    record = chair.page.locator("main a[href*='/disclosures/']").inner_text()
    for person in (chair, inspector):
        person.opens(f"{meeting}items/1/").follows(record).sees(record, WHOM, LEVEL)


def when_the_sheet_is_asked_for(chair, meeting):
    chair.opens(meeting).presses("Make the sheet as it is now (PDF)")


def then_it_is_a_pdf_marked_on_every_page(chair):
    pages = paper.pages_of(paper.made_for(chair))
    chair.sees("It is ready", "Fingerprint")
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[0] == LEVEL
        assert LEVEL in lines[-1]
    said = " ".join(" ".join(pages).split())
    for words in (NAME, PLACE, GUEST, "RECIPIENTS ONLY"):
        assert words in said
    assert WHOM not in said, "whom the case is about stands on no sheet"


def when_the_meeting_is_closed(chair, meeting):
    chair.opens(meeting).follows("Close the meeting").chooses("Yes, people signed in this service")
    chair.ticks("Everybody has left").presses("Close the meeting").sees("is closed", "Was there to the end")


def then_nobody_can_sign_in_any_more(signed_in, meeting):
    late = signed_in("officer.in.the.case@npc").opens(f"{meeting}sign_in/")
    assert not late.is_offered("I agree, and sign in")
    late.sees("until it is closed")
