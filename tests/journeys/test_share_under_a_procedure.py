"""Journey 3, the short way: under a procedure, on a telephone, without JavaScript."""

import pytest

from tests.journeys import questions

pytestmark = pytest.mark.journey
PROCEDURE = "NM-T3-ASB"
# Sixteen pages at most (checklist R7), the last to check the answers; these answers open one branch.
MOST_PAGES = 16


def test_under_a_procedure_most_answers_stand_already(signed_in):
    sharer = given_a_practitioner_on_a_telephone_without_javascript(signed_in)
    when_the_questions_are_begun_from_the_procedure(sharer)
    headings = when_all_questions_are_answered(sharer)
    then_what_the_procedure_answers_was_confirmed_on_one_page(headings)
    when_it_is_recorded(sharer)
    then_it_rests_on_the_version_of_that_day(sharer)


def given_a_practitioner_on_a_telephone_without_javascript(signed_in):
    return signed_in("practitioner@edc", javascript=False, phone=True)


def when_the_questions_are_begun_from_the_procedure(sharer):
    sharer.opens(f"/northmere/sharing/start/?procedure={PROCEDURE}").chooses("Share something nobody asked for")
    sharer.presses("Continue")


def when_all_questions_are_answered(sharer):
    return questions.answers_until(sharer)


def then_what_the_procedure_answers_was_confirmed_on_one_page(headings):
    assert "What the procedure already answers" in headings
    assert "What will you share?" not in headings
    assert len(headings) <= MOST_PAGES, headings


def when_it_is_recorded(sharer):
    sharer.presses("Record this").sees("is recorded")


def then_it_rests_on_the_version_of_that_day(sharer):
    sharer.follows("See the record").sees("Anti-social Behaviour Case Conference Procedure", "version 1.2")
