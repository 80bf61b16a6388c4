"""Journey: a guest with nothing but a telephone; and what agencies are asked before a meeting and read after it."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.journey
GUEST, CASE, WHOM = "Food Bank Manager", "Case 1", "EDC-ASB-3410, flat above the arcade"
SUMMARY = "One case was spoken of, and it is followed up in a month."


def test_a_guest_with_nothing_but_a_telephone(signed_in, at_a_browser):
    chair, meeting = given_a_meeting_of_today_that_is_open(signed_in)
    link = when_the_chair_makes_a_link_for_a_guest_who_comes_later(chair, meeting)
    phone = then_the_guest_agrees_on_their_own_telephone(at_a_browser, link)
    and_reads_the_case_only_while_it_is_open(chair, meeting, phone)
    when_the_link_is_taken_back_it_opens_nothing(chair, meeting, phone, link)


def test_what_agencies_are_asked_before_a_meeting_and_read_after_it(signed_in):
    chair, meeting = given_a_meeting_planned_for(signed_in, date.today() + timedelta(days=2))
    and_a_case_on_its_agenda(chair, meeting)
    when_agencies_are_asked_what_they_hold(chair, meeting)
    officer = then_an_agency_answers_on_a_page_of_its_own(signed_in, meeting)
    when_the_meeting_moves_the_agency_is_asked_again(chair, officer, meeting)
    when_it_is_over_and_the_minutes_are_sent(chair, meeting)
    then_the_agency_reads_its_own_cut(officer, meeting)


def given_a_meeting_planned_for(signed_in, day):
    chair = signed_in("community.safety.manager@edc").opens("/northmere/meetings/plan_meeting/")
    chair.types("What is the meeting called?", "Arcade case conference").chooses("Case", within="What kind of meeting is it?")
    chair.types_day("Day", day).types("Time", "23:30").types("Where is it held?", "Room 2")
    chair.types("If under none of them, why?", "The procedure is being written.").ticks("Northmere Constabulary")
    chair.presses("Plan the meeting").sees("is planned")
    return chair, chair.path


def given_a_meeting_of_today_that_is_open(signed_in):
    chair, meeting = given_a_meeting_planned_for(signed_in, date.today())
    and_a_case_on_its_agenda(chair, meeting)
    chair.opens(meeting).presses("Open the meeting").sees("is open")
    return chair, meeting


def and_a_case_on_its_agenda(chair, meeting):
    chair.opens(meeting).follows("Add an item").types("What stands on the agenda?", CASE)
    chair.types("For a case: whom is it about?", WHOM).presses("Add the item").is_on("Why is this case shared?")


def when_the_chair_makes_a_link_for_a_guest_who_comes_later(chair, meeting):
    chair.opens(f"{meeting}people/").types("Name", GUEST).types("The body they come from", "Northmere Food Bank")
    chair.presses("They come later").sees(f"{GUEST} is on the sheet", "Expected")
    chair.follows("Link for their telephone").types("Their e-mail address", "nobody").presses("Make the link")
    chair.sees("Enter an e-mail address in the right form")
    chair.types("Their e-mail address", "").presses("Make the link").sees("It is not shown again")
    return chair.page.locator("p.app-wrap").inner_text().strip()


def then_the_guest_agrees_on_their_own_telephone(at_a_browser, link):
    phone = at_a_browser(javascript=False, phone=True).opens(link)
    assert "key=" not in phone.page.url, "the secret leaves the address at once"
    phone.sees(GUEST, "Northmere Food Bank", "Do you agree to the terms?").sees_no(WHOM)
    return phone.presses("I agree").sees("The chair or the clerk lets you in").sees_no(WHOM)


def and_reads_the_case_only_while_it_is_open(chair, meeting, phone):
    chair.opens(f"{meeting}people/").sees("signed in themselves").presses("Let in").sees("In the room")
    phone.follows("See whether you have been let in").sees("No item is open at the moment")
    chair.opens(f"{meeting}people/").presses(f"Open item 1: {CASE}").sees("is open")
    phone.follows("See what is open now").sees(WHOM)
    chair.opens(f"{meeting}people/").presses("Has left").sees("Has left")
    phone.follows("See what is open now") if phone.is_offered("See what is open now") else None
    phone.opens("/account/guest/").sees("You have left the room").sees_no(WHOM)


def when_the_link_is_taken_back_it_opens_nothing(chair, meeting, phone, link):
    chair.opens(f"{meeting}people/").presses("Take the link back").sees("has stopped working")
    phone.is_refused("/account/guest/").sees("This link opens nothing")
    phone.is_refused(link.removeprefix(phone.url)).sees("This link opens nothing")
    phone.opens(meeting).sees("Sign in").sees_no("Arcade case conference")


def when_agencies_are_asked_what_they_hold(chair, meeting):
    chair.opens(meeting).follows("Ask agencies what they hold").sees("That is sharing")
    chair.types("What should they look for?", "Calls since January").presses("Ask them").sees("There is a problem")
    chair.ticks("Northmere Constabulary").presses("Ask them").sees("Asked, and the officers told: Northmere Constabulary")


def then_an_agency_answers_on_a_page_of_its_own(signed_in, meeting):
    officer = signed_in("officer@npc", phone=True).opens(f"{meeting}answer_research/")
    officer.sees(WHOM, "Calls since January").presses("Record the answers").sees("There is a problem")
    officer.chooses("Nothing held").presses("Record the answers").sees("answers are recorded")
    return officer.is_refused(f"{meeting}items/1/")


def when_the_meeting_moves_the_agency_is_asked_again(chair, officer, meeting):
    officer.opens(meeting).follows("Answer the invitation").chooses("Coming").presses("Send the answer").sees("Coming")
    chair.opens(f"{meeting}items/1/").sees("What agencies said beforehand", "Nothing held")
    chair.opens(meeting).follows("Move").sees("every agency is asked again")
    chair.types_day("Day", date.today()).types("Time", "23:40").types("Why is it moved?", "The room is flooded")
    chair.presses("Move the meeting").sees("is moved", "No answer")
    officer.opens(meeting).sees("Answer the invitation for your agency")


def when_it_is_over_and_the_minutes_are_sent(chair, meeting):
    chair.opens(meeting).presses("Open the meeting").sees("is open").follows("Write down an action")
    chair.types("What is to be done?", "Two patrols a week").picks("Which agency does it?", "Northmere Constabulary")
    chair.types_day("By when?", date.today() + timedelta(days=7)).presses("Write it down")
    chair.opens(f"{meeting}close_meeting/").chooses("Yes, people signed on paper").ticks("Everybody has left")
    chair.presses("Close the meeting").sees("is closed").follows("Keep a scan of the signed sheet")
    chair.brings("sheet.txt", "text/plain", b"signed").presses("Keep this scan").sees("This is not a PDF")
    chair.brings("sheet.pdf", "application/pdf", b"%PDF-1.4 signed %%EOF").presses("Keep this scan").sees("Signed sheet of")
    assert chair.takes("Signed sheet of").startswith(b"%PDF-1.4 signed")
    chair.opens(meeting).follows("Agree the minutes").ticks("The minutes are agreed").presses("Agree the minutes")
    chair.opens(meeting).follows("Send the minutes").types("What may every agency be told", SUMMARY)
    chair.presses("Send the minutes").sees("Each agency reads its own part")


def then_the_agency_reads_its_own_cut(officer, meeting):
    officer.opens(meeting).follows("Read the minutes").sees(SUMMARY, "Two patrols a week", "present for no case").sees_no(WHOM)
