"""Which port of this machine the web process takes, and when it begins to answer there."""

import socket

from config.services.errors import ServiceError

HOST = "127.0.0.1"
DEFAULT = 8000
TRIED = 100


def free_port(wanted: int | None) -> int:
    """The port asked for, or the first free one from 8000 on. Raises ServiceError."""
    if wanted is not None and not 1 <= wanted <= 65535:
        raise ServiceError("A port is a number from 1 to 65535.")
    first = wanted or DEFAULT
    for port in range(first, first + (1 if wanted else TRIED)):
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((HOST, port))
            except OSError:
                continue
        return port
    raise ServiceError(f"Port {first} is taken by another program. Choose another with --port.")


class FirstAnswer:
    """One question to the web process, asked as soon as it listens; nobody is kept waiting for the answer."""

    def __init__(self, port: int):
        self._port = port
        self._door: socket.socket | None = None

    def given(self) -> int | None:
        """The HTTP status that `/health/` answered with, once it has."""
        try:
            if self._door is None:
                self._door = socket.create_connection((HOST, self._port), timeout=1)
                self._door.sendall(b"GET /health/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                self._door.setblocking(False)
            line = self._door.recv(len(b"HTTP/1.1 200")).decode("ascii", "replace")
        except BlockingIOError:
            return None
        except OSError:
            line = ""
        if self._door:
            self._door.close()
            self._door = None
        return int(line[-3:]) if line.startswith("HTTP/") and line[-3:].isdecimal() else None
