"""A protocol on paper becomes data: the same from Word, from text and from Markdown."""

import io
import json
import os
from datetime import date
from pathlib import Path

import docx
import pytest

from protocols.importing import Recognised, read_protocol
from tests.samples import APPENDICES, SECTIONS, TITLE, protocol_docx, protocol_text

WORD = read_protocol(protocol_docx(), "protocol.docx")


def text_of(words: str) -> Recognised:
    return read_protocol(words.encode(), "protocol.md")


def word_of(document) -> Recognised:
    held = io.BytesIO()
    document.save(held)
    return read_protocol(held.getvalue(), "protocol.docx")


def numbered(recognised: Recognised) -> list[str]:
    return [clause.number for section in recognised.sections for clause in section.clauses if clause.number]


@pytest.mark.parametrize("recognised", [WORD, read_protocol(protocol_text(), "protocol.txt")], ids=["word", "text"])
def test_the_sample_becomes_sections_clauses_appendices_and_tables(recognised):
    assert recognised.title == TITLE
    assert [section.number for section in recognised.sections] == [str(number) for number in range(1, 18)]
    assert [section.heading for section in recognised.sections] == [heading for heading, _ in SECTIONS]
    assert [(part.number, part.heading) for part in recognised.appendices] == [
        (str(number), heading) for number, (heading, _) in enumerate(APPENDICES, 1)
    ]
    assert len(numbered(recognised)) == 44
    assert numbered(recognised)[0] == "1.1"
    assert numbered(recognised)[-1] == "12.6"
    tables = [table for part in (*recognised.sections, *recognised.appendices) for table in part.tables]
    assert [table.header[0] for table in tables] == ["Version", "Name", "Your Action"]
    assert [len(table.rows) for table in tables] == [0, 0, 3]
    assert (recognised.effective_date, recognised.review_months) == (date(2022, 3, 3), 24)
    assert recognised.document_month == "2021-11"
    assert recognised.commissioned_by == "Northmere Harbour Partnership Board"
    assert recognised.parties[0] == "Northmere Constabulary"
    assert len(recognised.parties) == 3
    assert recognised.warnings == ()


def test_all_three_files_of_one_protocol_say_the_same():
    word = WORD.as_json()

    assert read_protocol(protocol_docx(numbers="typed"), "protocol.docx").as_json() == word
    assert read_protocol(protocol_text(), "protocol.txt").as_json() == word


def test_bullets_become_items_and_paragraphs_become_clauses_without_a_number():
    by_slug = {section.slug: section for section in WORD.sections}
    ends = by_slug["fairness-and-openness"].clauses[2]
    levels = by_slug["sharing-in-meetings"].clauses[3:]

    assert ends.number == "5.3"
    assert ends.items[0] == "preventing crime"
    assert len(ends.items) == 4
    assert [clause.number for clause in levels] == ["6.4", None, None, None]
    assert "*Closed*" in levels[1].text
    assert "Closed – the effect" in levels[1].text


def test_questions_that_word_numbers_carry_their_numbers():
    questions = WORD.appendices[0].clauses

    assert [clause.number for clause in questions[:5]] == ["1", "2", "3", "4", "5"]
    assert len(questions[2].items) == 2
    assert questions[3].text == "Is it accurate? Is fact told from opinion?"


def test_slugs_are_unique_and_survive_renumbering():
    slugs = [part.slug for part in (*WORD.sections, *WORD.appendices)]
    slugs += [clause.slug for part in (*WORD.sections, *WORD.appendices) for clause in part.clauses]
    earlier = "\n\n".join(["# P", "## 1 Before", "1.1 Something new."])
    old = text_of("# P\n\n## 1 Retention and Disposal\n\n1.1 Partners keep to their schedules.\n")
    new = text_of(earlier + "\n\n## 2 Retention and Disposal\n\n2.1 Partners keep to their schedules.\n")

    assert len(set(slugs)) == len(slugs)
    assert old.sections[0].slug == new.sections[1].slug == "retention-and-disposal"
    assert old.sections[0].clauses[0].slug == new.sections[1].clauses[0].slug
    assert not any(part.isdigit() and len(part) < 3 for slug in slugs for part in slug.split("-")[:-1])


