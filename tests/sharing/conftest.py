"""Two agencies that share, and a meeting to which both come."""

import pytest

from tests.sharing import advising, factories, meetings


@pytest.fixture
def world():
    return factories.world()


@pytest.fixture
def made():
    return meetings.table()


@pytest.fixture
def adviser(world):
    return advising.adviser(world)
