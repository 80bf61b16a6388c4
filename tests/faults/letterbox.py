"""A mail server that takes its time over each letter and remembers its Message-ID."""

import re
import smtplib
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

ABOUT = re.compile(r"(?im)^Message-ID:\s*<(?:notice|digest|invitation|guest-pass)-([0-9a-f-]{36})")


class Letterbox(socketserver.ThreadingTCPServer):
    """What came is in `letters`: of each letter the key of the row that it is about."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Postman)
        self.letters: list[str] = []


class _Postman(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 letterbox")
        for line in self.rfile:
            word = line[:4].strip().upper()
            if word == b"DATA":
                self.say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                time.sleep(0.03)
                self.server.letters += ABOUT.findall(letter)
            self.say("221 bye" if word == b"QUIT" else "250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def standing() -> Iterator[Letterbox]:
    """A letterbox that takes letters until it is taken away."""
    with Letterbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with smtplib.SMTP(*server.server_address) as known:
            known.noop()
        yield server
        server.shutdown()
