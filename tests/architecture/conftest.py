"""A partnership with people in it, so that an empty answer means a wall and not an empty table."""

import pytest

from agencies.roles import Role
from tests.agencies import factories


@pytest.fixture
def full_partnership(db):
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)
