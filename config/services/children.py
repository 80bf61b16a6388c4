"""The processes that the supervisor keeps alive: started, listened to, started again when they fall, stopped."""

import os
import selectors
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from config.services.console import Console
from config.services.places import CHECKOUT
from config.services.processes import end_session, spawn

LONGEST_PAUSE = 30  # seconds between two attempts
STEADY_AFTER = 60  # seconds after which earlier falls are forgotten


@dataclass
class Child:
    """One process by name. `farewell` is what it hears if we are killed, `urgent` what it hears if it lingers."""

    name: str
    command: list[str]
    environment: dict[str, str]
    farewell: signal.Signals = signal.SIGTERM
    urgent: signal.Signals = signal.SIGTERM
    process: subprocess.Popen | None = None
    falls: int = 0
    started_at: float = 0.0
    again_at: float = 0.0
    rest: bytes = field(default=b"", repr=False)

    @property
    def running(self) -> subprocess.Popen:
        """The process, for whoever knows that it has been started and not forgotten."""
        assert self.process is not None
        return self.process

    @property
    def said(self) -> IO[bytes]:
        """Where it writes to."""
        assert self.running.stdout is not None
        return self.running.stdout


class Children:
    """Several processes and what they say. Everything happens in the calling thread, inside `listen`."""

    def __init__(self, console: Console):
        self.console = console
        self.all: list[Child] = []
        self._selector = selectors.DefaultSelector()

    def start(self, child: Child) -> None:
        """Start a process and listen to it."""
        child.process = spawn(
            child.command,
            farewell=child.farewell,
            env=child.environment,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        child.started_at = time.monotonic()
        os.set_blocking(child.said.fileno(), False)
        self._selector.register(child.said, selectors.EVENT_READ, child)
        if child not in self.all:
            self.all.append(child)

    def listen(self, seconds: float) -> None:
        """Pass on what the processes say for at most this long."""
        if not self._selector.get_map():
            time.sleep(seconds)
            return
        for key, _ in self._selector.select(seconds):
            self._hear(key.data)

    def mend(self) -> None:
        """Start again those that have ended, each time after a longer pause."""
        now = time.monotonic()
        for child in self.all:
            if child.process is None:
                if now >= child.again_at:
                    self.start(child)
            elif child.process.poll() is not None:
                code = child.process.returncode
                self._forget(child)
                child.falls = 1 if now - child.started_at > STEADY_AFTER else child.falls + 1
                pause = min(2 ** (child.falls - 1), LONGEST_PAUSE)
                child.again_at = now + pause
                self.console.say(child.name, f"ended ({reason(code)}); starting it again in {pause} s")

    def finish(self, child: Child) -> int | None:
        """The exit code of a process once it has ended, its last words passed on; None while it runs."""
        if child.running.poll() is None:
            return None
        code = child.running.returncode
        self._forget(child)
        self.all.remove(child)
        return code

    def stop(self, gently: float, urgently: float) -> None:
        """End them all: asked, then urged, each for at most these seconds, then killed with what they made."""
        for seconds, ask in ((gently, lambda child: signal.SIGTERM), (urgently, lambda child: child.urgent)):
            running = [child for child in self.all if child.process and child.process.poll() is None]
            for child in running:
                child.running.send_signal(ask(child))
            until = time.monotonic() + seconds
            while time.monotonic() < until and any(child.running.poll() is None for child in running):
                self.listen(0.05)
        for child in self.all:
            if child.process:
                self._forget(child)
        self.all.clear()

    def _forget(self, child: Child) -> None:
        self._hear(child)
        if child.rest:
            self.console.say(child.name, child.rest.decode(errors="replace"))
        self._unregister(child)
        end_session(child.running)  # and what it left behind
        child.said.close()
        child.process, child.rest = None, b""

    def _hear(self, child: Child) -> None:
        while True:
            try:
                said = os.read(child.said.fileno(), 65536)
            except BlockingIOError:
                return
            if not said:
                self._unregister(child)
                return
            *lines, child.rest = (child.rest + said).split(b"\n")
            for line in lines:
                self.console.say(child.name, line.decode(errors="replace"))

    def _unregister(self, child: Child) -> None:
        with suppress(KeyError):
            self._selector.unregister(child.said)


def reason(code: int) -> str:
    """How a process ended, in words."""
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
