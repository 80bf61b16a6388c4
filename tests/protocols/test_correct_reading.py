"""Correcting what was recognised."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import ImportedText
from tests.protocols.factories import board, do
from tests.protocols.test_read_file import read

pytestmark = pytest.mark.django_db


def test_a_person_says_what_it_is_and_the_history_keeps_what_was_read():
    made = board()
    imported = read(made)

    do(actions.correct_reading, imported, by=made.author, recognised={**imported.recognised, "title": "Another title"})

    with acting_as(made.author):
        rows = ImportedText.history.order_by("history_id")
        assert [row.recognised["title"] for row in rows] == [imported.recognised["title"], "Another title"]


@pytest.mark.parametrize("wrong", [{}, {"title": 3}, {"sections": "none"}, {"effective_date": "soon"}])
def test_what_has_not_the_shape_of_a_protocol_is_refused(wrong):
    made = board()
    imported = read(made)

    with pytest.raises(MoveRefused, match="shape of a protocol"):
        do(actions.correct_reading, imported, by=made.author, recognised=wrong and {**imported.recognised, **wrong})


def test_after_it_was_saved_the_draft_is_changed_instead():
    made = board()
    imported = read(made)
    do(actions.save_reading, imported, by=made.author)

    with pytest.raises(MoveRefused, match="saved as a draft already"):
        do(actions.correct_reading, imported, by=made.author, recognised=imported.recognised)


def test_another_agency_cannot_correct_it():
    made = board()
    imported = read(made)

    with pytest.raises(PermissionDenied):
        do(actions.correct_reading, imported, by=made.approver, recognised=imported.recognised)
