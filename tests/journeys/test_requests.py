"""Journey 5: one agency asks another, by page and by telephone; whoever may decide does; what is granted is shared."""

from datetime import date, timedelta

import pytest

from tests.journeys import questions

pytestmark = pytest.mark.journey


@pytest.fixture
def asked(signed_in):
    """A request of the district council to the housing provider, just sent; its reference."""
    return _asked_by(signed_in("practitioner@edc"))


def the_officer_who_asks(person):
    questions.recipient(person, "Eastvale District Council", "ASB Officer")


def _asked_by(asker):
    asker.follows("Ask for information").presses("Continue")
    questions.answers_until(asker, others={questions.WHO_NEEDS_IT: the_officer_who_asks})
    asker.picks("Which agency are you asking?", "Meadowgate Homes").chooses("Ordinary", within="How soon")
    asker.presses("Send this request").sees("is sent", "Meadowgate Homes decides")
    return asker.heading.split()[0]


def test_a_request_is_granted_and_becomes_what_was_shared(signed_in, asked):
    given_the_officer_sees_it_but_does_not_decide(signed_in, asked)
    decider = when_a_decision_maker_opens_it(signed_in, asked)
    then_the_reasons_of_the_asker_stand_beside_the_decision(decider)
    when_all_of_it_is_granted(decider)
    then_the_asker_is_told_at_once(signed_in, asked, "Granted")
    reference = when_the_granted_request_is_answered(decider)
    then_the_asker_finds_what_was_shared_under_the_request(signed_in, asked, reference)


def test_a_request_is_granted_in_part(signed_in, asked):
    decider = when_a_decision_maker_opens_it(signed_in, asked)
    decider.chooses("Share part of it").presses("Send this answer").sees("There is a problem")
    assert decider.page.locator(".govuk-error-summary__list li").count() == 2
    decider.types("What are you not giving?", "What worries us").chooses("It is not needed", within="Why?")
    decider.presses("Send this answer")
    then_the_asker_is_told_at_once(signed_in, asked, "part", "What worries us")


def test_a_request_is_refused_and_well(signed_in, asked):
    decider = when_a_decision_maker_opens_it(signed_in, asked)
    decider.chooses("Share none of it").types("The reason in your own words", "The tenancy ended two years ago.")
    decider.chooses("Another reason", within="Why?").types("What can you offer instead?", "The new landlord's desk.")
    decider.types("Who is there to ring about this?", "Tenancy desk, 01632 960001").presses("Send this answer")
    then_the_asker_is_told_at_once(
        signed_in, asked, "Refused", "The tenancy ended two years ago.", "The new landlord's desk.", "01632 960001"
    )


def test_a_request_by_telephone_is_taken_down_and_confirmed(signed_in):
    reference = given_a_call_is_written_down_by_whoever_answers(signed_in)
    when_the_agency_that_rang_confirms_it(signed_in, reference)
    decider = when_a_decision_maker_opens_it(signed_in, reference, who="officer@mgh")
    when_all_of_it_is_granted(decider)
    told = signed_in("officer@npc").opens("/northmere/notices/")
    told.presses(f"{reference}: Meadowgate Homes answered your request").sees("Granted")


def given_the_officer_sees_it_but_does_not_decide(signed_in, asked):
    officer = signed_in("deputy.officer@mgh").sees(asked).opens(f"/northmere/requests/{asked}/")
    officer.sees("Who may answer it")
    assert not officer.is_offered("Send this answer")


def when_a_decision_maker_opens_it(signed_in, asked, who="practitioner@mgh"):
    return signed_in(who).follows(f"Answer request {asked}")


def then_the_reasons_of_the_asker_stand_beside_the_decision(decider):
    decider.sees("Shouting at night; a warning is decided on Monday.", "Your decision", "Eastvale District Council")


def when_all_of_it_is_granted(decider):
    decider.chooses("Share all of it").presses("Send this answer")


def then_the_asker_is_told_at_once(signed_in, asked, *words):
    asker = signed_in("practitioner@edc").opens("/northmere/notices/")
    asker.presses(f"{asked}: Meadowgate Homes answered your request").sees("The answer", *words)


def when_the_granted_request_is_answered(decider):
    decider.is_on("Share what you were asked for").chooses("No, not yet").presses("Continue")
    headings = questions.answers_until(decider, others={questions.WHO_NEEDS_IT: the_officer_who_asks})
    assert "Why is this information needed?" not in headings, "the asker has said why already"
    return decider.presses("Record this").heading.split()[0]


def then_the_asker_finds_what_was_shared_under_the_request(signed_in, asked, reference):
    officer = signed_in("officer@edc").opens(f"/northmere/requests/{asked}/").follows(reference)
    officer.sees("How you may use it", "Asked for in", asked)


def given_a_call_is_written_down_by_whoever_answers(signed_in):
    desk = signed_in("on.call.tenancy.officer@mgh", javascript=False, phone=True).follows("Sharing").follows("Requests")
    desk.follows("Write down a telephone request").presses("Save the request").sees("There is a problem")
    desk.picks("Which agency is asking?", "Northmere Constabulary").types(
        "Who is asking?", "Control room, 01632 960002"
    )
    desk.chooses("I called back").picks("What do they need it for?", "Prevent disorder").ticks(
        "What happened, and when"
    )
    desk.chooses("Urgent").types_day("Is there a day by which they need it?", date.today() + timedelta(days=1))
    desk.presses("Save the request").sees("Northmere Constabulary")
    return desk.path.rstrip("/").rsplit("/", 1)[-1]


def when_the_agency_that_rang_confirms_it(signed_in, reference):
    rang = signed_in("officer@npc").follows(f"Confirm what was asked by telephone, {reference}")
    rang.presses("Confirm the request").sees("There is a problem")
    rang.ticks("This is what my agency asked for").presses("Confirm the request").sees(reference)
