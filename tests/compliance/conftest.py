"""Two agencies whose copies fall due, and two of which one may fail the other."""

import pytest

from tests.compliance import copies, factories


@pytest.fixture
def world():
    return copies.world()


@pytest.fixture
def here():
    return factories.world()
