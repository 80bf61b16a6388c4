"""A partnership, an agency of it, and who acts for it; and agencies whose records an auditor of another asks to read."""

import pytest

from agencies.roles import Role
from tests.agencies import factories
from tests.agencies.auditing import outside_auditor
from tests.sharing import factories as sharing


@pytest.fixture
def registrar():
    return factories.partnership()


@pytest.fixture
def agency(registrar):
    return factories.agency(registrar)


@pytest.fixture
def officer(registrar, agency):
    return factories.member(registrar, agency, Role.OFFICER)


@pytest.fixture
def head(registrar, agency):
    return factories.member(registrar, agency, Role.HEAD)


@pytest.fixture
def board(registrar):
    """Whoever administers the board, of an agency of their own."""
    return factories.member(registrar, factories.agency(registrar), Role.BOARD_ADMINISTRATOR)


@pytest.fixture
def world():
    """Two agencies with a record and a request between them, and a third."""
    made = sharing.world()
    sharing.disclosure(made)
    sharing.request(made)
    return made


@pytest.fixture
def auditor(world):
    return outside_auditor(world)
