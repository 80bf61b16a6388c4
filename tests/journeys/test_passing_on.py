"""An officer wants to give part of what the constabulary shared to a contractor; the owner of its information agrees."""

import pytest

pytestmark = pytest.mark.journey
PARTS, FIRST_VISIT = "The days on which it happened", "So that the mediator’s first visit is safe."
CONDITION = "Only the days. Shredded when the mediation ends."
MEDIATOR = "Even Keel Mediation"


def test_part_of_a_record_is_asked_for_and_agreed_to_on_a_condition(signed_in):
    asker = signed_in("practitioner@edc").opens("/northmere/disclosures/NM-D-2026-0003/")
    asker.follows("Ask to pass it on or use it for something else").sees("Only with the agreement of the agency it belongs to")
    asker.presses("Ask them").sees("There is a problem", "Choose what you want to do with it")
    asker.chooses("Give it to somebody else").types("to which body?", MEDIATOR).types("What of it?", PARTS)
    asked = asker.types("Why?", FIRST_VISIT).presses("Ask them").sees("has been asked", "Until then it is not passed on").path

    owner = signed_in("asset.owner@npc").opens(asked).sees(PARTS, FIRST_VISIT, MEDIATOR)
    owner.follows("Answer").chooses("Yes, on conditions").presses("Give this answer")
    owner.sees("There is a problem", "Say on which conditions you agree")
    owner.types("If you agree on conditions: which?", CONDITION).presses("Give this answer").sees("has been told", CONDITION)

    asker.opens("/northmere/").follows("Read the answer to").sees("It may be passed on, on the conditions below", CONDITION)
    signed_in("auditor@npc").opens(asked).sees("personal content is withheld").sees_no(PARTS, FIRST_VISIT, CONDITION)


def test_without_javascript_on_a_narrow_screen_too(signed_in):
    asker = signed_in("practitioner@edc", javascript=False, phone=True).opens("/northmere/onward/ask_owner/")
    asker.presses("Ask them").sees("There is a problem", "Choose the record, or that it is not recorded here")
    signed_in("asset.owner@npc", javascript=False, phone=True).opens("/northmere/onward/").sees("To use NM-D-2026-0003")
