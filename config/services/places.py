"""Where a checkout keeps its data, its sockets and its locks.

Sockets lie apart from the data: the path of a Unix socket may not be longer than 107 bytes.
"""

import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.services.accounts import Account, server_account
from config.services.errors import ServiceError

CHECKOUT = Path(__file__).resolve().parents[2]
SYSTEM_DATA = Path("/var/lib/concordat")
SOCKETS = Path("/tmp")  # short on every system, and not the temporary directory, which may be anywhere


@dataclass(frozen=True)
class Place:
    """One data directory with what belongs to it. `account` is who owns it when we are root."""

    data: Path
    sockets: Path
    account: Account | None

    @property
    def postgresql(self) -> Path:
        return self.data / "postgresql"

    @property
    def valkey(self) -> Path:
        return self.data / "valkey"

    @property
    def secrets(self) -> Path:
        return self.data / "secrets.json"

    @property
    def demonstration(self) -> Path:
        """Who can sign in to the demonstration, with passwords: the file the start command reads aloud."""
        return self.data / "demo.json"

    def log(self, name: str) -> Path:
        return self.data / f"{name}.log"

    def locked(self, name: str, *, wait: bool = True) -> AbstractContextManager[None]:
        """Alone in this directory with this name."""
        return locked(self.data / f".{name}.lock", wait=wait)


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Alone on this machine with this file. Without waiting, raises BlockingIOError when another is inside."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def find(data: str | Path | None = None) -> Place:
    """The place of this checkout, its directories made: the one given, CONCORDAT_DATA, or the usual one."""
    chosen = data or os.environ.get("CONCORDAT_DATA")
    path = Path(os.path.abspath(Path(chosen).expanduser())) if chosen else _usual()
    account = server_account(path)
    owner = account.uid if account else os.geteuid()
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
    place = Place(path, SOCKETS / f"concordat-{owner}-{digest}", account)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent == SYSTEM_DATA:
            SYSTEM_DATA.chmod(0o755)  # whatever root's umask says
        if account and (closed := _closed_parent(path)):
            raise ServiceError(
                f"PostgreSQL runs as {account.name}, who may not pass {closed}. Choose another directory with --data."
            )
        private(path, account)
        private(place.sockets, account)
    except PermissionError as error:
        raise ServiceError(f"{error.filename} belongs to another user. Choose another directory with --data.") from None
    except OSError as error:
        raise ServiceError(f"{path} cannot be made: {error.strerror}. Choose another directory with --data.") from None
    return place


def private(path: Path, account: Account | None) -> Path:
    """The directory, made if absent, mode 0700, the server account's own; anybody else's is refused."""
    owner = (account.uid, account.gid) if account else (os.geteuid(), os.getegid())
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner[0], os.geteuid()):
            raise ServiceError(f"{path} is in the way: it is not a directory of ours.") from None
    if account:
        os.chown(path, *owner)
    path.chmod(0o700)
    return path


def _usual() -> Path:
    inside = CHECKOUT / ".data"
    if os.geteuid() != 0 or _closed_parent(inside) is None:
        return inside
    return SYSTEM_DATA / hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:8]


def _closed_parent(path: Path) -> Path | None:
    """The first directory above that other accounts may not pass through."""
    for parent in reversed(path.parents):
        if parent.exists() and not parent.stat().st_mode & stat.S_IXOTH:
            return parent
    return None
