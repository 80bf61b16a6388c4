"""Who may begin the questions, and with what are they begun?"""

import pytest
from django.core.exceptions import PermissionDenied

from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from sharing import actions, rules
from sharing.checklist import Voice, pages
from sharing.models import Checklist
from tests.agencies import factories as agencies
from tests.sharing import factories
from tests.sharing.factories import NOON

pytestmark = pytest.mark.django_db


def begin(member, **more):
    with acting_as(member):
        return actions.start_checklist(by=member, at=NOON, **{"voice": "alone", "tense": "before", **more})


@pytest.mark.parametrize(
    ("voice", "tense", "want"), [("asker", "before", "ask"), ("alone", "before", "share"), ("alone", "after", "record")]
)
def test_the_door_that_was_used_answers_the_first_question(world, voice, tense, want):
    made = begin(world.sharer, voice=voice, tense=tense)

    assert made.answers == {"S1": {"want": want}}
    assert (made.status, made.revision, made.job_title) == (Checklist.Status.OPEN, 0, world.sharer.job_title)


def test_the_sharer_of_a_request_is_never_asked_what_the_asker_explained(world):
    asked = factories.request(world)

    made = begin(world.sharer, request=asked)

    with acting_as(world.sharer):
        found = rules.situation(made)
    assert found.voice is Voice.SHARER
    assert found.asked["1a"] == factories.ANSWERS["1a"]
    assert not {"1a", "1b", "2b", "S4"} & {page.code for page in pages(found, made.answers)}


def test_nobody_answers_a_request_that_was_put_to_another_agency(world):
    asked = factories.request(world)

    with pytest.raises(MoveRefused, match="another agency"):
        begin(world.asker, request=asked)


def test_nothing_is_begun_for_a_request_that_was_withdrawn(world):
    asked = factories.request(world)
    with acting_as(world.asker):
        asked = actions.withdraw_request(asked, by=world.asker, at=NOON)

    with pytest.raises(MoveRefused, match="withdrawn"):
        begin(world.sharer, request=asked)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DATA_PROTECTION_OFFICER, Role.BOARD_ADMINISTRATOR])
def test_who_does_not_share_for_a_living_does_not_begin(world, role):
    member = agencies.member(world.registrar, world.ours, role)

    with pytest.raises(PermissionDenied):
        begin(member)
