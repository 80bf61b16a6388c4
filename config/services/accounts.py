"""Under which account of the machine the servers run: ourselves, or another one when we are root.

PostgreSQL refuses to run as root, and initdb wants the account to be known to the system.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.services.errors import ServiceError

MADE_HERE = "concordat"


@dataclass(frozen=True)
class Account:
    """An account of the machine that is not root."""

    uid: int
    gid: int
    name: str


def server_account(data: Path) -> Account | None:
    """The account to drop to; None when we are not root and the servers run as ourselves.

    An existing data directory keeps its owner, so that a `postgres` account installed later changes nothing.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid) != 0:
        try:
            return _account(pwd.getpwuid(owner))
        except KeyError:
            raise ServiceError(
                f"{data} belongs to an account that this machine no longer has (number {owner})."
            ) from None
    for name in ("postgres", MADE_HERE):
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    return _make()


def _make() -> Account:
    if shutil.which("useradd") is None:
        raise ServiceError(
            "PostgreSQL does not run as root. Start as another user, or make an account named postgres first."
        )
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    command += ["--shell", "/usr/sbin/nologin", MADE_HERE]
    made = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        return _account(pwd.getpwnam(MADE_HERE))
    except KeyError:
        raise ServiceError(f"An account for PostgreSQL could not be made: {made.stderr.strip()}") from None


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)
