"""The servers that a checkout brings: their places, their secrets, and what is left when somebody is killed."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg
import pytest

from config.services import accounts, database, places, secrets
from config.services.errors import ServiceError
from config.services.places import CHECKOUT
from config.services.ports import HOST, FirstAnswer, free_port
from config.services.postgres import APP, OWNER, PostgreSQL
from config.services.valkey import Valkey

# Python from 3.12 on warns of any fork beside a thread; the test runner has threads, the product's starters none.
pytestmark = pytest.mark.filterwarnings("ignore:This process .*is multi-threaded:DeprecationWarning")

HASTY = {"fsync": "off"}
PARENT = """
import sys, time
from config.services import places
from config.services.postgres import PostgreSQL
from config.services.valkey import Valkey
place = places.find(sys.argv[1])
servers = PostgreSQL(place, fsync="off"), Valkey(place)
for server in servers: server.start()
print(*(server.process.pid if server.process else 0 for server in servers), flush=True)
sys.stdin.read()
for server in servers: server.stop()
"""


def another_process(place):
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, str(place.data)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=10):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_data_directory_is_closed_to_other_users(place):
    secrets.load(place)

    assert mode(place.data) == mode(place.sockets) == 0o700
    assert mode(place.secrets) == 0o600
    assert len(bytes(place.sockets / ".s.PGSQL.5432")) <= 107
    if os.geteuid() == 0:
        assert place.data.stat().st_uid == place.account.uid != 0


def test_a_sockets_directory_of_somebody_else_is_refused(place):
    shutil.rmtree(place.sockets)
    place.sockets.symlink_to("/")
    try:
        with pytest.raises(ServiceError, match="in the way"):
            places.find(place.data)
    finally:
        place.sockets.unlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_a_data_directory_below_a_closed_home_is_refused_with_a_way_out(place):
    home = place.data / "home"
    home.mkdir(mode=0o700)

    with pytest.raises(ServiceError, match="--data"):
        places.find(home / "concordat")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_an_existing_data_directory_keeps_the_account_it_belongs_to(place):
    assert accounts.server_account(place.data) == place.account


def test_secrets_are_made_once(place):
    first = secrets.load(place)

    assert secrets.load(place) == first
    assert len(set(first.values())) == len(secrets.NAMES)


def test_many_starters_at_once_read_the_same_secrets(place):
    program = "import sys; from config.services import places, secrets; print(secrets.load(places.find(sys.argv[1])))"
    starters = [
        subprocess.Popen([sys.executable, "-c", program, place.data], cwd=CHECKOUT, stdout=subprocess.PIPE)
        for _ in range(5)
    ]

    assert len({starter.communicate()[0] for starter in starters}) == 1


def test_a_database_made_here_has_two_roles_that_are_not_strong(place):
    server = PostgreSQL(place, **HASTY)
    server.start()
    try:
        known = secrets.load(place)
        administrator = server.url("postgres", "postgres")
        assert not database.is_prepared(administrator)
        for _ in range(2):  # safe to repeat
            database.prepare(administrator, known["owner"], known["app"])
        assert database.is_prepared(administrator)

        with psycopg.connect(server.url()) as app:
            strong = "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = %s"
            assert app.execute(strong, [APP]).fetchone() == (False, False, False, False)
            assert app.execute(strong, [OWNER]).fetchone() == (False, False, True, False)
            for forbidden in ("CREATE TABLE mine ()", "CREATE TEMP TABLE mine ()", "CREATE SCHEMA mine"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                    app.execute(forbidden)
            assert app.execute("SHOW data_checksums").fetchone() == ("on",)
        with psycopg.connect(server.url(OWNER)) as owner:
            owner.execute("CREATE EXTENSION pg_trgm")
        with pytest.raises(psycopg.OperationalError):  # no way in without the password
            psycopg.connect(f"postgresql://postgres@/postgres?host={place.sockets}", password="guess")
    finally:
        server.stop()


def test_a_role_that_somebody_made_strong_is_made_weak_again(place):
    server = PostgreSQL(place, **HASTY)
    server.start()
    try:
        administrator = server.url("postgres", "postgres")
        known = secrets.load(place)
        database.prepare(administrator, known["owner"], known["app"])
        with psycopg.connect(administrator, autocommit=True) as connection:
            connection.execute(f"ALTER ROLE {APP} SUPERUSER BYPASSRLS")

            database.prepare(administrator, known["owner"], known["app"])

            left = connection.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", [APP])
            assert left.fetchone() == (False,)
    finally:
        server.stop()


def test_whoever_comes_second_uses_what_runs_and_leaves_it_running(place):
    first = another_process(place)
    try:
        assert "0" not in first.stdout.readline().split()
        second = PostgreSQL(place), Valkey(place)
        for server in second:
            server.start()
            assert server.process is None
            server.stop()
            assert server.answers()
    finally:
        first.communicate("")


@pytest.mark.slow
def test_five_starters_at_once_make_one_server(place):
    starters = [another_process(place) for _ in range(5)]
    try:
        made = [starter.stdout.readline().split() for starter in starters]

        assert sorted(database == "0" for database, _ in made) == [False] + [True] * 4
        assert sorted(broker == "0" for _, broker in made) == [False] + [True] * 4
    finally:
        for starter in starters:
            starter.communicate("")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_killing_the_starter_leaves_no_server_behind(place):
    starter = another_process(place)
    pids = [int(word) for word in starter.stdout.readline().split()]
    assert all(map(alive, pids))

    starter.kill()
    starter.communicate()

    wait_until(lambda: not any(map(alive, pids)))


@pytest.mark.slow
def test_a_killed_server_comes_back_with_everything_that_was_committed(place):
    server = PostgreSQL(place)
    server.start()
    try:
        address = server.url("postgres", "postgres")
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        for _ in range(3):
            os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait()

            server.start()

            with psycopg.connect(address) as connection:
                assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    finally:
        server.stop()


def test_a_broker_with_a_broken_file_starts_empty(place):
    broker = Valkey(place)
    broker.start()
    broker.stop()
    for file in place.valkey.rglob("*.aof"):
        file.write_bytes(b"nothing that a broker wrote")

    broker.start()
    try:
        assert broker.answers()
        assert list(place.data.glob("valkey.broken-*"))
    finally:
        broker.stop()


@pytest.mark.slow
def test_secrets_of_another_database_are_told_from_a_server_that_is_down(place):
    server = PostgreSQL(place, **HASTY)
    server.start()
    try:
        place.secrets.unlink()

        with pytest.raises(ServiceError, match="same backup"):
            PostgreSQL(place).start()
    finally:
        server.stop()


def test_no_password_is_among_the_arguments_of_a_process(place):
    servers = PostgreSQL(place, **HASTY), Valkey(place)
    try:
        for server in servers:
            server.start()
            arguments = Path(f"/proc/{server.process.pid}/cmdline").read_text()
            assert not [value for value in secrets.load(place).values() if value in arguments]
    finally:
        for server in servers:
            server.stop()


@pytest.mark.parametrize("port", [-1, 0, 65536, 99999])
def test_what_is_no_port_is_said_to_be_none(port):
    with pytest.raises(ServiceError, match="from 1 to 65535"):
        free_port(port)


@pytest.mark.parametrize("data", ["/proc/concordat", "/dev/null/concordat"])
def test_a_directory_that_cannot_be_made_is_said_in_a_sentence(data):
    with pytest.raises(ServiceError, match=f"{data} cannot be made: .+. Choose another directory with --data."):
        places.find(data)


class Failing(BaseHTTPRequestHandler):
    """A web process that answers, and says that it does not work."""

    def do_GET(self):
        self.send_error(int(self.server.says.pop(0)))

    def log_message(self, *words):
        pass


def test_the_first_answer_is_told_with_its_status():
    with ThreadingHTTPServer((HOST, 0), Failing) as server:
        server.says = ["500", "503"]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        first, told = FirstAnswer(server.server_port), []
        wait_until(lambda: told.append(first.given()) or len([one for one in told if one]) == 2)
        server.shutdown()

    assert [one for one in told if one] == [500, 503]


def test_nobody_there_is_no_answer():
    assert FirstAnswer(free_port(None)).given() is None
