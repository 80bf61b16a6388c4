"""Does a version move only along the table, and is it kept who moved it?"""

import pytest

from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols import lifecycle
from protocols.models import Version
from tests.once import made_once
from tests.protocols import factories

S = Version.Status


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """A board with a version in every status, and one out for signing that is signed."""

    def everything():
        made = factories.board()
        found = {status: factories.version(made, status) for status in S.values}
        return made, found, factories.version(made, S.SIGNING, signed=(made.council, made.police))

    with made_once(django_db_blocker, everything) as found:
        yield found


@pytest.mark.django_db
@pytest.mark.parametrize("status", S.values)
@pytest.mark.parametrize("move", lifecycle.MOVES, ids=lambda move: move.verb)
def test_a_version_moves_only_along_the_table(standing, status, move):
    made, unsigned, signed = standing
    version = signed if status == S.SIGNING and factories.signed_for(made, move) else unsigned[status]

    if status in move.sources:
        factories.MOVERS[move.verb](made, version)
        assert factories.see(made, version).status == move.target
    else:
        with pytest.raises(MoveRefused):
            factories.MOVERS[move.verb](made, version)
        assert factories.see(made, version).status == status


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
