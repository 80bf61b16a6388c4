"""The two roles, the database between them and who may do what in it: the same on every kind of server.

`concordat_owner` migrates and owns the tables; `concordat_app` serves, owns nothing and cannot pass the walls.
Rights on tables are given after each migration, by the code that knows the tables.
"""

from contextlib import suppress

import psycopg
from psycopg import sql

from config.services.errors import ServiceError
from config.services.postgres import APP, DATABASE, OWNER
from config.services.urls import with_database

BUILTIN_COLLATION = 170000  # server version from which sorting rules need nothing of the machine


def prepare(admin_url: str, owner_password: str, app_password: str, name: str = DATABASE) -> None:
    """Make or mend roles, database and rights, as an administrator of the server. Safe to repeat."""
    with _connect(admin_url) as administrator:
        # Made for tests too, whose databases the owner makes and drops.
        _role(administrator, OWNER, owner_password, "LOGIN CREATEDB NOCREATEROLE INHERIT")
        _role(administrator, APP, app_password, "LOGIN NOCREATEDB NOCREATEROLE INHERIT")
        _database(administrator, name)
        for statement in (
            "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {database} TO {app}",
            "GRANT ALL ON DATABASE {database} TO {owner}",
        ):
            _run(administrator, statement, database=name)
    with _connect(with_database(admin_url, name)) as administrator:
        for statement in (
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            "REVOKE CREATE ON SCHEMA public FROM {app}",
            "GRANT ALL ON SCHEMA public TO {owner}",
            "GRANT USAGE ON SCHEMA public TO {app}",
        ):
            _run(administrator, statement)


def is_prepared(admin_url: str, name: str = DATABASE) -> bool:
    """Whether both roles and the database are there."""
    with _connect(admin_url) as administrator:
        roles = administrator.execute("SELECT count(*) FROM pg_roles WHERE rolname IN (%s, %s)", [OWNER, APP])
        there = administrator.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datallowconn", [name])
        return roles.fetchone() == (2,) and there.fetchone() is not None


def _connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True, connect_timeout=10)


def _role(administrator: psycopg.Connection, role: str, password: str, attributes: str) -> None:
    found = administrator.execute(
        "SELECT rolsuper OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = %s", [role]
    ).fetchone()
    # The verifier is computed here, so that the password itself reaches no log of the server.
    verifier = administrator.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    verb = "ALTER" if found else "CREATE"
    statement = sql.SQL(f"{verb} ROLE {{role}} WITH {attributes} PASSWORD {{verifier}}")
    administrator.execute(statement.format(role=sql.Identifier(role), verifier=sql.Literal(verifier)))
    if found and found[0]:
        # Only a superuser may say this, so it is said only when there is something to take away.
        administrator.execute(
            sql.SQL("ALTER ROLE {} NOSUPERUSER NOBYPASSRLS NOREPLICATION").format(sql.Identifier(role))
        )


def _database(administrator: psycopg.Connection, name: str) -> None:
    if administrator.execute("SELECT current_setting('is_superuser')").fetchone() != ("on",):
        # A managed server's administrator may hand a database only to a role that it can become.
        _run(administrator, "GRANT {owner} TO CURRENT_USER")
    owner = administrator.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    if owner is None:
        locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
        if administrator.info.server_version < BUILTIN_COLLATION:
            locale = "LOCALE 'C'"
        statement = f"CREATE DATABASE {{database}} OWNER {{owner}} TEMPLATE template0 ENCODING 'UTF8' {locale}"
        with suppress(psycopg.errors.DuplicateDatabase):  # another start was quicker
            _run(administrator, statement, database=name)
    elif owner[0] != OWNER:
        raise ServiceError(
            f"The database {name} belongs to {owner[0]}, not to {OWNER}. Give Concordat a database of its own."
        )


def _run(administrator: psycopg.Connection, statement: str, database: str = "") -> None:
    administrator.execute(
        sql.SQL(statement).format(
            database=sql.Identifier(database), owner=sql.Identifier(OWNER), app=sql.Identifier(APP)
        )
    )
