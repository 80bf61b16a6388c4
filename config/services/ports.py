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

    def given(self) -> bool:
        """Whether an HTTP answer has come, of whatever status."""
        try:
            if self._door is None:
                self._door = socket.create_connection((HOST, self._port), timeout=1)
                self._door.sendall(b"GET /health/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                self._door.setblocking(False)
            answered = self._door.recv(5) == b"HTTP/"
        except BlockingIOError:
            return False
        except OSError:
            answered = False
        if self._door:
            self._door.close()
            self._door = None
        return answered
