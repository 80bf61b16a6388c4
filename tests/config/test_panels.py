"""What lies above a record is offered on its page, to those who may go there."""

import pytest
from django.urls import reverse

from agencies.roles import Role
from tests.agencies import factories as agencies
from tests.sharing import factories, walking
from tests.sharing.visiting import visitor

pytestmark = pytest.mark.django_db
WORDS = "Share or ask under this procedure"


def test_a_procedure_leads_to_sharing_under_it_and_a_protocol_does_not():
    world = factories.world()
    procedure = walking.procedure(world)
    at = {"partnership": world.officer.partnership.slug, "reference": procedure.reference}

    page = visitor(world.sharer).get(reverse("protocols:protocol", kwargs=at))
    board = agencies.member(world.registrar, world.strangers, Role.BOARD_ADMINISTRATOR)
    theirs = visitor(board).get(reverse("protocols:protocol", kwargs=at))

    assert WORDS in page.text
    assert f"/sharing/start/?procedure={procedure.reference}" in page.text
    assert WORDS not in theirs.text
