"""A Valkey of our own: the doorbell of the workers. It keeps its messages on disk, and losing them loses no work."""

import signal
import socket
import subprocess
import time
from urllib.parse import quote

from config.services import binaries, secrets
from config.services.errors import ServiceError
from config.services.logs import last_lines, open_log
from config.services.places import Place, private
from config.services.processes import clean_environment, spawn, stop

READY_WITHIN = 10  # seconds


class Valkey:
    """The broker of one data directory, behind a Unix socket and a password."""

    def __init__(self, place: Place):
        self.place = place
        self.process: subprocess.Popen | None = None
        self.socket = place.sockets / "valkey.sock"
        self._password = secrets.load(place)["valkey"]

    @property
    def url(self) -> str:
        """The address as Celery writes it."""
        return f"redis+socket://:{quote(self._password, safe='')}@{quote(str(self.socket))}?virtual_host=0"

    def start(self) -> None:
        """Start the broker, or find the one that runs. Raises ServiceError."""
        with self.place.locked("valkey"):
            if self.answers():
                return
            private(self.place.valkey, self.place.account)
            if self._launch():
                return
            # A file torn by a full disk: the database holds the work, so an empty broker is as good.
            self.place.valkey.rename(self.place.data / f"valkey.broken-{int(time.time())}")
            private(self.place.valkey, self.place.account)
            if not self._launch():
                log = self.place.log("valkey")
                raise ServiceError(f"Valkey did not start. The end of {log}:\n{last_lines(log)}")

    def answers(self) -> bool:
        """Whether the broker of this directory answers to its password now."""
        try:
            with socket.socket(socket.AF_UNIX) as door:
                door.settimeout(2)
                door.connect(str(self.socket))
                door.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (part := door.recv(200)):
                    answer += part
        except OSError:
            return False
        return b"+PONG" in answer

    def stop(self, within: float = 5) -> None:
        """Stop the broker if this object started it; it writes what it holds first."""
        if self.process:
            stop(self.process, (signal.SIGTERM, within))
            self.process = None

    def _launch(self) -> bool:
        with open_log(self.place.log("valkey")) as output:
            process = spawn(
                [binaries.valkey(self.place), "-"], farewell=signal.SIGTERM, account=self.place.account,
                env=clean_environment(), stdin=subprocess.PIPE, stdout=output, stderr=output,
            )  # fmt: skip
        # Through standard input: a password among the arguments is there for every user of the machine to read.
        assert process.stdin is not None
        process.stdin.write(self._configuration().encode())
        process.stdin.close()
        deadline = time.monotonic() + READY_WITHIN
        while process.poll() is None and time.monotonic() < deadline:
            if self.answers():
                self.process = process
                return True
            time.sleep(0.02)
        stop(process)
        return False

    def _configuration(self) -> str:
        return "\n".join(
            (
                "port 0",
                f'unixsocket "{self.socket}"',
                "unixsocketperm 700",
                f'requirepass "{self._password}"',
                f'dir "{self.place.valkey}"',
                "appendonly yes",
                "appendfsync everysec",
                'save ""',
                "maxmemory-policy noeviction",
                "loglevel warning",
                "",
            )
        )
