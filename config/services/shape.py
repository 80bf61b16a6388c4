"""Would bringing the tables up to date change anything? Asked before `migrate`, which takes seconds to find out.

The answer lies in the database itself, as its comment, so that it goes where a backup goes.
"""

import hashlib

import psycopg
from psycopg import sql

from config.services.places import CHECKOUT

# Migrations make the tables; the declarations on models and these files make grants, policies and triggers.
MADE_FROM = (
    "*/migrations/*.py", "*/models/*.py", "agencies/walls.py", "agencies/database*.py",
    "agencies/recording.py", "agencies/locked.py", "agencies/access.py", "config/services/database.py", "config/settings.py",
    "requirements.lock",
)  # fmt: skip


def digest() -> str:
    """What tables, walls and triggers are made from, in 64 letters: any change of code that could change them changes it."""
    found = sorted({path for pattern in MADE_FROM for path in CHECKOUT.glob(pattern)})
    seen = hashlib.sha256()
    for path in found:
        seen.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def is_current(owner_url: str) -> bool:
    """Was this database last brought up to date from exactly this code, and no migration undone since?"""
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        said = owner.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
        ).fetchone()
        there = owner.execute("select to_regclass('django_migrations') is not null").fetchone()
        return bool(there and there[0] and said and said[0] == _stamp(owner))


def note(owner_url: str) -> None:
    """Write that this database has been brought up to date from this code."""
    with psycopg.connect(owner_url, connect_timeout=10) as owner:
        name = sql.Identifier(owner.info.dbname)
        owner.execute(sql.SQL("comment on database {} is {}").format(name, sql.Literal(_stamp(owner))))


def _stamp(owner: psycopg.Connection) -> str:
    row = owner.execute("select count(*), max(id) from django_migrations").fetchone()
    return f"{digest()} {row[0]} {row[1]}" if row else digest()
