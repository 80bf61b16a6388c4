"""A PostgreSQL of our own: one per data directory, behind a Unix socket, for as long as whoever started it lives.

Whoever comes second uses the one that is running. A real server's DATABASE_URL makes all of this unnecessary.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time

import psycopg

from config.services import binaries, secrets
from config.services.errors import ServiceError
from config.services.logs import last_lines, open_log
from config.services.places import Place, private
from config.services.processes import clean_environment, spawn, stop
from config.services.urls import socket_url

DATABASE = "concordat"
OWNER, APP = "concordat_owner", "concordat_app"
# Core sorting rules that need nothing of the machine, so that every installation sorts alike.
INITDB = (
    "--username=postgres", "--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--encoding=UTF8",
    "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "--data-checksums",
)  # fmt: skip
# After kill -9 of a server its last children hold the shared memory for a moment; a server that is
# being stopped by its owner takes seconds. Both are waited for.
PAUSES = (0, 0.2, 0.5, 1, 2, 4, 4)
READY_WITHIN = 120  # seconds: replaying the log after a crash takes as long as it takes


class PostgreSQL:
    """The server of one data directory. `settings` go over its configuration, for tests that need no durability."""

    def __init__(self, place: Place, **settings: str):
        self.place = place
        self.process: subprocess.Popen | None = None
        self._settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(place.sockets),
            "unix_socket_permissions": "0770",
            "log_line_prefix": "%m ",
            "log_checkpoints": "off",
            **settings,
        }
        self._passwords = secrets.load(place)

    def url(self, role: str = APP, name: str = DATABASE) -> str:
        """The address at which a role reaches a database: concordat_app, concordat_owner or postgres."""
        password = {"postgres": "postgres", OWNER: "owner", APP: "app"}[role]
        return socket_url(role, self._passwords[password], self.place.sockets, name)

    def start(self) -> None:
        """Make the cluster if there is none and start it, or find the one that runs. Raises ServiceError."""
        with self.place.locked("postgresql"):
            if self.answers():
                return
            if not (self.place.postgresql / "PG_VERSION").exists():
                self._initialise()
            self._launch()

    def answers(self) -> bool:
        """Whether the server of this directory takes connections now."""
        try:
            psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise ServiceError(
                    f"{self.place.secrets} does not hold the password of the database beside it. "
                    "Restore both from the same backup."
                ) from None
            return False
        return True

    def stop(self, within: float = 10) -> None:
        """Stop the server if this object started it: open transactions are rolled back, nothing committed is lost.

        One that takes longer is cut off, and reads its log again at the next start.
        """
        if self.process:
            stop(self.process, (signal.SIGINT, within), (signal.SIGQUIT, 1))
            self.process = None

    def _initialise(self) -> None:
        half = self.place.data / "postgresql.new"
        shutil.rmtree(half, ignore_errors=True)
        private(half, self.place.account)
        with tempfile.NamedTemporaryFile("w", dir=self.place.data, prefix=".initdb-") as password:
            password.write(self._passwords["postgres"])
            password.flush()
            if account := self.place.account:
                os.chown(password.name, account.uid, account.gid)
            command = [
                binaries.postgresql(self.place) / "initdb",
                "-D",
                half,
                f"--pwfile={password.name}",
                *INITDB,
            ]
            process = spawn(
                command, farewell=signal.SIGKILL, account=self.place.account, env=clean_environment(),
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
            output, _ = process.communicate()
        if process.returncode:
            raise ServiceError(f"The database could not be made:\n{output.strip()}")
        half.rename(self.place.postgresql)  # whole or not at all

    def _launch(self) -> None:
        program = binaries.postgresql(self.place) / "postgres"
        command = [program, "-D", self.place.postgresql]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        log = self.place.log("postgresql")
        for pause in PAUSES:
            time.sleep(pause)
            with open_log(log) as output:
                process = spawn(
                    command, farewell=signal.SIGINT, account=self.place.account, env=clean_environment(),
                    stdout=output, stderr=output,
                )  # fmt: skip
            if self._becomes_ready(process):
                self.process = process
                return
            if self.answers():  # somebody started it in another way
                return
        raise ServiceError(f"PostgreSQL did not start. The end of {log}:\n{last_lines(log)}")

    def _becomes_ready(self, process: subprocess.Popen) -> bool:
        deadline = time.monotonic() + READY_WITHIN
        while process.poll() is None:
            # Another server may answer while ours is about to find its directory taken.
            if self._served_by() == process.pid and self.answers():
                return True
            if time.monotonic() > deadline:
                stop(process, (signal.SIGQUIT, 5))
                return False
            time.sleep(0.02)
        return False

    def _served_by(self) -> int | None:
        try:
            return int((self.place.postgresql / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
