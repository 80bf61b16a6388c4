"""Does a version move only along the table, and once, however many try at the same time?"""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import lifecycle
from protocols.models import Version
from tests.protocols import factories

S = Version.Status


def ready_for(made, move, status):
    """A version in a status with nothing but the table between it and the move."""
    signed = (made.council, made.police) if move.verb == "bring_into_force" else ()
    return factories.version(made, status, signed=signed)


@pytest.mark.django_db
@pytest.mark.parametrize("status", S.values)
@pytest.mark.parametrize("move", lifecycle.MOVES, ids=lambda move: move.verb)
def test_a_version_moves_only_along_the_table(status, move):
    made = factories.board()
    version = ready_for(made, move, status)

    if status in move.sources:
        factories.MOVERS[move.verb](made, version)
        assert factories.see(made, version).status == move.target
    else:
        with pytest.raises(MoveRefused):
            factories.MOVERS[move.verb](made, version)
        assert factories.see(made, version).status == status


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("move", lifecycle.MOVES, ids=lambda move: move.verb)
def test_of_six_who_move_it_at_once_one_does_and_five_are_refused(move):
    made = factories.board()
    version = ready_for(made, move, move.sources[0])

    told = factories.race(6, lambda: factories.MOVERS[move.verb](made, version))

    assert told == {"moved": 1, "refused": 5}
    with acting_as(made.registrar):
        assert version.changes.filter(verb=move.verb).count() == 1


@pytest.mark.django_db
def test_every_move_names_who_did_it_in_the_timeline_and_in_the_history():
    made = factories.board()
    version = factories.version(made, S.APPROVAL)

    with acting_as(made.registrar):
        change = version.changes.get(verb="submit")
        row = version.history.filter(status=S.APPROVAL).order_by("history_id").first()

    assert (change.by_id, change.source, change.target) == (made.author.pk, S.DRAFT, S.APPROVAL)
    assert (row.history_member_id, row.history_agency_id, row.history_verb) == (
        made.author.pk, made.author.agency_id, "submit",
    )  # fmt: skip
