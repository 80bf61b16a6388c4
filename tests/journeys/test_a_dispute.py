"""Journey 9: an answer is not accepted; officers talk, the heads settle it, and both sides read the same page throughout."""

from datetime import date

import pytest

from tests.journeys import questions

pytestmark = pytest.mark.journey
REFUSAL = "The tenancy ended two years ago."
STANDING = "Without the dates the council cannot show a pattern to the court."
SAID = "Meadowgate holds an address and no more; the council needs dates."
OFFERED = "The dates of the reports, without who made them, by the end of the week."


@pytest.fixture
def refused(signed_in):
    """A request of the district council that the housing provider has just refused; its reference."""
    asker = signed_in("practitioner@edc").follows("Ask for information").presses("Continue")
    questions.answers_until(asker, others={questions.WHO_NEEDS_IT: the_officer_who_asks})
    asker.picks("Which agency are you asking?", "Meadowgate Homes").chooses("Ordinary", within="How soon")
    reference = asker.presses("Send this request").heading.split()[0]
    decider = signed_in("practitioner@mgh").follows(f"Answer request {reference}")
    decider.chooses("Share none of it").chooses("It is not needed", within="Why?")
    decider.types("The reason in your own words", REFUSAL).presses("Send this answer")
    return reference


def the_officer_who_asks(person):
    questions.recipient(person, "Eastvale District Council", "ASB Officer")


def test_a_dispute_goes_to_the_heads_who_agree_in_part(signed_in, refused):
    dispute = when_the_answer_is_taken_up(signed_in, refused)
    then_whoever_refused_does_not_speak_about_it(signed_in, dispute)
    ours, theirs = when_the_officers_talk(signed_in, dispute)
    and_it_is_put_to_the_heads(ours, dispute)
    then_the_officers_read_on_and_settle_nothing(ours, theirs, dispute)
    when_one_head_offers_a_way_and_the_other_accepts_it(signed_in, dispute)
    then_both_sides_read_the_same_page(signed_in, dispute, "Agreed in part", OFFERED, SAID, REFUSAL)
    and_no_other_agency_reads_any_of_it(signed_in, dispute)


def test_a_dispute_ends_with_each_agency_deciding_for_itself(signed_in, refused):
    dispute = when_the_answer_is_taken_up(signed_in, refused)
    officer = signed_in("officer@edc").opens(dispute).follows("Close it").sees("There is nothing to choose yet")
    ours, _theirs = when_the_officers_talk(signed_in, dispute)
    ours.follows("Close it").presses("Close it").sees("There is a problem")
    ours.chooses("We do not agree: each agency decides for itself").ticks("I close this for my agency").presses(
        "Close it"
    )
    then_both_sides_read_the_same_page(signed_in, dispute, "each agency decides for itself", SAID, REFUSAL)
    officer.opens(dispute).sees("The answer to the request stays as Meadowgate Homes gave it")


def when_the_answer_is_taken_up(signed_in, refused):
    asker = signed_in("practitioner@edc").opens(f"/northmere/requests/{refused}/").sees(REFUSAL)
    asker.follows("Take it up with them").sees("Nobody can be made to share", REFUSAL)
    asker.presses("Take it up").sees("There is a problem")
    asker.types("Why does their answer not do?", STANDING).presses("Take it up").sees("is open", STANDING)
    return asker.path


def then_whoever_refused_does_not_speak_about_it(signed_in, dispute):
    decider = signed_in("practitioner@mgh").opens(dispute).sees(STANDING, "does not speak for their agency about it")
    assert not decider.is_offered("Write down what was said")


def when_the_officers_talk(signed_in, dispute):
    ours, theirs = signed_in("officer@edc").opens(dispute), signed_in("officer@mgh").opens(dispute)
    theirs.follows("Write down what was said").types_day("When did you talk?", date.today())
    theirs.types("Who took part?", "The two designated officers").types("What was said?", SAID)
    theirs.presses("Write it down").sees(SAID)
    return ours.opens(dispute).sees(SAID, REFUSAL), theirs


def and_it_is_put_to_the_heads(ours, dispute):
    ours.follows("Put it to the heads").chooses("The designated officers").presses("Put it to the heads")
    ours.sees("There is a problem", "Say what stands between you")
    ours.types("What stands between you?", STANDING).presses("Put it to the heads").sees("Why it is with the heads")


def then_the_officers_read_on_and_settle_nothing(ours, theirs, dispute):
    for officer in (ours, theirs):
        officer.opens(dispute).sees(STANDING, SAID)
        assert not officer.is_offered("Close it")


def when_one_head_offers_a_way_and_the_other_accepts_it(signed_in, dispute):
    theirs = signed_in("head@mgh").opens(dispute).follows("Offer a way to settle it")
    theirs.chooses("Part of it").types("What do you offer?", OFFERED).presses("Make the offer").sees(OFFERED)
    ours = signed_in("head@edc", phone=True).opens(dispute).sees(OFFERED).follows("Answer the offer")
    ours.chooses("We accept what Meadowgate Homes offers").ticks("I close this for my agency").presses("Close it")


def then_both_sides_read_the_same_page(signed_in, dispute, *words):
    for who in ("officer@edc", "head@edc", "officer@mgh", "head@mgh"):
        signed_in(who).opens(dispute).sees("How it ended", *words)


def and_no_other_agency_reads_any_of_it(signed_in, dispute):
    signed_in("officer@npc").is_refused(dispute)
