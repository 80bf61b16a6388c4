"""Which command gets a database, as which role, and that an operator's own addresses are left as they are."""

import os
import subprocess
import sys
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command

from config.services import database, environment, secrets
from config.services.places import CHECKOUT
from config.services.postgres import PostgreSQL

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_APP_URL", "DATABASE_ADMIN_URL")


@pytest.fixture(autouse=True)
def clean(monkeypatch):
    """No address of the test run's own servers, before and after."""
    for name in (*ADDRESSES, "SECRET_KEY", "CONCORDAT_DATA"):
        monkeypatch.setenv(name, "put back after the test")
        monkeypatch.delenv(name)


@pytest.fixture
def ours(place, monkeypatch):
    """A checkout without a server, its data directory empty."""
    monkeypatch.setenv("CONCORDAT_DATA", str(place.data))
    return place


@pytest.fixture
def operators(monkeypatch):
    """The addresses of an operator's own server."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://concordat_app:a@db/concordat")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://concordat_owner:o@db/concordat")


def role_and_database():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        return connection.execute("SELECT current_user, current_database()").fetchone()


@pytest.mark.parametrize("words", [["help"], ["assets"], ["lock"], ["start"], ["--version"], ["migrate", "--help"]])
def test_a_command_that_reads_no_table_starts_no_server(ours, words):
    with environment.prepared(["manage.py", *words]):
        assert os.environ["DATABASE_URL"] == PostgreSQL(ours).url() or words[0] == "migrate"
        assert os.environ["SECRET_KEY"]

    assert not ours.postgresql.exists()


def test_a_command_has_a_server_while_it_runs_and_is_bound_by_the_walls(ours):
    with environment.prepared(["manage.py", "shell"]):
        assert role_and_database() == ("concordat_app", "concordat")

    assert not PostgreSQL(ours).answers()


@pytest.mark.parametrize("command", ["migrate", "prepare_database"])
def test_a_command_that_changes_tables_connects_as_their_owner(ours, command):
    with environment.prepared(["manage.py", command]):
        assert role_and_database() == ("concordat_owner", "concordat")


@pytest.mark.parametrize("command", ["check", "migrate", "shell", "start"])
def test_production_starts_no_server_of_its_own(ours, monkeypatch, command):
    monkeypatch.setenv("CONCORDAT_ENVIRONMENT", "production")

    with pytest.raises(SystemExit, match="^Set DATABASE_URL: "), environment.prepared(["manage.py", command]):
        pass

    assert not any(ours.data.iterdir())


@pytest.mark.parametrize("said", ["Production", "prod", "PRODUCTION", "staging", ""])
def test_what_is_neither_development_nor_production_starts_as_neither(said):
    """Taken for development, it would serve real records without TLS and without a second factor."""
    given = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATABASE_URL": "postgresql://concordat_app:a@db/concordat"}
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"], cwd=CHECKOUT, env={**given, "CONCORDAT_ENVIRONMENT": said},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert 'Environment variable "CONCORDAT_ENVIRONMENT" invalid' in done.stderr
    assert "Must be one of: development, production." in done.stderr


@pytest.mark.parametrize("words", [["help"], ["assets"], ["collectstatic"], ["start", "--help"]])
def test_production_needs_no_address_for_what_reads_no_table(ours, monkeypatch, words):
    monkeypatch.setenv("CONCORDAT_ENVIRONMENT", "production")

    with environment.prepared(["manage.py", *words]):
        assert not ours.postgresql.exists()


def test_an_operators_server_is_used_and_its_signing_key_is_not_made_up(operators):
    with environment.prepared(["manage.py", "check"]):
        assert os.environ["DATABASE_URL"] == "postgresql://concordat_app:a@db/concordat"
        assert "SECRET_KEY" not in os.environ
    with environment.prepared(["manage.py", "migrate"]):
        assert os.environ["DATABASE_URL"] == "postgresql://concordat_owner:o@db/concordat"
        assert os.environ["DATABASE_APP_URL"] == "postgresql://concordat_app:a@db/concordat"


@pytest.mark.parametrize(("words", "data"), [(["--data", "/d"], "/d"), (["--data=/d"], "/d"), (["--port", "9"], None)])
def test_the_directory_of_a_start_is_read_before_the_settings(words, data):
    assert environment.chosen_data(["manage.py", "start", *words]) == data


def test_other_commands_have_options_of_their_own():
    assert environment.chosen_data(["manage.py", "loaddata", "--data", "/d"]) is None


def test_the_database_of_an_operator_is_prepared_by_the_command(place, monkeypatch):
    server = PostgreSQL(place, fsync="off")
    server.start()
    try:
        environment.fill(server)
        for _ in range(2):
            with environment.prepared(["manage.py", "prepare_database"]):
                call_command("prepare_database", stdout=StringIO())
            monkeypatch.setenv("DATABASE_URL", server.url())

        assert role_and_database() == ("concordat_app", "concordat")
    finally:
        server.stop()


def test_an_administrator_of_a_managed_server_can_prepare_it(place):
    """Such an administrator may make roles and databases, and is not a superuser."""
    server = PostgreSQL(place, fsync="off")
    server.start()
    try:
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
            superuser.execute("CREATE ROLE manager LOGIN CREATEDB CREATEROLE PASSWORD 'm'")
        known = secrets.load(place)
        manager = f"postgresql://manager:m@/postgres?host={place.sockets}"
        for _ in range(2):
            database.prepare(manager, known["owner"], known["app"])

        assert database.is_prepared(manager)
        with psycopg.connect(server.url()) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine ()")
    finally:
        server.stop()
