"""Libraries of the operating system that no Python package brings: Pango for PDF documents, Chromium for journeys.

Taken if they are there. As root on Debian or Ubuntu they are installed; elsewhere one sentence says what to install.
"""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from dataclasses import dataclass

from config.services.errors import SystemLibraryMissing


@dataclass(frozen=True)
class Need:
    """Something of the operating system: what is looked for, and the packages that bring it.

    `packages` holds alternatives: the first that the distribution knows is taken.
    """

    purpose: str
    libraries: tuple[str, ...]
    programs: tuple[str, ...]
    packages: tuple[tuple[str, ...], ...]

    def missing(self) -> bool:
        if self.programs and not any(shutil.which(program) for program in self.programs):
            return True
        return not all(_loads(library) for library in self.libraries)


PANGO = Need(
    purpose="PDF documents",
    libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    programs=(),
    packages=(
        ("libpango-1.0-0",),
        ("libpangoft2-1.0-0",),
        ("libharfbuzz-subset0",),
        ("fonts-liberation2", "fonts-liberation"),
    ),
)
CHROMIUM = Need(
    purpose="tests in a real browser",
    # The driver's own Node needs libatomic; without it every test dies with "Connection closed".
    libraries=("libatomic.so.1",),
    programs=(os.environ.get("CHROMIUM_BIN", ""), "chromium-headless-shell", "chromium", "google-chrome"),
    packages=(
        ("chromium-headless-shell", "chromium"),
        ("libatomic1",),
        ("fonts-liberation2", "fonts-liberation"),
    ),
)


def ensure(need: Need) -> bool:
    """Have it there, installed if it may be. Says whether something was installed; raises SystemLibraryMissing."""
    if not need.missing():
        return False
    names = [alternatives[0] for alternatives in need.packages]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemLibraryMissing(
            f"For {need.purpose} the system lacks libraries. On Debian or Ubuntu: "
            f"sudo apt-get install --no-install-recommends {' '.join(names)}"
        )
    _apt_get("update")
    chosen = [next(filter(_offered, alternatives), alternatives[0]) for alternatives in need.packages]
    _apt_get("install", "--yes", "--no-install-recommends", *chosen)
    if need.missing():
        raise SystemLibraryMissing(
            f"For {need.purpose} the system still lacks libraries after installing {' '.join(chosen)}."
        )
    return True


def _loads(library: str) -> bool:
    # By its Linux name first; find_library knows the other systems' names.
    for name in (library, ctypes.util.find_library(library.removeprefix("lib").split(".so")[0])):
        try:
            if name and ctypes.CDLL(name):
                return True
        except OSError:
            continue
    return False


def _apt_get(*words: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-q", *words],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise SystemLibraryMissing(f"apt-get {' '.join(words)} failed:\n{done.stderr.strip()}")


def _offered(package: str) -> bool:
    shown = subprocess.run(["apt-cache", "show", package], check=False, capture_output=True, stdin=subprocess.DEVNULL)
    return shown.returncode == 0 and bool(shown.stdout)
