"""Does every table stand behind two walls, and can no new one be forgotten? (design 4)"""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from agencies import boot
from agencies.database import kept_model, our_models, wall_of
from agencies.walls import SYSTEM_TABLES, OfParties, System
from tests.conftest import become

pytestmark = pytest.mark.django_db
RECORDS = [model for model in our_models() if not kept_model(model)]


def test_every_model_declares_its_wall_and_its_history_or_why_not():
    for model in RECORDS:
        assert wall_of(model) is not None, f"{model._meta.label} needs a wall (agencies/walls.py)"
        assert hasattr(model, "history") or getattr(model, "no_history", ""), f"{model._meta.label}: history = kept()"


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity, relforcerowsecurity,"
            " array(select polcmd::text from pg_policy where polrelid = c.oid)"
            " from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        )
        return {name: (secured, forced, set(policies)) for name, secured, forced, policies in cursor.fetchall()}


def test_every_table_of_the_database_has_a_policy_or_is_listed_with_its_reason():
    open_by_design = {
        model._meta.db_table for model in our_models() if isinstance(wall_of(model), System)
    } | SYSTEM_TABLES.keys()
    for table, (secured, forced, policies) in tables().items():
        if table in open_by_design:
            continue
        assert (secured, forced) == (True, True), f"{table} is neither walled nor listed"
        assert policies >= {"r", "a", "w", "d", "*"}, table


def test_the_list_of_open_tables_names_only_tables_that_exist_and_says_why():
    assert set(SYSTEM_TABLES) <= set(tables())
    assert all(len(why) > 10 for why in SYSTEM_TABLES.values())


def tenant_tables():
    found = [model for model in our_models() if not isinstance(wall_of(model), System)]
    return sorted(model._meta.db_table for model in found)


def test_nothing_set_means_nothing_seen(full_partnership):
    seen = {}
    with connection.cursor() as cursor:
        for table in tenant_tables():
            cursor.execute(f'select count(*) from "{table}"')
            seen[table] = cursor.fetchone()[0]
            with cursor.copy(f'copy (select 1 from "{table}") to stdout') as rows:
                seen[table] += len(list(rows))
    assert len(seen) > 30
    assert not {table: count for table, count in seen.items() if count}


def test_views_and_materialised_views_are_not_a_way_round():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"
        )
        assert cursor.fetchall() == []


def test_a_child_takes_its_parties_from_its_parent_and_never_from_the_writer():
    for model in RECORDS:
        wall = wall_of(model)
        if isinstance(wall, OfParties) and wall.parent:
            parent = wall_of(model._meta.get_field(wall.parent).related_model)
            assert isinstance(parent, OfParties), model._meta.label


@pytest.mark.django_db(transaction=True)
def test_a_strong_role_is_refused_at_the_door(monkeypatch):
    become("DATABASE_OWNER_URL")
    monkeypatch.setenv("CONCORDAT_AS_OWNER", "0")
    with pytest.raises(ImproperlyConfigured, match="go round the walls"):
        boot.refuse_a_strong_role(None, connection)
    monkeypatch.setenv("CONCORDAT_AS_OWNER", "1")
