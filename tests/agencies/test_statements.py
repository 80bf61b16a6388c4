"""Are statements that go to the database in one trip the same statements, and is one that fails still an error?"""

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies import statements
from agencies.models import SweepRun
from agencies.tenancy import Who, acting

pytestmark = pytest.mark.django_db
MAKE = "insert into agencies_sweeprun (task, started_at, rows, failure) values (%s, %s, %s, '')"
COUNT = "update agencies_sweeprun set rows = rows + %s where task like %s"


def made(task):
    return MAKE, [task, timezone.now(), 1]


def runs():
    return dict(SweepRun.objects.filter(task__startswith="trip").values_list("task", "rows"))


@pytest.mark.parametrize("watched", [False, True])
def test_several_are_done_in_their_order_and_each_says_how_many_rows_it_touched(watched):
    with CaptureQueriesContext(connection) if watched else transaction.atomic():
        counts = statements.together([made("trip-1"), made("trip-2"), (COUNT, [4, "trip%"]), (COUNT, [1, "nobody"])])
    assert counts == [1, 1, 2, 0]
    assert runs() == {"trip-1": 5, "trip-2": 5}


@pytest.mark.parametrize("watched", [False, True])
def test_what_is_answered_is_the_same_whoever_watches(watched):
    at = timezone.now()
    with CaptureQueriesContext(connection) if watched else transaction.atomic():
        found = statements.rows("select %s::timestamptz, %s::text, 100 %% 7", [at, "50% \u2013 'quoted'"])
    assert found == [(at, "50% \u2013 'quoted'", 2)]


def test_nothing_to_say_is_no_trip():
    with CaptureQueriesContext(connection) as seen:
        assert statements.together([]) == []
    assert len(seen) == 0


def test_the_first_that_fails_is_raised_and_nothing_of_the_trip_stays():
    with pytest.raises(IntegrityError), transaction.atomic():
        statements.together([made("trip-1"), made("trip-1"), made("trip-2")])
    assert runs() == {}


def test_a_mistake_in_a_value_is_raised_as_django_would():
    with pytest.raises(DataError), transaction.atomic():
        statements.rows("select %s::text::int", ["no number"])
    assert statements.rows("select 1", []) == [(1,)]


def test_after_an_error_nothing_is_sent_until_the_transaction_is_undone():
    with transaction.atomic():
        with pytest.raises(DataError):
            with transaction.atomic():
                statements.rows("select %s::text::int", ["no number"])
        assert statements.rows("select 1", []) == [(1,)]
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            statements.rows("select 1", [])
        transaction.set_rollback(False)


@pytest.mark.django_db(transaction=True)
def test_a_door_that_cannot_be_opened_leaves_no_transaction_behind():
    connection.close()
    with acting(Who(person="p", member="m"), "look"):
        told = "select current_setting('concordat.person'), current_setting('concordat.verb')"
        assert statements.rows(told, []) == [("p", "look")]
    with pytest.raises(DataError), acting(Who(person="nul \0 byte")):
        raise AssertionError("the door is shut")
    assert not connection.in_atomic_block
    assert statements.rows("select coalesce(current_setting('concordat.person', true), '')", []) == [("",)]
