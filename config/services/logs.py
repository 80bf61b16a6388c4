"""The log file of a server that runs beside us."""

from pathlib import Path
from typing import BinaryIO

KEPT = 10_000_000  # bytes; a longer file is set aside at the next start


def open_log(path: Path) -> BinaryIO:
    """The file, ready to be written to by a server; only we may read it."""
    if path.exists() and path.stat().st_size > KEPT:
        path.replace(path.with_suffix(".log.1"))
    path.touch(mode=0o600)
    return path.open("ab")


def last_lines(path: Path, count: int = 12) -> str:
    """The end of a log, for a message about a server that did not start."""
    try:
        return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return "(it wrote no log)"
