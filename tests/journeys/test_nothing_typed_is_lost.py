"""What is typed comes back: after a session has ended, and when somebody else was quicker."""

import pytest

from tests.journeys import questions

pytestmark = pytest.mark.journey
WHY = "Three calls about the same door in a week; the visit is tomorrow."


def test_text_typed_into_an_ended_session_comes_back_after_signing_in(stack, signed_in):
    person = given_a_question_half_answered(signed_in("community.safety.manager@edc"))
    when_the_session_ends(person)
    person.presses("Save and continue").is_on("Sign in")
    signs_in_again(person, stack)
    then_the_text_is_there_and_can_be_sent(person)


def test_text_of_one_person_is_not_given_to_another(stack, signed_in):
    person = given_a_question_half_answered(signed_in("community.safety.manager@edc"))
    when_the_session_ends(person)
    person.presses("Save and continue").is_on("Sign in")
    other = "housing.options.officer@edc.northmere.example"
    person.types("E-mail address", other).types("Password", stack.passwords[other]).presses("Sign in").sees_no(WHY)


def test_of_two_browsers_the_slower_is_told_and_keeps_what_was_typed(signed_in):
    first = given_a_question_half_answered(signed_in("safeguarding.duty.manager@ncc"))
    second = signed_in("safeguarding.duty.manager@ncc").opens(first.path)
    second.types("What is happening, and what will be done", "The other browser was quicker.").presses(
        "Save and continue"
    )
    first.is_told_it_changed("Save and continue").sees(WHY)
    first.follows("See it as it is now")
    assert first.value_of("What is happening, and what will be done") == "The other browser was quicker."


def given_a_question_half_answered(person):
    person.follows("Can I share this?").presses("Continue")
    questions.answers_until(person, "Why is this information needed?")
    return person.chooses("Prevent disorder").types("What is happening, and what will be done", WHY)


def when_the_session_ends(person):
    person.page.context.clear_cookies(name="sessionid")


def signs_in_again(person, stack):
    email = "community.safety.manager@edc.northmere.example"
    person.types("E-mail address", email).types("Password", stack.passwords[email]).presses("Sign in")


def then_the_text_is_there_and_can_be_sent(person):
    person.is_on("Your text is safe").sees(WHY).presses("Send it now").is_on("Who will this help?").follows("Back")
    assert person.value_of("What is happening, and what will be done") == WHY
