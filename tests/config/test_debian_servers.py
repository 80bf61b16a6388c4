"""Does the product run as in production over servers that a distribution packages, from an empty server to a first page?

PostgreSQL is Debian's own, whichever version is installed; the broker is Debian's Valkey or Redis, or the embedded Valkey
standing for it. Everything is started by the commands that docker-compose.yml uses.
"""

import os
import pwd
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from email import message_from_string, policy
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from config.services import assets
from config.services.places import CHECKOUT
from config.services.ports import free_port
from config.services.processes import clean_environment, spawn, stop
from config.services.urls import socket_url, with_database
from config.services.valkey import Valkey

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:This process .*is multi-threaded:DeprecationWarning"),
]
HOST = "concordat.example.org"
OURS = ("DATABASE", "BROKER", "CONCORDAT", "DJANGO", "SECRET_KEY", "SITE_URL", "EMAIL", "PYTEST")


def debians_postgresql():
    """The programs of the newest PostgreSQL that a package installed, or a skip that says what is missing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        pytest.skip("no PostgreSQL of the distribution is installed (apt-get install postgresql)")
    if os.geteuid() != 0 or not any(entry.pw_name == "postgres" for entry in pwd.getpwall()):
        pytest.skip("only root can start a cluster as the account postgres")
    return found[-1].parent


@contextmanager
def cluster():
    """A cluster of its own in a temporary directory, run by the account that the package made; the administrator's address."""
    programs, account = debians_postgresql(), pwd.getpwnam("postgres")
    place = Path(tempfile.mkdtemp(prefix="concordat-debian-"))
    os.chown(place, account.pw_uid, account.pw_gid)
    password = secrets.token_hex(16)
    words = place / "password"
    words.write_text(password)
    os.chown(words, account.pw_uid, account.pw_gid)
    as_postgres = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "env": clean_environment(), "cwd": "/"}
    subprocess.run(
        [programs / "initdb", "-D", place / "data", "-U", "postgres", f"--pwfile={words}", "--auth=scram-sha-256"],
        check=True, capture_output=True, **as_postgres,
    )  # fmt: skip
    server = subprocess.Popen(
        [programs / "postgres", "-D", place / "data", "-c", "listen_addresses=", "-c", f"unix_socket_directories={place}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_postgres,
    )  # fmt: skip
    try:
        address = socket_url("postgres", password, place, "postgres")
        wait_until(lambda: answers(address))
        yield place, address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(place, ignore_errors=True)


def answers(address):
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def wait_until(true, seconds=90):
    until = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.2)
    return found


@contextmanager
def broker(stack, place):
    """Debian's Valkey or Redis behind a socket, or the embedded one."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        sys.stdout.write("no Valkey or Redis of the distribution is installed: the embedded Valkey stands for it\n")
        embedded = Valkey(place)
        stack.callback(embedded.stop)
        embedded.start()
        yield embedded.url
        return
    socket = place.sockets / "debian.sock"
    server = subprocess.Popen([program, "--port", "0", "--unixsocket", str(socket), "--save", ""], stdout=subprocess.DEVNULL)
    stack.callback(server.wait)
    stack.callback(server.terminate)
    wait_until(socket.exists)
    yield f"redis+socket://{socket}?virtual_host=0"


def empty(directory):
    """As a checkout has it, where static files are served as they are."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()


