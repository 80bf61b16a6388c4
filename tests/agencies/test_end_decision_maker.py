"""Does taking back what somebody may decide hold at once?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies import actions
from agencies.models import DecisionMaker
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(registrar, head):
    chosen = factories.member(registrar, head.agency)
    with acting_as(head):
        return actions.name_decision_maker(chosen, by=head, at=timezone.now())


def end_decision_maker(given, by):
    with acting_as(by):
        return actions.end_decision_maker(given, by=by, at=timezone.now())


def test_they_decide_nothing_from_that_moment_on(head, given):
    with acting_as(head):
        assert DecisionMaker.objects.visible_to(head).on(timezone.localdate()).exists()

    end_decision_maker(given, head)

    with acting_as(head):
        assert not DecisionMaker.objects.visible_to(head).on(timezone.localdate()).exists()
        assert given.history.order_by("-history_id").first().history_verb == "end_decision_maker"


def test_it_is_taken_back_once(head, given):
    end_decision_maker(given, head)

    with pytest.raises(MoveRefused, match="ended already"):
        end_decision_maker(given, head)


@pytest.mark.parametrize("role", [Role.BOARD_ADMINISTRATOR, Role.OFFICER, Role.PRACTITIONER])
def test_only_the_head_takes_it_back(registrar, head, given, role):
    with pytest.raises(PermissionDenied):
        end_decision_maker(given, factories.member(registrar, head.agency, role))


def test_no_head_of_another_agency_takes_it_back(registrar, given):
    with pytest.raises(PermissionDenied):
        end_decision_maker(given, factories.member(registrar, factories.agency(registrar), Role.HEAD))
