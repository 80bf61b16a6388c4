"""Is the regulator named as it was on the day?"""

from datetime import date

import pytest

from protocols.catalogue import regulators
from protocols.catalogue.regulators import Regulator, regulator


def test_it_is_named_as_on_the_day_and_says_where_to_complain():
    found = regulator(date(2013, 5, 1))

    assert found.name == "Information Commissioner"
    assert found.complaints.startswith("https://")
    with pytest.raises(LookupError):
        regulator(date(1990, 1, 1))


def test_a_name_without_a_first_day_is_not_used_yet():
    assert "Information Commission" in {row.name for row in regulators.catalogue()}
    assert regulator(date(2026, 11, 22)).name == "Information Commissioner"


def test_another_name_takes_over_on_its_first_day(monkeypatch):
    rows = (
        Regulator("DATA-PROTECTION", "Old", "https://old.example/", valid_from=date(2000, 1, 1)),
        Regulator("DATA-PROTECTION", "New", "https://new.example/", valid_from=date(2027, 4, 1)),
    )
    monkeypatch.setattr(regulators, "catalogue", lambda: rows)

    assert (regulator(date(2027, 3, 31)).name, regulator(date(2027, 4, 1)).name) == ("Old", "New")
