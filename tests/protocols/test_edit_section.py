"""Writing one section."""

import pytest
from django.db import DatabaseError, transaction

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as, say_verb
from protocols import actions
from protocols.models import Clause, Section, Version
from tests.protocols.factories import board, do, draft, version

pytestmark = pytest.mark.django_db


def first(made, found):
    with acting_as(made.author):
        section = found.sections.prefetch_related("clauses").first()
        return section, [
            {"number": row.number, "slug": row.slug, "text": row.text, "items": row.items, "table": row.table}
            for row in section.clauses.all()
        ]


def test_a_clause_that_comes_back_is_the_same_clause_however_its_words_changed():
    made = board()
    found = draft(made)
    section, clauses = first(made, found)
    with acting_as(made.author):
        keys = dict(section.clauses.values_list("slug", "pk"))
    clauses[1] = {**clauses[1], "text": "Quite other words.", "number": "1.7"}

    do(
        actions.edit_section,
        section,
        by=made.author,
        heading="Opening words",
        clauses=[clauses[1], clauses[0], clauses[2]],
    )

    changed, now = first(made, found)
    assert (changed.heading, changed.slug) == ("Opening words", "introduction")
    assert [row["number"] for row in now] == ["1.7", "1.1", ""]
    assert now[0]["text"] == "Quite other words."
    with acting_as(made.author):
        assert dict(changed.clauses.values_list("slug", "pk")) == keys


def test_new_clauses_get_names_and_absent_ones_go():
    made = board()
    found = draft(made)
    section, clauses = first(made, found)
    words = [clauses[0], {"text": clauses[0]["text"]}, {"text": " ", "items": [" "]}, {"text": "Added\r\nin two lines"}]

    do(actions.edit_section, section, by=made.author, heading="Introduction", clauses=words)

    _, now = first(made, found)
    assert [row["slug"] for row in now] == [
        clauses[0]["slug"], f"{clauses[0]['slug']}-2", "introduction-added-two-lines",
    ]  # fmt: skip
    assert now[2]["text"] == "Added\nin two lines"


def test_a_table_stands_by_itself():
    made = board()
    section, clauses = first(made, draft(made))

    with pytest.raises(MoveRefused, match="by itself"):
        do(
            actions.edit_section,
            section,
            by=made.author,
            heading="Introduction",
            clauses=[{**clauses[2], "text": "Words"}],
        )


def test_a_section_has_a_heading():
    made = board()
    section, clauses = first(made, draft(made))

    with pytest.raises(MoveRefused, match="heading"):
        do(actions.edit_section, section, by=made.author, heading=" ", clauses=clauses)


def test_the_history_keeps_the_words_before():
    made = board()
    found = draft(made)
    section, clauses = first(made, found)

    do(
        actions.edit_section,
        section,
        by=made.author,
        heading="Introduction",
        clauses=[{**clauses[0], "text": "After."}],
    )

    with acting_as(made.author):
        *before, last = Clause.history.filter(slug=clauses[0]["slug"]).order_by("history_id")
        assert {row.text for row in before} == {clauses[0]["text"]}
        assert (last.text, last.history_verb) == ("After.", "edit_section")


def test_text_out_for_signing_is_refused_by_the_rule_and_by_the_database():
    made = board()
    found = version(made, Version.Status.SIGNING)
    section, clauses = first(made, found)

    with pytest.raises(MoveRefused, match="out for signing"):
        do(actions.edit_section, section, by=made.author, heading="Other", clauses=clauses)
    with acting_as(made.author):
        say_verb("edit_section")
        for change in (
            lambda: section.clauses.update(text="Other words"),
            lambda: Section.objects.filter(pk=section.pk).update(heading="Other"),
            lambda: section.clauses.all().delete(),
            lambda: Clause.objects.bulk_create([Clause(partnership_id=found.partnership_id, section=section, slug="x",
                                                       text="Slipped in", position=9)]),
        ):  # fmt: skip
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
                change()
