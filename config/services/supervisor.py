"""The one-command start: what is prepared, in which order, what is kept running, and how it all ends."""

import json
import os
import signal
import sys
import time
from pathlib import Path

from config.services import assets, environment, greeting, libraries, programs, shape
from config.services.children import Child, Children
from config.services.console import Console, Followed
from config.services.errors import ServiceError, Stopped
from config.services.places import Place
from config.services.ports import DEFAULT, FirstAnswer, free_port
from config.services.postgres import OWNER, PostgreSQL
from config.services.valkey import Valkey

TRIES = 3  # falls of the web process before its first answer; after that something is wrong that waiting cannot mend
ERRORS = 50  # answers of the web process that are errors, five a second; after that likewise
LOOK_AGAIN = 1.0  # seconds between two looks at the servers
# What can change tables or roles stays with the preparation; whoever serves pages never has it.
POWERFUL = ("DATABASE_ADMIN_URL", "DATABASE_OWNER_URL", "DATABASE_APP_URL")


class Supervisor:
    """Everything of one start. `run` returns when it has been asked to stop."""

    def __init__(self, place: Place, port: int | None):
        self.place = place
        self.console = Console()
        self.children = Children(self.console)
        self.servers: list[PostgreSQL | Valkey] = []
        self.logs: list[Followed] = []
        self.wanted, self.port, self.address = port, 0, ""
        self._asked_to_stop = 0

    def run(self) -> None:
        """Prepare, serve, and end in order. Raises ServiceError when something is in the way."""
        self._listen_for_signals()
        address = self.place.data / "address"
        try:
            with self.place.locked("start", wait=False):
                self._take_port()
                address.write_text(self.address)
                try:
                    self._prepare()
                    # It comes up while the demonstration is loaded, on another processor.
                    web = self._start_web()
                    self._demonstrate()
                    self._serve(web)
                except Stopped:
                    pass
                finally:
                    self._end()
        except BlockingIOError:
            running = address.read_text() if address.exists() else "another address"
            raise ServiceError(f"Concordat already runs from {self.place.data}, at {running}.") from None

    def _take_port(self) -> None:
        self.port = free_port(self.wanted)
        # By name and not by number: passkeys are bound to a name.
        self.address = f"http://localhost:{self.port}"
        if self.port != (self.wanted or DEFAULT):
            self.say(f"port {DEFAULT} is taken by another program; using {self.port}")

    def _prepare(self) -> None:
        if libraries.PANGO.missing():
            self.say("installing the libraries that PDF documents need")
            libraries.ensure(libraries.PANGO)
        if not assets.current():
            self.say("fetching the stylesheet and script of the GOV.UK Design System")
        assets.build()
        self._go_on()
        database = PostgreSQL(self.place)
        if os.environ["DATABASE_URL"] == database.url():
            self.say("starting PostgreSQL")
            self._start_server(database)
            environment.serve(database)
            # Messages from here on; the start itself is in the file.
            self.logs.append(Followed("postgresql", self.place.log("postgresql")))
        if not os.environ.get("BROKER_URL"):
            broker = Valkey(self.place)
            self.say("starting Valkey")
            self._start_server(broker)
            os.environ["BROKER_URL"] = broker.url
            self.logs.append(Followed("valkey", self.place.log("valkey")))
        os.environ.setdefault("SITE_URL", self.address)
        self._bring_up_to_date(database.url(OWNER) if database in self.servers else "")

    def _bring_up_to_date(self, owner_url: str) -> None:
        """Migrate, unless our own database says that it was last migrated from this very code."""
        if owner_url and shape.is_current(owner_url):
            return
        self.say("bringing the tables up to date")
        if self._command("migrate", "--no-input", "--verbosity", "0"):
            raise ServiceError("The tables could not be brought up to date; the lines above say why.")
        if owner_url:
            shape.note(owner_url)

    def _demonstrate(self) -> None:
        people = self.place.demonstration
        if os.environ.get("CONCORDAT_ENVIRONMENT") == "production":
            return
        if people.exists():
            self._note_address(people)
            return
        self.say("loading the demonstration partnership")
        if self._command("load_demonstration", "--write", str(people), "--url", self.address):
            self.say("The demonstration could not be loaded; the lines above say why. Concordat runs without it.")

    def _note_address(self, people: Path) -> None:
        known = json.loads(people.read_text(encoding="utf-8"))
        if known.get("url") != self.address:
            half = people.with_suffix(".new")
            half.touch(mode=0o600)
            half.write_text(json.dumps(known | {"url": self.address}, indent=2), encoding="utf-8")
            half.replace(people)

    def _start_web(self) -> Child:
        without_broker = {name: value for name, value in self._plain().items() if name != "BROKER_URL"}
        web = Child("web", programs.web(f"127.0.0.1:{self.port}"), without_broker)
        self.children.start(web)
        return web

    def _plain(self) -> dict[str, str]:
        """What a process that serves may know."""
        return {name: value for name, value in os.environ.items() if name not in POWERFUL} | {"PYTHONUNBUFFERED": "1"}

    def _serve(self, web: Child) -> None:
        plain = self._plain()
        # Killed without warning, a worker drops what it does: another takes it up when its lease has run out.
        worker = Child("worker", programs.worker(), plain, farewell=signal.SIGKILL, urgent=signal.SIGQUIT)
        beat = Child("beat", programs.beat(str(self.place.data / "beat-schedule")), plain)
        ready, errors, answer, looked = False, 0, FirstAnswer(self.port), time.monotonic()
        while True:
            self._go_on()
            self.children.listen(0.2)
            self.children.mend()
            self._pass_on_logs()
            status = None if ready else answer.given()
            if status == 200:
                ready = True
                self._welcome()
                for child in (worker, beat):  # after the first page: they would take its processors
                    self.children.start(child)
            elif status and (errors := errors + 1) > ERRORS:
                raise ServiceError(f"The web process answers with an error ({status}); the lines above say why.")
            if not ready and web.falls >= TRIES:
                raise ServiceError("The web process does not start; the lines above say why.")
            if time.monotonic() - looked > LOOK_AGAIN:
                self._mend_servers()
                looked = time.monotonic()

    def _command(self, *words: str) -> int:
        """Run one management command to its end, its words in our log; its exit code."""
        child = Child("concordat", [sys.executable, "manage.py", *words], dict(os.environ), signal.SIGTERM)
        self.children.start(child)
        while (code := self.children.finish(child)) is None:
            self._go_on()
            self.children.listen(0.05)
        return code

    def _start_server(self, server: PostgreSQL | Valkey) -> None:
        self.servers.append(server)
        server.start()
        if server.process is None:
            self.say(f"using the {type(server).__name__} that runs already")
        self._go_on()

    def _mend_servers(self) -> None:
        for server in self.servers:
            if server.process is None and server.answers():
                continue
            if server.process is not None and server.process.poll() is None:
                continue
            self.say(f"{type(server).__name__} has ended; starting it again")
            server.process = None
            server.start()

    def _pass_on_logs(self) -> None:
        for log in self.logs:
            for line in log.new_lines():
                self.console.say(log.name, line)

    def _welcome(self) -> None:
        self.say(f"Concordat is ready at {self.address}")
        for line in greeting.lines(self.place.demonstration):
            self.say(line)
        self.say("Press Ctrl-C to stop.")

    def _end(self) -> None:
        self.say("stopping")
        # Together less than the five seconds after which people reach for kill -9.
        self.children.stop(gently=1.5, urgently=0.5)
        for server in reversed(self.servers):
            server.stop(within=1)
        self.say("stopped")

    def _listen_for_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup means it
                signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, *_) -> None:
        self._asked_to_stop += 1

    def _go_on(self) -> None:
        if self._asked_to_stop:
            raise Stopped

    def say(self, text: str) -> None:
        self.console.say("concordat", text)
