"""May a finding take longer, with a reason that stays inside? (extend_case, CLK-NC-INV)"""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from agencies.access import may
from agencies.models import Notice
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from compliance import actions
from compliance.models import NonComplianceCase
from tests.compliance.factories import allegation, concern, do, taken_up, world

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 1, 15)


def test_whoever_wrote_is_told_the_day_and_not_the_reason():
    here = world()
    case = taken_up(here, allegation(here))

    case = do(actions.extend_case, case, by=here.officer, until=UNTIL, reason="The officer is ill")

    assert case.due_on == UNTIL
    with acting_as(here.receiver):
        told = Notice.objects.visible_to(here.receiver).get(kind="case_extended")
        assert told.context["due"] == "Friday 15 January"
        assert [change.reason for change in case.changes.filter(verb="extend_case")] == [""]
    with acting_as(here.officer):
        assert case.notes.get(kind="extension").words == "The officer is ill"


def test_the_reminder_moves_with_the_day():
    here = world()
    case = taken_up(here, allegation(here))

    case = do(actions.extend_case, case, by=here.officer, until=UNTIL, reason="More to read")

    assert case.remind_at.date() == UNTIL


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"reason": " "}, ValueError),
        ({"until": date(2026, 12, 16)}, MoveRefused),
        ({"until": date(2026, 12, 1)}, MoveRefused),
    ],
)
def test_it_needs_a_reason_and_a_later_day(more, wrong):
    here = world()
    case = taken_up(here, concern(here))

    with pytest.raises(wrong):
        do(actions.extend_case, case, by=here.officer, **{"until": UNTIL, "reason": "More to read", **more})


def test_only_a_case_that_is_being_looked_into_and_only_by_who_leads():
    here = world()
    case = concern(here)
    with pytest.raises(MoveRefused):
        do(actions.extend_case, case, by=here.officer, until=UNTIL, reason="x")

    taken_up(here, case, investigator=here.colleague)
    with pytest.raises(PermissionDenied):
        do(actions.extend_case, case, by=here.colleague, until=UNTIL, reason="x")


def test_whoever_was_let_in_to_look_into_it_can_do_so_until_the_new_day():
    here = world()
    first, second = concern(here), concern(here)
    case = taken_up(here, first, investigator=here.colleague)
    do(actions.join_case, second, by=here.officer, into=case)
    far = date(2027, 6, 15)

    do(actions.extend_case, case, by=here.officer, until=far, reason="More to read")

    with time_machine.travel(far, tick=False), acting_as(here.colleague):
        for one in (first, second):
            assert NonComplianceCase.objects.visible_to(here.colleague).filter(pk=one.pk).exists()
        assert may(here.colleague, "make_finding", case)
