"""Journey 2: a protocol is drafted, looked at by others, approved, signed and refused, comes into force, and is amended."""

import time
from datetime import date, timedelta
from secrets import token_hex

import pytest

pytestmark = pytest.mark.journey
REFERENCE = f"NM-T2-WATER-{token_hex(2).upper()}"
TITLE = "Safety on open water protocol"
VERSION = f"/northmere/protocols/{REFERENCE}/1.0/"
RULE = "Partners tell each other within one working day of a rescue from open water."
REASON = "Our trustees want the retention period settled first."
# Beat looks for versions whose day has come every thirty seconds.
SWEPT_WITHIN = 60


@pytest.fixture(scope="module")
def tomorrow():
    return date.today() + timedelta(days=1)


def test_a_protocol_from_draft_to_amendment(stack, signed_in, tomorrow):
    board = given_a_board_administrator_begins_a_draft(signed_in)
    when_its_text_is_written(board)
    and_its_agencies_facts_and_dates_are_named(board, tomorrow)
    when_views_are_asked_for(board, tomorrow)
    then_the_agency_asked_can_read_it_and_no_other(signed_in)
    when_it_is_sent_for_approval_early(board)
    then_its_author_cannot_approve_it(board)
    when_another_board_administrator_approves_it(signed_in)
    then_nobody_can_change_it_any_more(board)
    when_a_head_signs_on_a_telephone_without_javascript(signed_in)
    and_another_head_refuses_and_says_why(signed_in)
    then_everyone_asked_is_told_of_the_refusal(signed_in, board)
    when_a_second_head_signs(signed_in)
    then_it_waits_for_the_agreed_day(board, tomorrow)
    when_the_agreed_day_comes(stack)
    then_it_comes_into_force_by_itself(board)
    and_everyone_of_the_partnership_can_read_it(signed_in)
    when_it_is_amended(board)
    then_the_redline_shows_what_changed_clause_by_clause(board)


def given_a_board_administrator_begins_a_draft(signed_in):
    board = signed_in("board.admin@ncc").follows("Protocols").follows("Draft a protocol")
    board.types("Title", TITLE).types("Reference", REFERENCE).chooses("Protocol")
    board.types("If it stands under nothing, why?", "The charter is being rewritten.")
    board.presses("Begin the draft").is_on(TITLE).sees("Draft", "No agency is asked to sign yet.")
    return board


def when_its_text_is_written(board):
    board.follows("Add a section").types("Heading", "When we tell each other").presses("Add and write its text")
    board.presses("Put a clause in here")
    board.types("Number", "1.1").types("Text", f"{RULE}\n---\nA call is followed by a written note.").presses(
        "Save the section"
    )
    board.sees(RULE, "A call is followed by a written note.")


def and_its_agencies_facts_and_dates_are_named(board, tomorrow):
    board.follows("Change the agencies")
    board.picks("Northmere Constabulary", "Asked to sign, as a body that is required to")
    board.picks("Northmere Fire and Rescue Service", "Asked to sign").picks("Meadowgate Homes", "Asked to sign")
    board.presses("Save").sees("0 of 3 have signed")
    board.follows("Change what may be shared").types("For what may information be shared?", "Preventing drowning")
    board.types("Information about a person", "Name and address of a person rescued").presses("Save")
    board.sees("Preventing drowning")
    board.follows("Change the details").types_day("Common date on which it takes effect", tomorrow)
    board.types("Months until it is reviewed", "24").types("How long is it kept?", "Two years after the last rescue.")
    board.presses("Save").sees("Two years after the last rescue.")


def when_views_are_asked_for(board, tomorrow):
    board.follows("Ask for views").types_day("Last day for views", tomorrow).presses("Ask for views")
    board.sees("is out for views")


def then_the_agency_asked_can_read_it_and_no_other(signed_in):
    signed_in("officer@mgh").opens("/northmere/notices/").presses(f"{REFERENCE} version 1.0: your agency's view").is_on(
        TITLE
    )
    signed_in("officer@lds").is_refused(VERSION)


def when_it_is_sent_for_approval_early(board):
    board.opens(VERSION).follows("Send for approval").presses("Send for approval").sees("There is a problem")
    board.types("Why does it go on before the last day for views?", "All three have answered.").presses(
        "Send for approval"
    )
    board.sees("has been sent for approval")


def then_its_author_cannot_approve_it(board):
    assert not board.is_offered("Approve")
    board.is_refused(f"{VERSION}approve/", 403)


def when_another_board_administrator_approves_it(signed_in):
    other = signed_in("board.admin@edc").opens(VERSION).follows("Approve")
    other.ticks("I have read this version").presses("Approve and send out for signing").sees("out for signing")


def then_nobody_can_change_it_any_more(board):
    board.opens(VERSION).sees("The text was frozen on")
    assert not board.is_offered("Change the details")


def when_a_head_signs_on_a_telephone_without_javascript(signed_in):
    head = signed_in("head@npc", javascript=False, phone=True).opens(VERSION).follows("Read and sign")
    head.sees("What you are signing", "Your agency has not signed an earlier version", "Who has signed")
    head.ticks("I sign this version for my agency").presses("Sign").sees("Northmere Constabulary has signed")


def and_another_head_refuses_and_says_why(signed_in):
    head = signed_in("head@mgh").opens(VERSION).follows("Refuse to sign").presses("Refuse to sign")
    head.sees("There is a problem").types("Why does your agency not sign?", REASON).presses("Refuse to sign")
    head.sees("Everyone concerned has been told")


def then_everyone_asked_is_told_of_the_refusal(signed_in, board):
    for told in (signed_in("head@npc"), signed_in("officer@nfr"), board):
        told.opens("/northmere/notices/").presses(f"Meadowgate Homes does not sign {REFERENCE} version 1.0")
        told.is_on(TITLE).sees("Refused", REASON)


def when_a_second_head_signs(signed_in):
    head = signed_in("head@nfr").opens(VERSION).follows("Read and sign").sees("refused", REASON)
    head.ticks("I sign this version for my agency").presses("Sign").sees("2 of 3 have signed")


def then_it_waits_for_the_agreed_day(board, tomorrow):
    board.opens(VERSION).sees("Out for signing", f"{tomorrow.day} {tomorrow:%B %Y}")


def when_the_agreed_day_comes(stack):
    stack.calendar_reaches(REFERENCE, "1.0")


def then_it_comes_into_force_by_itself(board):
    until = time.monotonic() + SWEPT_WITHIN
    while "In force since" not in board.opens(VERSION).text:
        assert time.monotonic() < until, "the sweep has not brought it into force"
        time.sleep(1)
    board.sees("It came into force", "2 of 3 have signed")


def and_everyone_of_the_partnership_can_read_it(signed_in):
    reader = signed_in("practitioner@lds", javascript=False, phone=True)
    reader.follows("Protocols").sees(TITLE).opens(f"{VERSION}summary/").sees("Preventing drowning")


def when_it_is_amended(board):
    board.opens(VERSION).follows("Amend").types("What will change, and why?", "Two days proved to be enough.")
    board.presses("Open the new version").sees("version 2.0", "Draft")
    board.follows("Change 1 When we tell each other")
    board.types("Text", RULE.replace("one working day", "two working days")).presses("Save the section")


def then_the_redline_shows_what_changed_clause_by_clause(board):
    board.follows("See what changed since version 1.0").sees(
        "1 clause changed", "1.1", "[put in: two", "[taken out: one"
    )
