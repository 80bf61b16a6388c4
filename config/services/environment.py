"""The environment that settings read, filled in for a checkout that has no server of its own.

With DATABASE_URL set, everything is as the operator says: nothing is started and nothing is made up.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from config.services import database, places, secrets
from config.services.errors import ServiceError
from config.services.postgres import OWNER, PostgreSQL

# `start` brings its servers up itself; the others do not look at a database.
WITHOUT_DATABASE = {
    "help", "version", "start", "assets", "lock", "take_screenshots", "collectstatic", "findstatic", "diffsettings",
    "makemessages", "compilemessages", "startapp", "startproject",
}  # fmt: skip
# These alone may change tables; every other command is bound by the walls.
AS_OWNER = {"migrate", "prepare_database"}


@contextmanager
def prepared(argv: Sequence[str]) -> Iterator[None]:
    """The environment of one command, with a running and prepared database where the command needs one."""
    command = argv[1] if len(argv) > 1 else "help"
    server = None
    try:
        if "DATABASE_URL" not in os.environ:
            refuse_in_production(command, argv)
            server = PostgreSQL(places.find(chosen_data(argv)))
            fill(server)
            if command not in WITHOUT_DATABASE and not command.startswith("-") and not asks_for_help(argv):
                serve(server)
        elif command == "start":  # the web of this checkout over a server of the operator's
            os.environ.setdefault("SECRET_KEY", secrets.load(places.find(chosen_data(argv)))["secret_key"])
    except ServiceError as error:
        sys.exit(str(error))
    if command in AS_OWNER:
        become_owner()
    try:
        yield
    finally:
        if server:
            server.stop()


def refuse_in_production(command: str, argv: Sequence[str]) -> None:
    """Raise ServiceError where real records belong: our own server has no backups and nobody watching it."""
    if os.environ.get("CONCORDAT_ENVIRONMENT") != "production" or asks_for_help(argv):
        return
    if command == "start" or command not in WITHOUT_DATABASE:
        raise ServiceError(
            "Set DATABASE_URL: where CONCORDAT_ENVIRONMENT is production, Concordat does not start a PostgreSQL of its own."
        )


def fill(server: PostgreSQL) -> None:
    """Set the three addresses and the signing key of a data directory; started or not, they are known."""
    os.environ["DATABASE_URL"] = server.url()
    os.environ["DATABASE_OWNER_URL"] = server.url(OWNER)
    os.environ["DATABASE_ADMIN_URL"] = server.url("postgres", "postgres")
    os.environ.setdefault("SECRET_KEY", secrets.load(server.place)["secret_key"])


def serve(server: PostgreSQL) -> None:
    """Start the server, or find it running, and make its roles and database when they are not there yet."""
    server.start()
    with server.place.locked("prepare"):
        administrator = server.url("postgres", "postgres")
        if not database.is_prepared(administrator):
            known = secrets.load(server.place)
            database.prepare(administrator, known["owner"], known["app"])


def become_owner() -> None:
    """Let this process connect as the owner of the tables. The serving role's address stays readable."""
    os.environ.setdefault("DATABASE_APP_URL", os.environ["DATABASE_URL"])
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    os.environ["CONCORDAT_AS_OWNER"] = "1"  # read by agencies.boot, which refuses so strong a role everywhere else


def chosen_data(argv: Sequence[str]) -> str | None:
    """What `start --data DIR` says: it decides which settings are loaded, so it is read before Django is."""
    if len(argv) < 2 or argv[1] != "start":
        return None
    for position, word in enumerate(argv):
        if word.startswith("--data="):
            return word.removeprefix("--data=")
        if word == "--data" and position + 1 < len(argv):
            return argv[position + 1]
    return None


def asks_for_help(argv: Sequence[str]) -> bool:
    return bool({"-h", "--help", "--version"} & set(argv[2:]))
