"""Journey 8: an agency is told in writing that it did not keep to what was agreed, looks into it itself, and answers."""

from datetime import date, timedelta

import pytest

from tests.journeys import paper, questions

pytestmark = pytest.mark.journey
OURS, THEIRS = "Westhaven Borough Council", "Probation Service, Northmere Unit"
ABOUT = "A list that reached a mailing group"
WHAT = "A list of eleven households came back to us through a public mailing group."
FOUND = "The list was sent to a group that nobody had read through for a year."
REMEDY = "The group is taken away, and lists go to named people alone."
CONSEQUENCE = "Somebody outside both agencies may have read the addresses."
PAUSED = "Lists of households"
UNTOLD = "Their own council tells them, at the next visit."
EVIDENCE = "The message with the list, as a resident forwarded it."


def test_an_allegation_is_looked_into_put_right_and_answered(signed_in):
    case = given_an_agency_writes_to_another(signed_in)
    accused = when_the_accused_agency_takes_it_up(signed_in, case)
    then_the_accuser_sees_how_it_stands_and_not_what_is_found(signed_in, accused, case)
    pause = when_the_accuser_pauses_its_sharing(signed_in, case)
    then_whoever_shares_is_told_and_may_go_on(signed_in)
    and_the_other_agency_reads_what_is_paused_and_not_why(signed_in, pause)
    when_a_failure_is_found(accused, case)
    and_it_is_put_right(accused, case)
    and_the_accuser_is_told_in_a_formal_notice(accused, case)
    and_a_reason_is_kept_why_the_households_are_not_told(accused, case)
    when_the_accuser_confirms_the_notice(signed_in, case)
    then_the_case_is_closed(accused, case)
    when_the_pause_is_lifted(signed_in, pause)
    then_nobody_is_warned_any_more(signed_in)


def given_an_agency_writes_to_another(signed_in):
    officer = signed_in("officer@wbc").opens("/northmere/cases/").follows("Write to another agency")
    officer.presses("Deliver it").sees("There is a problem", "Choose the agency that you are writing to")
    officer.picks("Which agency are you writing to?", THEIRS).types("What is it about, in a few words?", ABOUT)
    officer.types("What happened?", WHAT).types("When?", "On Monday of last week").presses("Deliver it")
    return officer.sees("has been delivered", ABOUT).path


def when_the_accused_agency_takes_it_up(signed_in, case):
    accused = signed_in("officer@prb").opens(case).sees(WHAT, OURS).follows("Take it up")
    accused.types("What is it about, in a few words?", ABOUT).picks("Who looks into it?", "Unit Business Manager")
    accused.types("What exactly is to be looked into?", "How the list came to the group.").presses("Take it up")
    accused.sees("is taken up")
    looks = signed_in("deputy.officer@prb").opens(f"{case}investigation/").types("Add to the log", FOUND)
    looks.presses("Add to the log").sees("Added to the log", FOUND)
    return accused


def then_the_accuser_sees_how_it_stands_and_not_what_is_found(signed_in, accused, case):
    accused.opens(f"{case}investigation/").sees(FOUND)
    accuser = signed_in("officer@wbc", phone=True).opens(case).sees(ABOUT, WHAT).sees_no(FOUND)
    accuser.is_refused(f"{case}investigation/", 403)
    signed_in("officer@npc").is_refused(case)


def when_the_accuser_pauses_its_sharing(signed_in, case):
    officer = signed_in("officer@wbc").opens(case).follows("Pause our sharing with").sees("They are not stopped")
    officer.picks("With which agency does yours stop sharing?", THEIRS).types("What do you stop sharing?", PAUSED)
    officer.types("What shows that they clearly do not keep", EVIDENCE).ticks("My agency pauses this sharing")
    return officer.presses("Pause it").sees("Your agency has paused this sharing", EVIDENCE).path


def _asked_who_needs_it(signed_in):
    """Somebody of the agency that paused, after saying that the other one needs something."""
    person = signed_in("practitioner@wbc").follows("Can I share this?").presses("Continue")
    questions.answers_until(person, questions.WHO_NEEDS_IT)
    page = person.path
    questions.recipient(person, THEIRS, "Duty officer")
    return person.presses("Save and continue").opens(page)


def then_whoever_shares_is_told_and_may_go_on(signed_in):
    person = _asked_who_needs_it(signed_in).sees(PAUSED, "A duty to share still applies")
    assert person.is_offered("Save and continue")


def and_the_other_agency_reads_what_is_paused_and_not_why(signed_in, pause):
    signed_in("officer@prb").opens(pause).sees("Sharing paused by", PAUSED).sees_no(EVIDENCE)
    signed_in("officer@npc").is_refused(pause)


def when_a_failure_is_found(accused, case):
    accused.opens(case).follows("Make the finding").chooses("There was a failure")
    accused.types("What did you find, and on what evidence?", FOUND).ticks("This is our finding")
    accused.presses("Make this finding").sees("The finding in")


def and_it_is_put_right(accused, case):
    accused.opens(case).follows("Plan a remedy").types("What will be done?", REMEDY)
    accused.types_day("By when?", date.today() + timedelta(days=7)).presses("Plan it").sees("The remedy is planned")
    accused.opens(case).follows("Done").ticks("This is done").presses("Record that it is done").sees(
        "The remedy is done"
    )


def and_the_accuser_is_told_in_a_formal_notice(accused, case):
    accused.opens(case).follows("Tell who was affected").chooses(OURS).types("What failed?", FOUND)
    accused.types("What may follow from it for them?", CONSEQUENCE).types("What is being done about it?", REMEDY)
    accused.presses("Issue the notice").sees("The notice is issued")


def and_a_reason_is_kept_why_the_households_are_not_told(accused, case):
    accused.opens(f"{case}close_case/").sees("It cannot be closed yet", "The people affected have no notice")
    accused.opens(f"{case}leave_untold/").chooses("People affected").types("Which people?", "The eleven households")
    accused.types("Why are they not told?", UNTOLD)
    accused.presses("Record the reason").sees("The reason is recorded", UNTOLD)


def when_the_accuser_confirms_the_notice(signed_in, case):
    officer = signed_in("officer@wbc").opens(case)
    officer.follows_to("/cases/notices/").sees(FOUND, CONSEQUENCE, REMEDY)
    notice = officer.path
    officer.follows_to("/documents/")
    said = " ".join(" ".join(paper.pages_of(paper.made_for(officer))).split())
    for words in (FOUND, CONSEQUENCE, REMEDY):
        assert words in said
    officer.opens(notice).follows("Confirm receipt").presses("Confirm receipt").sees("There is a problem")
    officer.ticks("My agency has received this notice").presses("Confirm receipt").sees("Receipt is confirmed")


def then_the_case_is_closed(accused, case):
    accused.opens(f"{case}close_case/").ticks("Close this case").presses("Close it").sees("is closed", UNTOLD)


def when_the_pause_is_lifted(signed_in, pause):
    officer = signed_in("officer@wbc").opens(pause).follows("Lift it").ticks("My agency shares this again")
    officer.presses("Lift it").sees("The pause is lifted")


def then_nobody_is_warned_any_more(signed_in):
    _asked_who_needs_it(signed_in).sees_no(PAUSED, "A duty to share still applies")
