"""A board of agencies that agree on protocols."""

import pytest

from tests.protocols import factories


@pytest.fixture
def made():
    return factories.board()
