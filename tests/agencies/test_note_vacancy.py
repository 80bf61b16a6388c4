"""Is the board told, once and within a day, when an agency's last designated officer stops? (P-8.1)"""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies import actions, tasks
from agencies.models import Notice, Vacancy
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import LONG_AGO, NOON
from tests.sharing.visiting import text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(registrar, agency):
    return factories.member(registrar, agency, Role.BOARD_ADMINISTRATOR)


def tomorrow():
    return time_machine.travel(datetime.combine(timezone.localdate() + timedelta(days=1), time(9), UTC))


def told(member):
    with acting_as(member):
        return Notice.objects.visible_to(member).filter(kind="officer_vacant").count()


def vacancies(registrar):
    with acting_as(registrar):
        return list(Vacancy.objects.order_by("since").values_list("agency__code", "since", "filled_on"))


def end(member, by, **how):
    with acting_as(by):
        actions.end_membership(member, by=by, at=timezone.now(), **how)


def test_ending_the_only_officers_term_tells_the_board_and_the_head_once(registrar, agency, officer, board):
    head = factories.member(registrar, agency, Role.HEAD)
    tasks.sweep_vacancies()
    assert vacancies(registrar) == []

    end(officer, board)
    tasks.sweep_vacancies()
    assert told(board) == 0  # it is still their last day

    with tomorrow():
        tasks.sweep_vacancies()
        tasks.sweep_vacancies()
        today = timezone.localdate()
    assert (told(board), told(head), told(officer)) == (1, 1, 0)
    assert vacancies(registrar) == [(agency.code, today, None)]


def test_one_that_is_ended_at_once_is_noted_the_same_day(registrar, officer, board):
    end(officer, board, at_once=True)

    tasks.sweep_vacancies()

    assert told(board) == 1


def test_a_deputy_leaves_no_vacancy(registrar, agency, officer, board):
    factories.member(registrar, agency, Role.OFFICER)
    end(officer, board, at_once=True)

    tasks.sweep_vacancies()

    assert vacancies(registrar) == []


def test_the_next_officer_closes_it_and_a_second_vacancy_is_told_again(registrar, agency, officer, board):
    end(officer, board, at_once=True)
    tasks.sweep_vacancies()
    second = factories.member(registrar, agency, Role.OFFICER)
    tasks.sweep_vacancies()
    today = timezone.localdate()
    assert vacancies(registrar) == [(agency.code, today, today)]

    end(second, board, at_once=True)
    tasks.sweep_vacancies()

    assert told(board) == 2


def test_who_may_not_sign_in_holds_no_office(registrar, officer, board):
    with acting_as(registrar, "bar"):
        officer.person.is_active = False
        officer.person.save(update_fields=["is_active"])

    tasks.sweep_vacancies()

    assert told(board) == 1


def test_the_agencys_page_says_since_when(registrar, agency, officer, board):
    end(officer, board, at_once=True)
    tasks.sweep_vacancies()

    page = text(visitor(board).get(agency.get_absolute_url()))

    today = timezone.localdate()
    assert f"has had no designated officer since {today.day} {today:%B %Y}" in page


def test_an_agency_that_joins_today_is_still_being_let_in(registrar, board, officer):
    with acting_as(board):
        actions.add_agency(
            by=board, at=timezone.now(), code="NEW", name="New", kind="fire", starts_on=timezone.localdate()
        )

    tasks.sweep_vacancies()
    assert vacancies(registrar) == []
    with tomorrow():
        tasks.sweep_vacancies()
    assert [code for code, _, _ in vacancies(registrar)] == ["NEW"]


def test_the_action_itself_is_safe_to_repeat_and_the_timers_alone(registrar, agency, board):
    with acting_as(registrar):
        first = actions.note_vacancy(agency, by=registrar, at=NOON)
        assert actions.note_vacancy(agency, by=registrar, at=NOON) is None
    assert first.since > LONG_AGO

    with pytest.raises(PermissionDenied), acting_as(board):
        actions.note_vacancy(agency, by=board, at=NOON)


def test_an_office_given_up_after_midnight_is_noted_by_the_next_sweep_and_keeps_this_one_no_longer(registrar, officer):
    with acting_as(registrar, "end_membership"):
        officer.ended_at = timezone.now() + timedelta(days=1)  # the sweep began the day before
        officer.save(update_fields=["ended_at"])

    tasks.sweep_vacancies()
    assert vacancies(registrar) == []

    with tomorrow():
        tasks.sweep_vacancies()
    assert len(vacancies(registrar)) == 1
