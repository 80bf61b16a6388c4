"""One answer, many rows: every row of the source's checklist has a page, and the pages keep to their promised length."""

import pytest

from sharing.checklist import Situation, Voice, book
from sharing.checklist.shapes import Kind

SOURCE = ("P-A1-1a", "P-A1-1b", "P-A1-2a", "P-A1-2b", "P-A1-2c", "P-A1-3", "P-A1-3a", "P-A1-3b", "P-A1-3c", "P-A1-3d",
          "P-A1-3e", "P-A1-4a", "P-A1-4b", "P-A1-4c", "P-A1-5a", "P-A1-5b", "P-A1-6a", "P-A1-6b", "P-A1-6c", "P-A1-7",
          "P-A1-8", "P-A1-9")  # fmt: skip
OTHERS = ("P-2.1a", "P-2.1b", "P-2.4", "P-2.5a", "P-4.2", "P-4.4a", "P-4.6a", "P-4.6b", "P-5.1a", "P-5.1b", "P-5.2a",
          "P-5.2b", "P-5.3", "P-5.4a", "P-5.4b", "P-5.4c", "P-5.4d", "P-6.3b", "P-7.1", "P-7.2c", "P-7.3b", "N-PC2.3",
          "N-PC3", "N-PC18", "N-K1", "N-K2", "N-K8", "N-K9", "N-B2", "Q-R4", "Q-T9", "T-P1", "T-A5", "M-5", "M-F3",
          "HRA-8")  # fmt: skip
QUESTIONS = [page for page in book.ALL if page.code[0].isdigit() or page.code[0] == "S"]


@pytest.mark.parametrize("row", SOURCE + OTHERS)
def test_every_row_is_satisfied_by_some_page(row):
    assert any(row in page.rows for page in book.ALL)


def test_codes_and_addresses_are_unique():
    assert len(book.BY_CODE) == len(book.BY_SLUG) == len(book.ALL)


def test_the_full_route_has_seven_boxes_and_none_longer_than_500():
    boxes = [f for page in book.ALL for f in page.fields if f.kind is Kind.TEXTAREA]
    walked = [f for code in ("1a", "3d", "3f", "3", "7", "check") for f in book.page(code).fields
              if f.kind is Kind.TEXTAREA]  # fmt: skip

    assert len(walked) == 7
    assert all(0 < item.max_length <= 500 for item in boxes)


def test_every_box_says_not_to_name_people():
    for page in book.ALL:
        for item in page.fields:
            if item.kind is Kind.TEXTAREA and item.name not in ("script",):
                assert "Do not put names here." in item.hint


def test_every_typed_field_is_kept_locked_unless_it_says_nothing_of_a_person():
    open_text = {(page.code, f.name) for page in book.ALL for f in page.fields
                 if f.kind in (Kind.TEXT, Kind.TEXTAREA) and not f.personal}  # fmt: skip

    assert open_text == {("4c", "grading"), ("9", "system"), ("FIG", "what"), ("FIG", "period")}


def test_only_the_first_two_fields_of_the_emergency_page_are_insisted_on():
    assert [(page.code, f.name) for page in book.ALL for f in page.fields if f.must] == [("EM", "why"), ("EM", "told")]


def test_the_emergency_page_has_six_numbered_fields():
    assert {f.group for f in book.page("EM").fields} == {0, 1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize("page", QUESTIONS, ids=lambda page: page.code)
def test_every_question_says_why_it_is_asked_and_names_no_statute_in_its_title(page):
    assert page.why
    assert " Act " not in page.title + page.hint


def test_every_question_after_the_event_has_its_own_title():
    assert all(page.after for page in QUESTIONS if page.code[0].isdigit())


def test_nothing_is_a_sentence_of_command_or_apology():
    for page in book.ALL:
        for words in (page.title, page.hint, *(f.label for f in page.fields)):
            assert "please" not in words.lower()
            assert "!" not in words


def test_the_asker_is_asked_what_they_know_and_what_they_need():
    asker = Situation(voice=Voice.ASKER)

    assert book.page("6a").title_in(asker) == "Has the person agreed, as far as you know?"
    assert book.page("S6").title_in(asker) == "What do you need?"