def test_what_was_recognised_survives_the_correction_page():
    held = json.loads(json.dumps(WORD.as_dict()))

    assert Recognised.from_dict(held) == WORD


@pytest.mark.parametrize(
    "spoiled", [{}, {"title": 3}, {"sections": "x"}, {"effective_date": "soon"}, {"review_months": "two"}]
)
def test_spoiled_data_is_a_value_error(spoiled):
    with pytest.raises(ValueError, match="recognised protocol|isoformat"):
        Recognised.from_dict(WORD.as_dict() | spoiled if spoiled else {})


KEPT = "## 1 Retention\n\n1.1 A closed record is reviewed six years after the matter closes.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        KEPT + "## 2 Review\n\n2.1 The board reviews this protocol every 24 months.\n",
        KEPT + "## 2 Effective date\n\n2.1 It takes effect on 1 April 2026 and is reviewed every two years.\n",
        KEPT + "## 2 Housekeeping\n\n2.1 This protocol is reviewed two years after the date on which it takes effect.\n",
        "## 1 Records\n\n1.1 A record is reviewed six years after the matter closes.\n\n"
        "## 2 Review\n\n2.1 This happens every 24 months.\n",
        "## 1 Effective date\n\n1.1 Records are retained for six years and reviewed. The protocol is reviewed every 2 years.\n",
    ],
)
def test_how_long_records_are_kept_is_no_review_of_the_protocol(text):
    assert text_of("# P\n\n" + text).review_months == 24


def test_where_only_records_are_reviewed_there_is_no_review_period():
    assert text_of("# P\n\n" + KEPT + "## 2 Purpose\n\n2.1 To prevent crime.\n").review_months is None


def test_the_published_object_has_these_keys():
    published = WORD.as_json()

    assert list(published) == [
        "title",
        "sections",
        "appendices",
        "effective_date",
        "review_months",
        "warnings",
    ]
    assert published["effective_date"] == "2022-03-03"
    assert set(published["sections"][0]["clauses"][0]) == {"number", "slug", "text", "items"}
    assert set(published["appendices"][2]["tables"][0]) == {"header", "rows"}


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("is reviewed every two years", 24), ("shall be reviewed annually", 12), ("is subject to a six-monthly review", 6),
        ("a review takes place after twelve (12) months", 12), ("reviews are biennial", 24), ("is reviewed when needed", None),
    ],
)  # fmt: skip
def test_the_review_period_is_read_in_words_and_figures(words, months):
    assert text_of(f"# P\n\n## 1 Review\n\nThis protocol {words}.\n").review_months == months


@pytest.mark.parametrize(
    "written",
    ["1 April 2026", "1st April 2026", "April 1, 2026", "01/04/2026", "2026-04-01", "1st of April 2026"],
)
def test_the_effective_date_is_read_however_it_is_written(written):
    recognised = text_of(f"# P\n\n## 1 Start\n\nDrafted 3 May 2025. It comes into force on {written}.\n")

    assert recognised.effective_date == date(2026, 4, 1)


def test_markdown_of_a_protocol_is_read():
    recognised = text_of(
        "# Harbour Protocol\n\n## Contents\n\n1. Introduction\n2. Purpose\n\n## 1. Introduction\n\n**1.1** First.\n\n1.2 Second:\n\n"
        "(a) one thing\n\n(b) another\n\n### Consent\n\n1.3 Third.\n\n## 2. Purpose\n\n| Item | Why |\n|---|---|\n| name | to tell apart |\n\n"
        "## Appendix A: Sheet\n\nSign here.\n"
    )

    assert recognised.title == "Harbour Protocol"
    assert [section.heading for section in recognised.sections] == ["Introduction", "Purpose"]
    assert [(c.number, c.text) for c in recognised.sections[0].clauses] == [
        ("1.1", "First."), ("1.2", "Second:"), (None, "**Consent**"), ("1.3", "Third."),
    ]  # fmt: skip
    assert recognised.sections[0].clauses[1].items == ("(a) one thing", "(b) another")
    assert recognised.sections[1].tables[0].rows == (("name", "to tell apart"),)
    assert recognised.appendices[0].number == "A"
    assert recognised.appendices[0].heading == "Sheet"


