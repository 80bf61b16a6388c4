"""Does a version move once, however many try at the same time?"""

import pytest

from agencies.tenancy import acting_as
from protocols import lifecycle
from tests.protocols import factories


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("move", lifecycle.MOVES, ids=lambda move: move.verb)
def test_of_six_who_move_it_at_once_one_does_and_five_are_refused(move):
    made = factories.board()
    version = factories.version(made, move.sources[0], signed=factories.signed_for(made, move))

    told = factories.race(6, lambda: factories.MOVERS[move.verb](made, version))

    assert told == {"moved": 1, "refused": 5}
    with acting_as(made.registrar):
        assert version.changes.filter(verb=move.verb).count() == 1
