"""The owner migrates, then every test connects as the weak role that serves (rulings D): walls are real in tests."""

import os

import psycopg
import pytest
from django.db import connections, transaction
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

from config.services.urls import credentials


def become(role: str) -> None:
    """Connect as the owner ("DATABASE_OWNER_URL") or as the app ("DATABASE_URL") from now on."""
    connection = connections["default"]
    connection.close()
    connection.close_pool()
    connection.settings_dict["USER"], connection.settings_dict["PASSWORD"] = credentials(os.environ[role])
    os.environ["CONCORDAT_AS_OWNER"] = "1" if role == "DATABASE_OWNER_URL" else "0"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    with django_db_blocker.unblock():
        become("DATABASE_OWNER_URL")
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"], serialized_aliases=set())
        become("DATABASE_URL")
    yield
    with django_db_blocker.unblock():
        become("DATABASE_OWNER_URL")
        _end_the_sessions_of_others(connections["default"].settings_dict["NAME"])
        teardown_databases(made, verbosity=0)


def _end_the_sessions_of_others(name: str) -> None:
    """A thread or a worker of a test may still hold a connection, and a database in use cannot be dropped."""
    if administrator := os.environ.get("DATABASE_ADMIN_URL"):
        with psycopg.connect(administrator, autocommit=True) as connection:
            connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])


KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty_as_owner(self=None) -> None:
    """After a test with real transactions: the weak role may not truncate, so the owner deletes what there is.

    Foreign keys are deferred, so the order does not matter; history goes last, because deleting a record writes it.
    """
    become("DATABASE_OWNER_URL")
    connection = connections["default"]
    with transaction.atomic(), connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - KEPT, key=lambda name: "historical" in name)
        found = " union all ".join(f"(select '{table}' from \"{table}\" limit 1)" for table in tables)
        cursor.execute(found)
        for (table,) in sorted(cursor.fetchall(), key=lambda row: "historical" in row[0]):
            cursor.execute(f'delete from "{table}"')
        for table in (name for name in tables if "historical" in name):
            cursor.execute(f'delete from "{table}"')
    become("DATABASE_URL")


TransactionTestCase._fixture_teardown = empty_as_owner
