"""What was tried twelve times waits for an operator, who gives it twelve more; and what operators are told of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from agencies import actions, standing
from agencies.models import Notice
from agencies.notices import subjects, tell
from agencies.roles import Role
from agencies.tenancy import acting_as
from tests.agencies import factories
from tests.agencies.factories import NOON

pytestmark = pytest.mark.django_db
SECRET = "jane.doe@council.example"


@pytest.fixture
def officer():
    subjects(tested="A notice")
    registrar = factories.partnership(name="Safer Testshire Partnership Board")
    made = factories.member(registrar, factories.agency(registrar), Role.OFFICER)
    made.registrar = registrar
    return made


def failed(member, attempts):
    with acting_as(member):
        (notice,) = tell([member], "tested", at=NOON)
        Notice.objects.filter(pk=notice.pk).update(
            attempts=attempts, failure=f"SMTPRecipientsRefused: {SECRET}", lease_until=NOON + timedelta(days=9)
        )
    return notice


def retry_stuck(by, noun="notices"):
    with acting_as(by):
        return actions.retry_stuck(noun, by=by, at=NOON)


def notices(member):
    with acting_as(member):
        return sorted((one.attempts, one.failure, one.lease_until) for one in Notice.objects.all())


def test_what_is_stuck_is_tried_again_and_what_is_not_goes_on_as_it_was(officer):
    failed(officer, 12)
    failed(officer, 3)

    assert retry_stuck(officer.registrar) == 1

    (tried, waits) = notices(officer)
    assert tried == (0, "", None)
    assert waits[0] == 3


def test_only_the_registrar_of_the_partnership_does(officer):
    failed(officer, 12)
    elsewhere = factories.partnership()

    with pytest.raises(PermissionDenied):
        retry_stuck(officer)
    assert retry_stuck(elsewhere) == 0
    assert notices(officer)[0][0] == 12


def test_what_no_model_tries_is_refused(officer):
    with pytest.raises(LookupError):
        retry_stuck(officer.registrar, "agencies; drop table agencies_agency")


def test_operators_are_told_the_kind_of_mistake_and_no_address(officer):
    failed(officer, 12)
    failed(officer, 12)
    failed(officer, 3)

    found = [(one.noun, one.partnership, one.failure, one.stuck, one.number) for one in standing.tried()]

    assert found == [
        ("notices", "Safer Testshire Partnership Board", "SMTPRecipientsRefused", True, 2),
        ("notices", "Safer Testshire Partnership Board", "SMTPRecipientsRefused", False, 1),
    ]
    assert SECRET not in repr(standing.tried())


def test_what_is_due_is_counted_over_all_partnerships_without_a_door(officer):
    other = factories.partnership()
    member = factories.member(other, factories.agency(other), Role.OFFICER)
    for one in (officer, member):
        with acting_as(one):
            tell([one], "tested", at=NOON)

    found = {one.noun: one for one in standing.waiting(NOON + timedelta(hours=1))}

    assert (found["notices"].number, found["notices"].oldest) == (2, NOON)
    assert {"commencements", "documents", "request_clocks", "review_reminders", "digests"} <= set(found)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from agencies_notice")
        assert cursor.fetchone() == (0,)
