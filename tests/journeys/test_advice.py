"""A practitioner who is not sure asks in writing; the data protection officer advises and decides nothing."""

import pytest

pytestmark = pytest.mark.journey
UNSURE = "May I tell the landlord, or the police alone?"
ADVISED = "The police alone, until they have called. The landlord can do nothing with it tonight."
OTHERWISE = "The landlord had the only key."


def test_somebody_who_is_not_sure_asks_and_decides_otherwise(signed_in):
    asker = signed_in("practitioner@npc").follows("Can I share this?").presses("Continue")
    asker.follows("Ask an adviser").sees("About questions not finished yet", "nothing is held up by asking")
    asker.presses("Ask").sees("There is a problem", "Choose whom you ask")
    asker.types("What do you want advice on?", UNSURE).chooses("Data Protection Officer").presses("Ask")
    advice = asker.sees("has been asked", "will answer in writing").path

    adviser = signed_in("dpo@npc").follows("Advise on questions not finished yet").sees(UNSURE)
    adviser.follows("Advise").types("What do you advise?", ADVISED).presses("Give this advice").sees("has been told", ADVISED)
    assert not adviser.is_offered("Say whether it was followed")

    asker.opens("/northmere/").follows("Say what you made of the advice on questions not finished yet").sees(ADVISED)
    asker.follows("Say whether it was followed").chooses("We decided otherwise").presses("Keep this")
    asker.sees("There is a problem", "Say why it was not followed")
    asker.types("Why was it not followed", OTHERWISE).presses("Keep this").sees("We decided otherwise", OTHERWISE)
    adviser.opens(advice).sees(OTHERWISE)
    signed_in("officer@npc").opens(advice).sees(UNSURE, ADVISED, OTHERWISE)
    signed_in("auditor@npc").opens(advice).sees("personal content is withheld").sees_no(UNSURE, ADVISED, OTHERWISE)


def test_without_javascript_on_a_narrow_screen_too(signed_in):
    asker = signed_in("practitioner@ncc", javascript=False, phone=True).opens("/northmere/advice/ask_adviser/")
    asker.types("What do you want advice on?", UNSURE).chooses("Caldicott Guardian").presses("Ask").sees("has been asked")
    asker.follows("Take the question back").presses("Take it back").sees("is taken back", "No longer needed")
