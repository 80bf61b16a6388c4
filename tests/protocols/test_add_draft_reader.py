"""Letting a named person in to a draft."""

from datetime import date

import pytest

from agencies.access import granted
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Party, Version
from tests.protocols.factories import board, do, draft, version

pytestmark = pytest.mark.django_db
UNTIL = date(2030, 12, 31)


def let_in(made, found, **words):
    words = {"reason": "She knows the harbour.", "ends_on": UNTIL, **words}
    return do(actions.add_draft_reader, found, made.stranger, by=made.author, **words)


def test_a_person_of_another_agency_reads_the_draft_and_is_told():
    made = board()
    found = draft(made)
    with acting_as(made.stranger):
        assert not Version.objects.exists()

    let_in(made, found)

    with acting_as(made.stranger):
        assert granted(made.stranger, "view_version", Version.objects.visible_to(made.stranger).get())
        assert Notice.objects.get().kind == "protocol_draft_opened"
        assert found.parties.get(agency=made.outside).part == Party.Part.CONSULTEE


def test_it_takes_a_reason_and_an_end():
    made = board()
    found = draft(made)

    with pytest.raises(MoveRefused, match="Say why"):
        let_in(made, found, reason="")
    with pytest.raises(MoveRefused, match="today or later"):
        let_in(made, found, ends_on=date(2026, 11, 17))


def test_what_is_in_force_is_open_anyway():
    made = board()
    live = version(made, Version.Status.IN_FORCE)

    with pytest.raises(MoveRefused):
        let_in(made, live)
