"""Beginning a version."""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import actions
from protocols.models import Party
from tests.protocols.factories import board, do, empty, race

pytestmark = pytest.mark.django_db


def test_a_version_begins_as_a_draft_of_the_agency_that_keeps_the_pen():
    made = board()

    version = empty(made)

    with acting_as(made.author):
        assert version.status == version.Status.DRAFT
        assert [(party.agency_id, party.part) for party in version.parties.all()] == [
            (made.council.pk, Party.Part.DRAFTER)
        ]
        assert version.changes.get().verb == "start_version"


@pytest.mark.parametrize("number", ["", "one", "1.0/2", "1.2.3.4"])
def test_a_number_is_figures_with_full_stops(number):
    made = board()

    with pytest.raises(MoveRefused, match="version number"):
        empty(made, number=number)


def test_a_protocol_has_one_version_on_its_way():
    made = board()
    version = empty(made)

    with pytest.raises(MoveRefused, match=r"1\.0 is being drawn up already"):
        do(actions.start_version, version.protocol, by=made.author, number="2.0")


def test_a_number_is_used_once():
    made = board()
    version = empty(made)
    do(actions.withdraw, version, by=made.author, reason="Begun by mistake.")

    with pytest.raises(MoveRefused, match=r"There is a version 1\.0 already"):
        do(actions.start_version, version.protocol, by=made.author, number="1.0")


@pytest.mark.django_db(transaction=True)
def test_of_six_who_begin_one_at_once_one_does():
    made = board()
    version = empty(made)
    do(actions.withdraw, version, by=made.author, reason="Begun by mistake.")

    told = race(6, lambda: do(actions.start_version, version.protocol, by=made.author, number="2.0"))

    assert told == {"moved": 1, "refused": 5}