class Browser:
    """As the proxy would pass it on: plain HTTP with what the browser said, over TLS, in two headers. Keeps cookies."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def ask(self, path, fields=None):
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}{path}"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET" if fields is None else "POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                assert "Secure" in value or "Max-Age=0" in value
                self.cookies.update([value.split(";")[0].split("=", 1)])
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text):
            self.token = found[1]
        return answer.status, answer.headers.get("Location", ""), text


@pytest.fixture
def installed(place):
    """An empty server prepared as an operator would; the environment of its programs, and how to start one."""
    with ExitStack() as stack:
        sockets, administrator = stack.enter_context(cluster())
        letters = place.data / "letters"
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | {
            "CONCORDAT_ENVIRONMENT": "production", "SECRET_KEY": secrets.token_urlsafe(64), "ALLOWED_HOSTS": HOST,
            "SITE_URL": f"https://{HOST}", "EMAIL_URL": f"filemail://{letters}", "TRUSTED_PROXIES": "1",
            "DATABASE_URL": socket_url("concordat_app", "app-word", sockets, "concordat"),
        }  # fmt: skip
        owner = {
            "DATABASE_OWNER_URL": socket_url("concordat_owner", "owner-word", sockets, "concordat"),
            "DATABASE_ADMIN_URL": administrator,
        }

        def manage(*words, **more):
            done = subprocess.run(
                [sys.executable, "manage.py", *words], cwd=CHECKOUT, env=environment | more, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
            return done.stdout

        manage("prepare_database", **owner)
        manage("prepare_database", **owner)  # safe to repeat
        manage("migrate", "--no-input", "--verbosity", "0", **owner)
        stack.callback(empty, assets.COLLECTED)
        manage("collectstatic", "--no-input", "--verbosity", "0")
        environment["BROKER_URL"] = stack.enter_context(broker(stack, place))

        def start(*words):
            command = [sys.executable, "-m", "config.services.programs", *words]
            with open(place.data / f"{words[0]}.log", "w") as log:
                process = spawn(command, farewell=signal.SIGKILL, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
            stack.callback(stop, process, (signal.SIGTERM, 10))
            return process

        yield manage, start, letters, environment, owner


def test_a_first_partnership_comes_to_be_as_in_production(installed, place):
    manage, start, letters, environment, owner = installed
    port = free_port(None)
    bind = f"127.0.0.1:{port}"
    health = [sys.executable, "-m", "config.services.programs", "health", "--bind", bind]

    start("web", "--bind", bind)
    wait_until(lambda: subprocess.run(health, cwd=CHECKOUT, env=environment, check=False).returncode == 0)
    start("worker", "--processes", "1")
    start("beat", "--schedule", str(place.data / "beat"))
    told = manage(
        "found_partnership", "northmere", "Northmere Partnership", "NM", "--administrator", "first@ncc.example",
        "--name", "First Person", "--agency", "Northmere Council", "--code", "NCC",
    )  # fmt: skip
    (letter,) = wait_until(lambda: list(letters.glob("*.log")))
    wait_until(lambda: "key=" in letter.read_text())
    mail = message_from_string(letter.read_text(), policy=policy.default).get_content()

    link = re.search(r"https://\S+", mail)[0]
    assert link in told
    browser, words = Browser(port), secrets.token_hex(10)
    path = urlsplit(link)._replace(scheme="", netloc="").geturl()
    assert "You are invited to act for Northmere Council" in browser.ask(path)[2]
    assert browser.ask(path, {"name": "First Person", "password": words, "again": words})[:2] == (302, "/")
    assert "has been accepted" in browser.ask(path)[2]

    browser.ask("/account/login/")
    assert browser.ask("/account/login/", {"login": "first@ncc.example", "password": words})[0] == 302
    assert browser.ask("/northmere/")[:2] == (302, "/account/totp/activate/")
    status, asked_again, _ = browser.ask("/account/totp/activate/")
    assert status == 200 or asked_again.startswith("/account/reauthenticate/")
    log = (place.data / "web.log").read_text()
    assert "GET /account/invitation/northmere/" in log
    assert link.partition("key=")[2] not in log

    restored = {**owner, "DATABASE_URL": with_database(environment["DATABASE_URL"], "restored")}
    manage("prepare_database", **restored)
    a_backup_is_restored(place, environment, owner)
    assert "administered by First Person" in manage(
        "found_partnership", "northmere", "Northmere Partnership", "NM", "--administrator", "first@ncc.example",
        "--name", "First Person", "--agency", "Northmere Council", "--code", "NCC", **restored,
    )  # fmt: skip


def a_backup_is_restored(place, environment, owner):
    """As docs/running.md has it, into the database `restored`, which has been prepared."""
    programs, file = debians_postgresql(), place.data / "concordat.dump"
    administrator = owner["DATABASE_ADMIN_URL"]

    def run(program, *words, **more):
        return subprocess.run([programs / program, *words], capture_output=True, text=True, check=False, **more)

    as_owner = run("pg_dump", "--dbname", owner["DATABASE_OWNER_URL"], "--file", str(place.data / "none.dump"))
    assert as_owner.returncode != 0
    assert "row-level security" in as_owner.stderr
    # The trap: it ends well, and holds nobody's records.
    words = ("--enable-row-security", "--data-only", "--table", "agencies_agency")
    trap = run("pg_dump", "--dbname", environment["DATABASE_URL"], *words)
    assert trap.returncode == 0, trap.stderr
    assert "Northmere Council" not in trap.stdout

    whole = with_database(administrator, "concordat")
    done = run("pg_dump", "--dbname", whole, "--format", "custom", "--file", str(file))
    assert done.returncode == 0, done.stderr
    fresh = with_database(administrator, "restored")
    done = run("pg_restore", "--dbname", fresh, "--exit-on-error", str(file))
    assert done.returncode == 0, done.stderr
    assert counts(fresh) == counts(whole)


def counts(address):
    """How many rows each table has, and how many policies and triggers stand round them."""
    with psycopg.connect(address) as connection:
        tables = [name for (name,) in connection.execute("select tablename from pg_tables where schemaname = 'public'")]
        found = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}
        found["policies"] = connection.execute("select count(*) from pg_policies").fetchone()[0]
        found["triggers"] = connection.execute("select count(*) from pg_trigger where not tgisinternal").fetchone()[0]
    assert found["agencies_agency"] == 2
    # What passes by itself while the timer runs: when each sweep last ran, sessions, rate limits.
    return {name: number for name, number in found.items() if name not in ("agencies_sweeprun", "django_session", "concordat_cache")}
