"""Adding a section or an appendix."""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Section, Version
from tests.protocols.factories import board, do, draft, version

pytestmark = pytest.mark.django_db


def outline(made, found):
    with acting_as(made.author):
        return [(row.kind, row.number, row.heading, row.slug) for row in found.sections.all()]


def test_sections_come_before_appendices_and_each_kind_is_numbered_from_one():
    made = board()
    found = draft(made)

    do(actions.add_section, found, by=made.author, heading="Handling rules", kind=Section.Kind.APPENDIX)
    do(actions.add_section, found, by=made.author, heading="Introduction")

    assert outline(made, found) == [
        ("section", "1", "Introduction", "introduction"), ("section", "2", "Introduction", "introduction-2"),
        ("appendix", "1", "Handling rules", "handling-rules"),
    ]  # fmt: skip


def test_sections_behind_a_new_one_are_numbered_on_and_keep_their_names():
    made = board()
    found = draft(made)
    first = do(
        actions.add_section, found, by=made.author, heading="Purpose", clauses=[{"number": "2.1", "text": "Why."}]
    )
    with acting_as(made.author):
        introduction = found.sections.first()

    do(actions.add_section, found, by=made.author, heading="Parties", after=introduction)

    assert [row[1:] for row in outline(made, found)] == [
        ("1", "Introduction", "introduction"), ("2", "Parties", "parties"), ("3", "Purpose", "purpose"),
    ]  # fmt: skip
    with acting_as(made.author):
        assert first.clauses.get().number == "3.1"


def test_no_section_is_added_to_a_frozen_text():
    made = board()
    live = version(made, Version.Status.IN_FORCE)

    with pytest.raises(MoveRefused, match="in force"):
        do(actions.add_section, live, by=made.author, heading="Slipped in")
