"""Is a database that an earlier release migrated brought in line, any number of times?"""

import pytest
from django.db import connections

from agencies.database import sync
from tests.conftest import become

GONE = ("concordat_keep", "concordat_parties_from_parent", "concordat_parties_agree")


@pytest.fixture
def owner():
    """The role that migrates, and what it asks of the database."""
    become("DATABASE_OWNER_URL")
    with connections["default"].cursor() as cursor:
        yield cursor
        cursor.execute("drop table if exists passing")
        for name in GONE:
            cursor.execute(f"drop function if exists {name}()")
    become("DATABASE_URL")


def functions(cursor):
    """Those of earlier releases that are there, and how many of today's."""
    cursor.execute("select proname from pg_proc where proname like 'concordat%%' order by 1", [])
    found = [name for (name,) in cursor.fetchall()]
    return [name for name in found if name in GONE], len([name for name in found if name not in GONE])


@pytest.mark.django_db(transaction=True)
def test_functions_that_nothing_calls_any_more_go_and_one_that_a_table_calls_stays(owner):
    _, today = functions(owner)
    for name in GONE:
        owner.execute(f"create function {name}() returns trigger language plpgsql as $$ begin return new; end $$")
    owner.execute("create table passing (id uuid)")
    owner.execute("create trigger kept before insert on passing for each row execute function concordat_keep()")

    sync()
    sync()
    assert functions(owner) == (["concordat_keep"], today)

    owner.execute("drop table passing")
    sync()
    assert functions(owner) == ([], today)
