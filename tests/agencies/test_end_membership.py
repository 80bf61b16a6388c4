"""Stopping a person from acting for an agency, from the next day on."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from agencies import actions
from agencies.models import Membership
from agencies.moves import MoveRefused
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories

pytestmark = pytest.mark.django_db


def end_membership(membership, by, at=None):
    with acting_as(by):
        return actions.end_membership(membership, by=by, at=at or timezone.now())


def home(client, member, on=None):
    """What the home page answers on a day."""
    address = reverse("home", kwargs={"partnership": member.partnership.slug})
    with time_machine.travel(datetime.combine(on or timezone.localdate(), time(12), UTC)):
        client.force_login(member.person)
        return client.get(address).status_code


def test_it_ends_at_the_end_of_the_day_and_not_before(client, registrar, officer):
    today = timezone.localdate()

    end_membership(officer, registrar)

    assert home(client, officer) == 200
    assert home(client, officer, on=today + timedelta(days=1)) == 404


def test_the_day_is_the_one_in_britain(registrar, officer):
    past_midnight_in_london = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    ended = end_membership(officer, registrar, at=past_midnight_in_london)

    assert ended.ends_on.isoformat() == "2026-07-02"


def test_what_they_did_stays_theirs_and_the_others_go_on(client, registrar, officer):
    colleague = factories.member(registrar, officer.agency, Role.HEAD)
    end_membership(officer, registrar)

    with acting_as(registrar):
        tomorrow = timezone.localdate() + timedelta(days=1)
        assert list(Membership.objects.active(tomorrow).filter(agency=officer.agency)) == [colleague]
        assert Membership.objects.get(pk=officer.pk).person_id == officer.person_id


@pytest.mark.parametrize(
    ("by", "of", "may"),
    [
        (Role.BOARD_ADMINISTRATOR, Role.HEAD, True),
        (Role.HEAD, Role.OFFICER, True),
        (Role.HEAD, Role.BOARD_ADMINISTRATOR, False),
        (Role.OFFICER, Role.PRACTITIONER, True),
        (Role.OFFICER, Role.HEAD, False),
        (Role.PRACTITIONER, Role.PRACTITIONER, False),
        (Role.AUDITOR, Role.PRACTITIONER, False),
    ],
)
def test_an_agencys_own_end_one_that_is_not_above_them(registrar, officer, by, of, may):
    member, actor = (factories.member(registrar, officer.agency, role) for role in (of, by))

    if may:
        assert end_membership(member, actor).ends_on == timezone.localdate()
    else:
        with pytest.raises(PermissionDenied):
            end_membership(member, actor)


def test_nobody_ends_one_of_another_agency(registrar, officer):
    with pytest.raises(PermissionDenied):
        end_membership(officer, factories.member(registrar, factories.agency(registrar), Role.HEAD))


def test_whoever_is_ended_at_once_is_refused_the_next_page(client, registrar, officer):
    assert home(client, officer) == 200
    address = reverse("home", kwargs={"partnership": officer.partnership.slug})

    with acting_as(registrar):
        actions.end_membership(officer, by=registrar, at=timezone.now(), at_once=True)

    assert client.get(address).status_code == 404
    assert client.get(reverse("agencies:notices", kwargs={"partnership": officer.partnership.slug})).status_code == 404


def test_on_days_before_they_acted(registrar, officer):
    with acting_as(registrar):
        actions.end_membership(officer, by=registrar, at=timezone.now(), at_once=True)

        days = [timezone.localdate() - timedelta(days=1), timezone.localdate()]
        assert [Membership.objects.active(on).filter(pk=officer.pk).exists() for on in days] == [True, False]


def test_a_day_to_come_can_be_named(registrar, officer):
    last = timezone.localdate() + timedelta(days=30)

    with acting_as(registrar):
        ended = actions.end_membership(officer, by=registrar, at=timezone.now(), ends_on=last)

    assert (ended.ends_on, ended.ended_at) == (last, None)


def test_it_is_ended_once(registrar, officer):
    with acting_as(registrar):
        actions.end_membership(officer, by=registrar, at=timezone.now(), at_once=True)

        with pytest.raises(MoveRefused, match="no longer acts"):
            actions.end_membership(officer, by=registrar, at=timezone.now())


def test_nobody_ends_one_of_another_partnership(officer):
    with pytest.raises(PermissionDenied):
        end_membership(officer, factories.partnership())


def test_history_says_who_ended_it(registrar, officer):
    end_membership(officer, registrar)

    with acting_as(registrar):
        row = officer.history.order_by("-history_id").first()
    assert (row.history_type, row.history_verb, row.history_member_id) == ("~", "end_membership", registrar.pk)
