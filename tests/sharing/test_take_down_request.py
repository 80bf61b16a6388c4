"""Can whoever answers the telephone write down what another agency asks?"""

import pytest

from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from sharing import actions
from sharing.models import Request
from tests.sharing.factories import NOON

pytestmark = pytest.mark.django_db


def take_down(world, **more):
    told = {
        "asking_agency": world.theirs, "caller": "Sergeant on the desk", "caller_check": "called_back", "urgency": "urgent",
        "purpose": "child", "wanted": ["location", "offending"], "about": "A child at flat 4",
    }  # fmt: skip
    with acting_as(world.sharer):
        return actions.take_down_request(by=world.sharer, at=NOON, **{**told, **more})


def test_it_stands_as_taken_with_who_took_it_and_how_they_knew(world):
    taken = take_down(world)

    assert (taken.asked_by, taken.taken_by, taken.caller_check) == (None, world.sharer, "called_back")
    assert (taken.asking_agency_id, taken.asked_agency_id) == (world.theirs.pk, world.ours.pk)
    assert (taken.purpose, taken.data_kinds) == ("child", ["offences", "personal"])
    assert taken.answers["S4"]["people"] == [{"reference": "A child at flat 4"}]
    assert "Offences, or being suspected of them" in taken.wanted


def test_a_purpose_in_words_is_kept_in_words(world):
    taken = take_down(world, purpose="He is wanted on warrant")

    assert taken.purpose == "other"
    assert taken.answers["1a"] == {"purpose": "other", "why": "He is wanted on warrant"}


def test_the_asking_agency_is_asked_to_confirm_it_and_ours_to_answer(world):
    take_down(world)

    for member, kind in ((world.receiver, "request_taken_down"), (world.officer, "request_received")):
        with acting_as(member):
            assert Notice.objects.visible_to(member).get().kind == kind


def test_whoever_took_it_down_finds_it_and_a_stranger_does_not(world):
    taken = take_down(world)

    with acting_as(world.sharer):
        assert Request.objects.visible_to(world.sharer).get() == taken
    with acting_as(world.stranger):
        assert not Request.objects.exists()


def test_ones_own_agency_does_not_ring_itself(world):
    with pytest.raises(MoveRefused, match="ask itself"):
        take_down(world, asking_agency=world.ours)
