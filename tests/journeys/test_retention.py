"""Journey 10: a copy whose day has come: held, released, looked at by two people, disposed of, and a certificate left."""

import pytest

from tests.journeys import paper

pytestmark = pytest.mark.journey
TITLE = "Where it happens"  # how the lists name it by what was shared
NOTE = "The tenant's solicitor rang about it."


def test_a_copy_is_held_released_and_disposed_of_by_two_people(signed_in):
    officer, reference, copy = given_a_copy_is_due(signed_in)
    hold = when_it_is_held(officer, copy)
    then_nobody_can_dispose_of_it(officer, copy)
    when_a_second_person_lifts_the_hold(signed_in, officer, hold)
    and_the_first_proposes_to_dispose_of_it(officer, copy)
    then_the_first_cannot_approve_it(officer, copy)
    when_the_second_approves_it(signed_in, copy)
    and_it_is_disposed_of(officer, copy)
    then_a_certificate_says_how_and_by_whom(officer, reference)
    and_no_more_than_that_there_was_a_record_can_be_read(signed_in, officer, reference)
    and_another_agency_reads_neither_copy_nor_certificate(signed_in, copy)


def given_a_copy_is_due(signed_in):
    officer = signed_in("officer@edc").opens("/northmere/retention/").sees("Copies to look at", "Due")
    officer.follows("Copy of").sees(TITLE, "Kept until", "The other agencies")
    return officer, officer.path.rstrip("/").rsplit("/", 1)[-1], officer.path


def when_it_is_held(officer, copy):
    officer.follows("Place a hold on this copy").presses("Place the hold").sees(
        "There is a problem", "Choose why it is held"
    )
    officer.chooses("An open complaint").types("Is there anything your colleagues should know?", NOTE)
    return officer.presses("Place the hold").sees("is in place", NOTE).path


def then_nobody_can_dispose_of_it(officer, copy):
    officer.opens(copy).sees("A hold stops every change and the disposal")
    officer.is_refused(f"{copy}propose_disposal/", 409).sees("holds it: an open complaint")


def when_a_second_person_lifts_the_hold(signed_in, officer, hold):
    officer.opens(hold).follows("Ask for it to be lifted").types("Why is the hold no longer needed?", "It was answered.")
    officer.presses("Ask for it to be lifted").sees("A second person of your agency has been asked to lift it")
    second = signed_in("deputy.officer@edc").opens(hold).sees("It was answered.").follows("Lift it")
    second.ticks("This hold is no longer needed").presses("Lift it").sees("The hold is lifted")


def and_the_first_proposes_to_dispose_of_it(officer, copy):
    officer.opens(f"{copy}propose_disposal/").presses("Propose the disposal").sees("There is a problem")
    for question in ("Is the copy still needed?", "Is any request, complaint", "Has it lasting value"):
        officer.chooses("No", within=question)
    officer.chooses("Yes", within="Is it accurate?").chooses("Yes", within="Have the other agencies")
    officer.chooses("Electronic: in this service", within="What is the copy on?")
    officer.chooses("Cross-cut shredding").presses("Propose the disposal").sees("Choose a way that does")
    officer.chooses("Electronic erasure").presses("Propose the disposal").sees("A second person decides")


def then_the_first_cannot_approve_it(officer, copy):
    assert not officer.is_offered("Approve")
    officer.is_refused(f"{copy}approve_disposal/", 403)


def when_the_second_approves_it(signed_in, copy):
    second = signed_in("deputy.officer@edc", phone=True).opens(f"{copy}approve_disposal/").sees("Electronic erasure")
    second.ticks("I have looked at this copy").presses("Approve the disposal").sees("The disposal is approved")


def and_it_is_disposed_of(officer, copy):
    officer.opens(f"{copy}dispose/").sees("This cannot be undone").types("Who watched?", "Information Officer")
    officer.ticks("It has been disposed of in this way").presses("Dispose of it").sees("The certificate is")


def then_a_certificate_says_how_and_by_whom(officer, reference):
    officer.is_on("Disposal certificate").sees(reference, "Electronic erasure")
    number = officer.path.rstrip("/").rsplit("/", 1)[-1]
    officer.follows_to("/documents/")
    pages = paper.pages_of(paper.made_for(officer))
    said = " ".join(" ".join(pages).split())
    for words in (number, reference, "Eastvale District Council", "Electronic erasure", "Information Officer"):
        assert words in said


def and_no_more_than_that_there_was_a_record_can_be_read(signed_in, officer, reference):
    for who in (officer, signed_in("head@edc")):
        who.opens(f"/northmere/disclosures/{reference}/").sees("Your agency has disposed of its copy of this record")
        who.sees_no(TITLE)


def and_another_agency_reads_neither_copy_nor_certificate(signed_in, copy):
    signed_in("officer@lds").is_refused(copy)
