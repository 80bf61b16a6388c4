"""The number that Word would print is the number we read."""

import pytest
from lxml import etree

from protocols.importing.numbering import Counter, W, in_form, read_styles

NAMES = f'xmlns:w="{W[1:-1]}"'


def numbers(lists: str, paragraphs: list[tuple[str, str]], styles: str = "") -> list[str | None]:
    counter = Counter.of(
        etree.fromstring(f"<w:numbering {NAMES}>{lists}</w:numbering>"),
        read_styles(etree.fromstring(f"<w:styles {NAMES}>{styles}</w:styles>")),
    )
    found = []
    for number, depth in paragraphs:
        inner = (
            f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            if depth
            else f'<w:pStyle w:val="{number}"/>'
        )
        marked = counter.mark(etree.fromstring(f"<w:p {NAMES}><w:pPr>{inner}</w:pPr></w:p>"))
        found.append(marked and marked.text)
    return found


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


OUTLINE = f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}{level(1, "decimal", "%1.%2")}{level(2, "lowerLetter", "(%3)")}</w:abstractNum>'
FIRST = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def test_deeper_levels_begin_again_under_each_higher_one():
    given = [("1", d) for d in "01120120"]

    assert numbers(OUTLINE + FIRST, given) == ["1.", "1.1", "1.2", "(a)", "2.", "2.1", "(a)", "3."]


def test_two_lists_of_one_kind_count_on_unless_one_begins_again():
    going_on = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    again = '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'

    assert numbers(OUTLINE + FIRST + going_on + again, [("1", "0"), ("2", "0"), ("3", "0"), ("3", "0")]) == [
        "1.",
        "2.",
        "4.",
        "5.",
    ]


def test_a_style_brings_its_number_with_it():
    linked = level(0, "upperRoman", "%1", '<w:pStyle w:val="Top"/>') + level(
        1, "decimal", "%1.%2", '<w:isLgl/><w:pStyle w:val="Sub"/>'
    )
    lists = f'<w:abstractNum w:abstractNumId="7">{linked}</w:abstractNum>{FIRST}'
    style = '<w:style w:styleId="{0}"><w:name w:val="{0}"/>{1}<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    child = '<w:style w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Sub"/></w:style>'

    given = [("Top", ""), ("Sub", ""), ("Child", ""), ("Top", "")]

    assert numbers(lists, given, style.format("Top", "") + style.format("Sub", "") + child) == [
        "I",
        "1.1",
        "1.2",
        "II",
    ]


def test_styles_that_stand_on_each_other_in_a_circle_end():
    circle = "".join(
        f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BA")
    )

    assert numbers(OUTLINE + FIRST, [("A", "")], circle) == [None]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (4, "decimal", "4"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (49, "lowerRoman", "xlix"),
        (7, "decimalZero", "07"),
        (2, "ordinal", "2"),
    ],
)
def test_the_forms_of_numbers(number, form, printed):
    assert in_form(number, form) == printed
