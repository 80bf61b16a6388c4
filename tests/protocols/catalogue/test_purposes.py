"""Do the lists of purposes and of information lead to the right questions?"""

from datetime import date

import pytest

from protocols.catalogue import law
from protocols.catalogue.purposes import (
    aims,
    data_kinds,
    information_kinds,
    possible_bars,
    public_interest_grounds,
    purposes,
    sensitive_kinds,
)


def test_the_purposes_of_community_safety_are_there_with_known_aims():
    found = {row.code: row for row in purposes(date(2026, 11, 21))}

    assert {"CRIME", "DISORDER", "ASB", "SUBSTANCE"} <= set(found)
    assert all(row.aims and set(row.aims) <= set(aims()) for row in found.values())


def test_five_grounds_of_public_interest():
    assert len(public_interest_grounds()) == 5


def test_every_kind_of_information_points_at_known_things():
    askable = {row.code for row in law.bars(date(2026, 11, 21))}
    for row in information_kinds().values():
        assert set(row.sensitive) <= set(sensitive_kinds())
        assert set(row.bars) <= askable
        assert not (row.identifies and row.depersonalised)


def test_every_bar_asked_about_can_come_up():
    assert set(possible_bars(tuple(information_kinds()))) == {row.code for row in law.bars(date(2026, 11, 21))}


def test_the_whole_document_comes_last_and_is_discouraged():
    assert list(information_kinds())[-1] == "WHOLE"
    assert information_kinds()["WHOLE"].discouraged


@pytest.mark.parametrize(
    ("information", "sensitive", "expected"),
    [
        ((), (), set()),
        (("FIGURES",), (), {"depersonalised"}),
        (("FIGURES", "ADDRESS"), (), {"personal"}),
        (("CONVICTIONS",), ("offences",), {"personal", "criminal"}),
        (("HEALTH",), ("health", "offences"), {"personal", "special", "criminal"}),
        (("LOCAL-KIND",), (), {"personal"}),
    ],
)
def test_offences_are_flagged_apart_from_special_category(information, sensitive, expected):
    assert data_kinds(information, sensitive) == expected


def test_the_old_list_held_offences_and_not_biometrics():
    old = {row.code for row in sensitive_kinds().values() if row.old_list}

    assert "offences" in old
    assert "biometric" not in old
    assert sensitive_kinds()["offences"].data_kind == "criminal"
