"""Does every change leave its row, with person, agency and verb, whatever the path?"""

import pytest
from django.db import DatabaseError, connection, transaction

from agencies.models import Agency
from agencies.roles import Role
from agencies.tenancy import Who, acting, acting_as, say_verb
from tests.agencies import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    registrar = factories.partnership()
    return factories.member(registrar, factories.agency(registrar), Role.OFFICER)


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
