"""Journey 1: a board administrator brings in the Word file of an existing protocol, puts it right, saves it as a draft."""

from secrets import token_hex

import pytest

from tests import samples

pytestmark = pytest.mark.journey
HARBOUR = f"NM-T2-HARBOUR-{token_hex(2).upper()}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_board_administrator_brings_in_a_protocol_from_its_word_file(signed_in):
    board = given_a_board_administrator_where_files_are_read(signed_in)
    when_the_file_is_read(board, "harbour.docx", WORD, samples.protocol_docx())
    then_its_title_dates_and_sections_are_shown(board)
    when_the_title_and_a_heading_are_put_right(board)
    and_it_is_saved_as_a_draft(board, HARBOUR)
    then_the_draft_has_the_numbered_clauses_of_the_file(board)
    and_an_agency_that_is_no_part_of_the_draft_cannot_see_it(signed_in)


def test_a_text_file_is_brought_in_on_a_telephone_without_javascript(signed_in):
    board = given_a_board_administrator_where_files_are_read(signed_in, javascript=False, phone=True)
    when_the_file_is_read(board, "harbour.txt", "text/plain", samples.protocol_text())
    then_its_title_dates_and_sections_are_shown(board)
    when_a_part_is_left_out(board)
    then_what_it_lacks_is_told_and_does_not_stop_anybody(board)
    when_the_title_and_a_heading_are_put_right(board)
    and_it_is_saved_as_a_draft(board, f"NM-T2-QUAYS-{token_hex(2).upper()}")
    then_the_draft_has_the_numbered_clauses_of_the_file(board)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(signed_in):
    board = given_a_board_administrator_where_files_are_read(signed_in)
    when_the_file_is_read(board, "harbour.docx", WORD, b"this is not a Word file", refused=True)
    board.is_on("Bring in a protocol from a file").sees("There is a problem")


def given_a_board_administrator_where_files_are_read(signed_in, **browser):
    board = signed_in("board.admin@ncc", **browser)
    board.follows("Protocols").follows("Bring in a protocol").is_on("Bring in a protocol from a file")
    return board


def when_the_file_is_read(board, name, kind, content, refused=False):
    board.brings(name, kind, content).presses("Read the file")
    if not refused:
        board.is_on("What was recognised")


def then_its_title_dates_and_sections_are_shown(board):
    board.sees("3 March 2022", "24 months", samples.BOARD, "20 parts", "Appendix 3: Handling rules")


def when_the_title_and_a_heading_are_put_right(board):
    board.follows("Change title").is_on("Put the title and the dates right")
    board.types("Title", "Harbour safety protocol").presses("Save").sees("Harbour safety protocol")
    board.follows("Look and correct 9 Duties of Controllers").types("Heading", "Duties of controllers").presses("Save")
    board.is_on("What was recognised").sees("9 Duties of controllers")


def when_a_part_is_left_out(board):
    board.follows("Look and correct 13 Retention and Disposal").presses("Leave this part out")


def then_what_it_lacks_is_told_and_does_not_stop_anybody(board):
    board.sees("To look at", "None of it stops you", "The numbers of the sections leave out 13.")


def and_it_is_saved_as_a_draft(board, reference):
    board.follows("Save it as a draft").is_on("Save it as a draft")
    board.chooses("A new protocol").types("Reference", reference)
    board.presses("Save the draft").is_on("Harbour safety protocol").sees(reference, "Draft")


def then_the_draft_has_the_numbered_clauses_of_the_file(board):
    board.sees("12.6", "Representatives hear of suspected failures early.", "1.1", "Duties of controllers")
    board.sees("Two barriers – a locked box in a locked room", "Board administrators")


def and_an_agency_that_is_no_part_of_the_draft_cannot_see_it(signed_in):
    stranger = signed_in("officer@lds")
    stranger.is_refused(f"/northmere/protocols/{HARBOUR}/")
    stranger.opens("/northmere/protocols/").sees_no(HARBOUR)
