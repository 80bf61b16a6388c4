"""The world of the tests of the machine door: a partnership of three agencies, and programs that act in it."""

import pytest

from tests.api.programs import Program
from tests.sharing import factories


@pytest.fixture
def world(db):
    made = factories.world()
    factories.decision_maker(made)
    return made


@pytest.fixture
def asker(world):
    return Program(world.asker)


@pytest.fixture
def sharer(world):
    return Program(world.sharer)


@pytest.fixture
def receiver(world):
    return Program(world.receiver)
