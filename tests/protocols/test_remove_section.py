"""Taking a section out."""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Clause, Section, Version
from tests.protocols.factories import board, do, draft, version

pytestmark = pytest.mark.django_db


def test_those_behind_it_move_up_and_its_words_stay_in_the_history():
    made = board()
    found = draft(made)
    do(actions.add_section, found, by=made.author, heading="Purpose", clauses=[{"number": "2.1", "text": "Why."}])
    with acting_as(made.author):
        introduction = found.sections.first()

    do(actions.remove_section, introduction, by=made.author)

    with acting_as(made.author):
        section = found.sections.get()
        assert (section.number, section.slug, section.clauses.get().number) == ("1", "purpose", "1.1")
        assert Section.history.filter(id=introduction.pk, history_type="-").exists()
        assert Clause.history.filter(section_id=introduction.pk, history_type="-").count() == 3


def test_nothing_is_taken_out_of_a_frozen_text():
    made = board()
    live = version(made, Version.Status.IN_FORCE)
    with acting_as(made.author):
        section = live.sections.first()

    with pytest.raises(MoveRefused, match="in force"):
        do(actions.remove_section, section, by=made.author)
