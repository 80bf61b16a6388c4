"""A redline loses nothing, and a comparison tells what became of every clause."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocols.redline import KINDS, compare, redline
from tests.tries import tries

WORDS = st.lists(
    st.sampled_from(["the ", "agency's ", "1.5 ", "shares, ", "a ", "\n", "must ", "not ", "–", "\r", "\u2028", "(x)"]),
    max_size=60,
).map("".join)


@settings(max_examples=tries(100), deadline=None)
@given(WORDS | st.text(max_size=80), WORDS | st.text(max_size=80))
def test_without_insertions_the_old_text_remains_and_without_deletions_the_new(old, new):
    ops = redline(old, new)

    assert "".join(text for sign, text in ops if sign != "+") == old
    assert "".join(text for sign, text in ops if sign != "-") == new
    assert all(text for _, text in ops)


@settings(max_examples=tries(50), deadline=None)
@given(WORDS)
def test_a_text_against_itself_has_no_change(text):
    assert all(sign == "=" for sign, _ in redline(text, text))


def test_words_and_numbers_are_never_cut():
    assert redline("kept for 1.5 years by agencies' staff", "kept for 1.6 years by agencies' people") == [
        ("=", "kept for "), ("-", "1.5"), ("+", "1.6"), ("=", " years by agencies' "), ("-", "staff"), ("+", "people"),
    ]  # fmt: skip


def test_changes_with_only_a_space_between_them_are_one():
    assert redline("we may share it now", "we shall give it now") == [
        ("=", "we "), ("-", "may share"), ("+", "shall give"), ("=", " it now"),
    ]  # fmt: skip


@pytest.mark.slow
def test_a_long_document_is_compared_quickly():
    old = "\n".join(f"{n} Partners give each other item {n * 7} within {n % 9} days of asking." for n in range(2_000))
    new = "\n".join(f"{n} Partners give one another item {n * 7} within {n % 9} days." for n in reversed(range(2_000)))
    began = time.process_time()

    ops = redline(old, new)

    assert time.process_time() - began < 10
    assert "".join(text for sign, text in ops if sign != "+") == old


def test_one_long_line_is_compared_quickly():
    old = " ".join(f"word{n % 50} {n}" for n in range(20_000))
    began = time.process_time()

    ops = redline(old, old.replace("word7 ", "term7 "))

    assert time.process_time() - began < 10
    assert "".join(text for sign, text in ops if sign != "+") == old


def test_a_long_clause_is_compared_sentence_by_sentence():
    old = " ".join(f"Partner {n} keeps the paper for {n % 7} years." for n in range(400))
    new = old.replace("Partner 77 keeps", "Partner 77 holds")

    assert [op for op in redline(old, new) if op[0] != "="] == [("-", "keeps"), ("+", "holds")]


def clause(slug, number=None, text="Words here.", items=()):
    return {"slug": slug, "number": number, "text": text, "items": list(items)}


def section(slug, number, *clauses, heading=None, tables=()):
    return {
        "slug": slug,
        "number": number,
        "heading": heading or slug,
        "clauses": list(clauses),
        "tables": list(tables),
    }


OLD = [
    section("purpose", "1", clause("a", "1.1"), clause("b", "1.2"), clause("c", "1.3")),
    section("retention", "2", clause("d", "2.1"), clause("e", "2.2")),
    section("gone", "3", clause("f", "3.1")),
]
NEW = [
    section("purpose", "1", clause("a", "1.1"), clause("c", "1.2"), clause("d", "1.3")),
    section("new", "2", clause("g", "2.1")),
    section("retention", "3", clause("e", "3.1", "Other words here.")),
]


def test_each_clause_is_told_by_what_became_of_it():
    comparison = compare(OLD, NEW)

    kinds = {change.slug: change.kind for part in comparison.sections for change in part.clauses}
    assert kinds == {
        "a": "unchanged",
        "b": "removed",
        "c": "renumbered",
        "d": "moved",
        "g": "added",
        "e": "changed",
        "f": "removed",
    }
    assert comparison.counts == dict(zip(KINDS, (1, 1, 1, 2, 1, 1), strict=True))
    assert comparison.changes == 6
    assert comparison.first_change == "clause-b"
    assert [(part.slug, part.kind) for part in comparison.sections] == [
        ("purpose", "changed"), ("new", "added"), ("retention", "changed"), ("gone", "removed"),
    ]  # fmt: skip
    assert [change.slug for change in comparison.sections[0].clauses] == ["a", "b", "c", "d"]


def test_a_clause_that_changed_its_place_in_its_section_moved():
    new = [section("purpose", "1", clause("b", "1.1"), clause("c", "1.2"), clause("a", "1.3"))]

    kinds = {change.slug: change.kind for change in compare(OLD[:1], new).sections[0].clauses}

    assert kinds == {"b": "renumbered", "c": "renumbered", "a": "moved"}


def test_a_version_against_itself_has_no_changes():
    comparison = compare(OLD, OLD)

    assert comparison.changes == 0
    assert comparison.first_change is None
    assert {part.kind for part in comparison.sections} == {"unchanged"}


def test_a_changed_heading_table_or_item_is_a_change():
    renamed = compare([section("s", "1", heading="Old name")], [section("s", "1", heading="New name")])
    table = compare([section("s", "1")], [section("s", "1", tables=[{"header": ["x"], "rows": []}])])
    item = compare([section("s", "1", clause("a", items=["one"]))], [section("s", "1", clause("a", items=["two"]))])

    assert renamed.sections[0].kind == table.sections[0].kind == item.sections[0].kind == "changed"
    assert table.sections[0].tables_changed
    assert renamed.first_change == "section-s"


@st.composite
def versions(draw):
    slugs = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8))
    cuts = sorted(draw(st.lists(st.integers(0, len(slugs)), max_size=2)))
    bounds = [0, *cuts, len(slugs)]
    return [
        section(
            f"s{place}",
            str(place),
            *(clause(slug, text=draw(st.sampled_from(["One.", "Two."]))) for slug in slugs[start:end]),
        )
        for place, (start, end) in enumerate(zip(bounds, bounds[1:], strict=False))
    ]


@settings(max_examples=tries(50), deadline=None)
@given(versions(), versions())
def test_every_clause_of_both_versions_is_told_exactly_once(old, new):
    comparison = compare(old, new)

    told = [change.slug for part in comparison.sections for change in part.clauses]
    assert len(told) == len(set(told))
    assert set(told) == {c["slug"] for part in (*old, *new) for c in part["clauses"]}
    assert sum(comparison.counts.values()) == len(told)