def test_hard_wrapped_text_is_joined_again():
    recognised = text_of(
        "HARBOUR PROTOCOL\n\n1 Introduction\n\n1.1 This protocol helps the partners to give each other\nwhat they need. It is read together with the\n"
        "county charter, and section\n17 of the Act.\n\n1.2 Short.\n\n2 Purpose\n\n2.1 To help.\n"
    )

    assert recognised.sections[0].clauses[0].text.endswith("county charter, and section 17 of the Act.")
    assert numbered(recognised) == ["1.1", "1.2", "2.1"]


def test_a_list_in_a_section_does_not_begin_a_section():
    recognised = text_of(
        "P\n\n1 Start\n\n1.1 There are these:\n\n1. first\n2. second\n3. third\n\n2 Next\n\n2.1 More.\n"
    )

    assert [section.heading for section in recognised.sections] == ["Start", "Next"]
    assert recognised.sections[0].clauses[0].items == ("1. first", "2. second", "3. third")


def test_bold_lines_serve_as_headings_and_it_is_said():
    document = docx.Document()
    document.add_paragraph("Harbour Protocol", "Title")
    for heading, words in (("1. Introduction", "1.1 Words."), ("2. Purpose", "2.1 More words.")):
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(words)

    recognised = word_of(document)

    assert [section.heading for section in recognised.sections] == ["Introduction", "Purpose"]
    assert any("only bold" in warning for warning in recognised.warnings)


def test_headings_without_numbers_are_numbered_in_order_and_it_is_said():
    recognised = text_of("# P\n\n## Introduction\n\nWords.\n\n## Purpose\n\nWords.\n\n## Appendix\n\nForm.\n")

    assert [(s.number, s.heading) for s in recognised.sections] == [("1", "Introduction"), ("2", "Purpose")]
    assert recognised.appendices[0].number == "1"
    assert any("no numbers" in warning for warning in recognised.warnings)


def test_what_a_protocol_should_have_and_this_one_lacks_is_said():
    warnings = " ".join(
        text_of(
            "# P\n\n## 1 Introduction\n\n1.1 Words (see 4.2 and Appendix 3).\n\n1.3 Section 17 of the Act.\n"
        ).warnings
    )

    for words in (
        "No effective date",
        "No review period",
        "complaints",
        "kept and how it is destroyed",
        "leave out 1.2",
        "4.2",
        "appendix 3",
    ):
        assert words in warnings
    assert "17" not in warnings


def test_merged_cells_keep_their_words_once():
    document = docx.Document()
    document.add_heading("1 Rules", 1)
    table = document.add_table(3, 3)
    for row, cells in enumerate(("abc", "def", "ghi")):
        for column, letter in enumerate(cells):
            table.cell(row, column).text = letter
    table.cell(1, 0).merge(table.cell(2, 0)).text = "down"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "across"

    found = word_of(document).sections[0].tables[0]

    assert found.header == ("a", "b", "c")
    assert found.rows == (("down", "across", ""), ("", "h", "i"))


def test_signs_typed_in_word_stay_signs():
    document = docx.Document()
    document.add_heading("1 Signs", 1)
    document.add_paragraph("1.1 Two * stars * and <b>tags</b> and _lines_ and [x](y).")

    assert word_of(document).sections[0].clauses[0].text == (
        r"Two \* stars \* and \<b>tags\</b> and \_lines_ and [x]\(y)."
    )


@pytest.mark.skipif("CONCORDAT_SAMPLE" not in os.environ, reason="CONCORDAT_SAMPLE does not point at the real protocol")
def test_the_real_protocol_is_recognised():
    path = Path(os.environ["CONCORDAT_SAMPLE"])
    word = read_protocol(path.read_bytes(), path.name)
    text = read_protocol(path.with_suffix(".txt").read_bytes(), "protocol.txt")

    assert word.as_json() == text.as_json()
    assert [section.number for section in word.sections] == [str(number) for number in range(1, 18)]
    assert [part.number for part in word.appendices] == ["1", "2", "3"]
    assert len(numbered(word)) == 44
    assert numbered(word)[0] == "1.1"
    assert numbered(word)[-1] == "12.6"
    assert sum(len(part.tables) for part in (*word.sections, *word.appendices)) == 3
    assert (word.effective_date, word.review_months, word.document_month) == (
        date(2013, 12, 18),
        24,
        "2013-12",
    )
