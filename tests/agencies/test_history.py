"""Does every change leave its row, with person, agency and verb, whatever the path?"""

import os

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from agencies import database_sql
from agencies.models import Agency
from agencies.tenancy import Who, acting, acting_as, say_verb
from config.services.urls import credentials

pytestmark = pytest.mark.django_db


def last(agency, officer):
    with acting_as(officer):
        return agency.history.order_by("-history_id").first()


def by_save(agency):
    agency.contact = "by save"
    agency.save(update_fields=["contact"])


def by_update(agency):
    Agency.objects.filter(pk=agency.pk).update(contact="by update")


def by_bulk(agency):
    agency.contact = "by bulk"
    Agency.objects.bulk_update([agency], ["contact"])


def by_raw(agency):
    with connection.cursor() as cursor:
        cursor.execute("update agencies_agency set contact = 'by raw' where id = %s", [agency.pk])


@pytest.mark.parametrize("change", [by_save, by_update, by_bulk, by_raw])
def test_every_way_of_changing_leaves_a_row_with_person_agency_and_verb(officer, change):
    with acting_as(officer):
        say_verb("correct_contact")
        change(officer.agency)

    row = last(officer.agency, officer)
    assert row.contact.startswith("by ")
    assert (row.history_user_id, row.history_member_id, row.history_agency_id, row.history_verb, row.history_type) == (
        officer.person_id, officer.pk, officer.agency_id, "correct_contact", "~",
    )  # fmt: skip


def test_a_change_by_nobody_is_refused(officer):
    with pytest.raises(DatabaseError, match="by nobody"), acting(Who(partnership=str(officer.partnership_id))):
        by_update(officer.agency)


def test_history_is_never_rewritten_by_the_role_that_serves(officer):
    table = Agency.history.model._meta.db_table
    for statement in (f"update {table} set contact = ''", f"delete from {table}", f"truncate {table}",
                      f"insert into {table} (history_id) values (0)"):  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.fixture
def owner():
    """The role that migrates, in a transaction that is taken back."""
    database = connection.settings_dict
    user, password = credentials(os.environ["DATABASE_OWNER_URL"])
    with psycopg.connect(
        host=database["HOST"], port=database["PORT"] or None, dbname=database["NAME"], user=user, password=password
    ) as found:
        yield found
        found.rollback()


def test_a_migration_that_adds_a_column_and_then_moves_data_keeps_the_new_column_too(owner):
    kept = [
        "history_date timestamptz", "history_type text", "history_user_id uuid", "history_member_id uuid",
        "history_agency_id uuid", "history_verb text", "history_txid bigint",
    ]  # fmt: skip
    owner.execute("create table passing (id int, words text)")
    owner.execute(f"create table passing_history (id int, words text, {', '.join(kept)})")
    owner.execute(database_sql.keeps_history("passing", "passing_history", "id, words"))
    owner.execute("insert into passing values (1, 'a'), (2, 'b')")
    for table in ("passing", "passing_history"):
        owner.execute(f"alter table {table} add column later text")
    owner.execute("update passing set later = words || '!' where id = 2")
    owner.execute("delete from passing where id = 1")

    found = owner.execute("select id, words, later, history_type from passing_history order by history_date, id").fetchall()
    assert found == [(1, "a", None, "+"), (2, "b", None, "+"), (2, "b", "b!", "~"), (1, "a", None, "-")]
