"""Is a start spared the migrations only where they would change nothing?"""

import os

import psycopg
import pytest
from django.db import connection

from config.services import places, shape
from config.services.urls import with_database


@pytest.fixture
def owner_url(db):
    """The owner's address of this worker's own database; the comment on it is put back."""
    url = with_database(os.environ["DATABASE_OWNER_URL"], connection.settings_dict["NAME"])
    yield url
    with psycopg.connect(url) as owner:
        owner.execute(f'comment on database "{owner.info.dbname}" is null')


def test_a_database_that_says_nothing_is_brought_up_to_date(owner_url):
    assert not shape.is_current(owner_url)


def test_a_database_brought_up_to_date_from_this_code_is_left_alone(owner_url):
    shape.note(owner_url)

    assert shape.is_current(owner_url)


def test_a_change_of_anything_that_tables_are_made_from_is_seen(owner_url, monkeypatch, tmp_path):
    shape.note(owner_url)
    before = shape.digest()
    declared = tmp_path / "agencies" / "models"
    declared.mkdir(parents=True)
    monkeypatch.setattr(shape, "CHECKOUT", tmp_path)

    (declared / "agency.py").write_text("wall = OfPartnership()")
    first = shape.digest()
    (declared / "agency.py").write_text("wall = OfAgency()")

    assert len({before, first, shape.digest()}) == 3
    assert not shape.is_current(owner_url)


def test_an_undone_migration_is_seen(owner_url):
    shape.note(owner_url)
    with psycopg.connect(owner_url) as owner:
        name = owner.execute(
            "delete from django_migrations where id = (select max(id) from django_migrations) returning app, name, applied"
        ).fetchone()
        owner.commit()
        seen = shape.is_current(owner_url)
        owner.execute("insert into django_migrations (app, name, applied) values (%s, %s, %s)", name)

    assert not seen


def test_everything_it_is_made_from_is_there():
    assert not [pattern for pattern in shape.MADE_FROM if not any(places.CHECKOUT.glob(pattern))]
