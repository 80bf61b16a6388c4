"""Journeys 3 and 4: "may I share this?", question by question, to a record that the other agency finds and confirms."""

import pytest

from tests.journeys import questions

pytestmark = pytest.mark.journey


def test_sharing_alone_from_the_first_question_to_the_receipt(signed_in):
    sharer = given_a_practitioner_asks_whether_to_share(signed_in("practitioner@mgh"))
    when_the_first_questions_are_answered(sharer, until="Why is this information needed?")
    and_the_practitioner_comes_back_later(sharer)
    when_all_other_questions_are_answered(sharer)
    then_the_answers_can_be_checked_and_changed(sharer)
    reference = when_it_is_recorded(sharer)
    then_the_record_says_what_is_still_owed(sharer, reference)
    officer = then_the_officer_of_the_recipient_finds_it_waiting(signed_in, reference)
    when_receipt_and_conditions_are_confirmed(officer, reference)
    then_the_sharer_sees_that_it_arrived(sharer, reference)
    and_an_agency_that_is_no_party_cannot_learn_that_it_exists(signed_in, reference)


def given_a_practitioner_asks_whether_to_share(person):
    return person.follows("Sharing").follows("Can I share this?").presses("Continue")


def when_the_first_questions_are_answered(sharer, until):
    questions.answers_until(sharer, until)


def and_the_practitioner_comes_back_later(sharer):
    sharer.types("What is happening, and what will be done", "Begun between two visits.")
    sharer.presses("Save and come back later").is_on("Sharing").sees("Your answers are saved", "Not finished yet")
    sharer.follows("Carry on").is_on("Who will this help?").follows("Back")
    assert sharer.value_of("What is happening, and what will be done") == "Begun between two visits."


def when_all_other_questions_are_answered(sharer):
    questions.answers_until(sharer)


def then_the_answers_can_be_checked_and_changed(sharer):
    sharer.sees("Northmere Constabulary", "What they will see", questions.JUDGEMENT, "None of this stops you")
    sharer.follows("Change Who will this help?").ticks("A child").presses("Save and continue").is_on(
        "Check your answers"
    )
    sharer.sees("A child")


def when_it_is_recorded(sharer):
    return sharer.presses("Record this").heading.split()[0]


def then_the_record_says_what_is_still_owed(sharer, reference):
    sharer.sees(reference, "is recorded", "Northmere Constabulary").follows("See the record").sees("Still owed")
    sharer.sees("Under no protocol, on the professional's own judgement", "Who can see this")


def then_the_officer_of_the_recipient_finds_it_waiting(signed_in, reference):
    officer = signed_in("officer@npc").sees(f"Confirm receipt of {reference}")
    officer.opens(f"/northmere/disclosures/{reference}/").sees("How you may use it", "Meadowgate Homes")
    return officer.sees_no(questions.JUDGEMENT, "A letter would take a week.")


def when_receipt_and_conditions_are_confirmed(officer, reference):
    officer.follows("Confirm").is_on("Confirm receipt").presses("Confirm receipt").sees("There is a problem")
    officer.chooses("Yes, we accept them").types("Where will your agency keep it?", "Incident log").presses(
        "Confirm receipt"
    )
    officer.sees("Conditions accepted.", "Received")


def then_the_sharer_sees_that_it_arrived(sharer, reference):
    sharer.opens(f"/northmere/disclosures/{reference}/").sees("Conditions accepted.", "Incident log")


def and_an_agency_that_is_no_party_cannot_learn_that_it_exists(signed_in, reference):
    stranger = signed_in("officer@lds")
    for path in ("", "confirm_receipt/", "owed/", "done/", "let_in/"):
        stranger.is_refused(f"/northmere/disclosures/{reference}/{path}")
    stranger.opens("/northmere/disclosures/").sees_no(reference)
