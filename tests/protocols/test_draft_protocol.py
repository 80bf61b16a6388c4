"""Beginning a protocol."""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from protocols import actions
from tests.protocols.factories import board, do

pytestmark = pytest.mark.django_db
WORDS = {"title": "Harbour Safety Protocol", "tier": 2, "no_parent_reason": "The charter is being written."}


def test_a_protocol_begins_with_the_agency_that_keeps_the_pen():
    made = board()

    protocol = do(actions.draft_protocol, by=made.author, reference="NM-T2-HS", **WORDS)

    assert (protocol.reference, protocol.agency_id, protocol.party_ids) == (
        "NM-T2-HS",
        made.council.pk,
        [made.council.pk],
    )


def test_without_a_reference_it_takes_the_next_number_of_the_year():
    made = board()
    prefix = made.registrar.partnership.prefix

    first, second = (do(actions.draft_protocol, by=made.author, reference="", **WORDS) for _ in range(2))

    assert [first.reference, second.reference] == [f"{prefix}-P-2026-0001", f"{prefix}-P-2026-0002"]


def test_a_protocol_that_stands_under_nothing_says_why():
    made = board()

    with pytest.raises(MoveRefused, match="say why there is none"):
        do(actions.draft_protocol, by=made.author, reference="NM-1", title="Harbour", tier=2)


def test_a_protocol_stands_under_a_charter_and_a_charter_under_nothing():
    made = board()
    charter = do(actions.draft_protocol, by=made.author, reference="NM-T1", title="Charter", tier=1)
    protocol = do(actions.draft_protocol, by=made.author, reference="NM-T2", title="Harbour", tier=2, parent=charter)

    assert protocol.parent_id == charter.pk
    with pytest.raises(MoveRefused, match="higher tier"):
        do(actions.draft_protocol, by=made.author, reference="NM-T1-B", title="Other", tier=1, parent=protocol)


@pytest.mark.parametrize("reference", ["NM/1", "read_file", " ", "-NM", "N" * 31])
def test_a_reference_can_stand_in_an_address(reference):
    made = board()

    with pytest.raises(MoveRefused, match="reference"):
        do(actions.draft_protocol, by=made.author, reference=reference, **WORDS)


def test_two_protocols_never_share_a_reference():
    made = board()
    do(actions.draft_protocol, by=made.author, reference="NM-1", **WORDS)

    with pytest.raises(MoveRefused, match="Another protocol has the reference NM-1"):
        do(actions.draft_protocol, by=made.author, reference="NM-1", **WORDS)


def test_a_head_of_agency_does_not_draft():
    made = board()

    with pytest.raises(PermissionDenied):
        do(actions.draft_protocol, by=made.head(made.council), reference="NM-1", **WORDS)
