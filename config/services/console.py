"""One readable log of several processes: each line begins with the name of the one that wrote it."""

import os
import sys
from pathlib import Path
from typing import TextIO

WIDTH = 10
COLOURS = {"concordat": 1, "web": 36, "worker": 35, "beat": 33, "postgresql": 34, "valkey": 31}


class Console:
    """Writes lines to the terminal, coloured when a person is looking."""

    def __init__(self, stream: TextIO | None = None):
        self._stream: TextIO | None = stream or sys.stdout
        self._coloured = self._stream.isatty() and not os.environ.get("NO_COLOR")

    def say(self, name: str, text: str) -> None:
        """Every line of the text under the name."""
        if self._stream is None:
            return
        label = f"{name:<{WIDTH}} |"
        if self._coloured:
            label = f"\033[{COLOURS.get(name, 32)}m{label}\033[0m"
        try:
            for line in text.splitlines() or [""]:
                self._stream.write(f"{label} {line}\n")
            self._stream.flush()
        except BrokenPipeError:  # whoever read our log has gone; serving goes on
            self._stream = None


class Followed:
    """The log file of a server, read on from where it ends now."""

    def __init__(self, name: str, path: Path):
        self.name, self._path = name, path
        self._position = path.stat().st_size if path.exists() else 0
        self._rest = b""

    def new_lines(self) -> list[str]:
        """The whole lines written since the last call."""
        try:
            with open(self._path, "rb") as file:
                if self._position > os.fstat(file.fileno()).st_size:  # begun anew
                    self._position = 0
                file.seek(self._position)
                written = file.read(100_000)
        except FileNotFoundError:
            return []
        self._position += len(written)
        *whole, self._rest = (self._rest + written).split(b"\n")
        return [line.decode(errors="replace") for line in whole]
