"""On what is it measured? A durable PostgreSQL of our own, and one database a size with the same people in each.

A handful of people and one record are made by the product's own actions; the rest are copies of that record, made by
the database, so that a column added tomorrow is there without a line here.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from config.services import database, environment, places, secrets
from config.services.postgres import OWNER, PostgreSQL
from config.services.valkey import Valkey

SIZES = {"ci": (10_000, 100_000), "full": (10_000, 100_000, 1_000_000)}
# As a small production server is set; the disk is waited for.
SETTINGS = {
    "shared_buffers": "2GB", "work_mem": "32MB", "maintenance_work_mem": "512MB", "random_page_cost": "1.1", "jit": "off",
    "max_wal_size": "8GB", "max_connections": "100",
}  # fmt: skip


class Ground:
    """The server, and which of its databases Django stands on."""

    def __init__(self, stack: ExitStack):
        data = Path(tempfile.mkdtemp(prefix="concordat-bench-"))
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        self.place = places.find(data)
        stack.callback(shutil.rmtree, self.place.sockets, ignore_errors=True)
        self.server, broker = PostgreSQL(self.place, **SETTINGS), Valkey(self.place)
        stack.callback(self.server.stop)
        self.server.start()
        known = secrets.load(self.place)
        database.prepare(self.server.url("postgres", "postgres"), known["owner"], known["app"])
        environment.fill(self.server)
        stack.callback(broker.stop)
        broker.start()
        os.environ["BROKER_URL"] = broker.url
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=places.CHECKOUT, check=True)

    def grow(self, size: int) -> str:
        """A database of that many disclosures; its name."""
        from bench import sown  # noqa: PLC0415  the models load after the address is known

        name = f"bench_{size}"
        with self.admin("postgres") as admin:
            admin.execute(f"create database {name} template {database.DATABASE} owner {OWNER}")
        with self.admin(name) as admin:
            sown.grow(admin, size)
        return name

    @contextmanager
    def admin(self, name: str):
        """A connection of the cluster's administrator, which no wall stops: for sowing and for slow reference answers."""
        with psycopg.connect(self.server.url("postgres", name), autocommit=True) as connection:
            yield connection

    def app(self, name: str) -> psycopg.Connection:
        """A plain connection of the serving role: the floor under everything."""
        return psycopg.connect(self.server.url("concordat_app", name), autocommit=True)

    def read_indexes(self, admin: psycopg.Connection, table: str) -> None:
        """Have the server hold a table's indexes in memory, as after a morning's work."""
        admin.execute("create extension if not exists pg_prewarm")
        admin.execute("select pg_prewarm(indexrelid::regclass) from pg_index where indrelid = %s::regclass", [table])

    def stand_on(self, name: str) -> None:
        """Let Django use this database from now on."""
        from django.db import connections  # noqa: PLC0415

        connection = connections["default"]
        connection.close()
        connection.close_pool()
        connection.settings_dict["NAME"] = name
