"""The pins of everything installed: written together, with digests, and without any registry's address.

- `constraint-dependencies` in pyproject.toml hold `uv run` to exact versions;
- requirements.lock adds the digests of what serves, for `uv pip sync --require-hashes`;
- package-lock.json does both for the front end.

uv.lock itself names the registry that one machine uses, so it stays out of the repository.
"""

import re
import shutil
import subprocess
from pathlib import Path

from config.services import assets
from config.services.errors import ServiceError
from config.services.places import CHECKOUT

EXPORT = (
    "export",
    "--frozen",
    "--no-emit-project",
    "--no-header",
    "--no-annotate",
    "--format",
    "requirements-txt",
)
REQUIREMENTS = "requirements.lock"
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)((?: ; [^\\]+?)?) ?\\?$", re.MULTILINE)
CONSTRAINTS = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
SECTION = "[tool.uv]\n"


def write(*, upgrade: bool = False, root: Path = CHECKOUT) -> list[str]:
    """Resolve anew and write every lock file; with `upgrade`, to the newest versions allowed. Names what changed."""
    project = root / "pyproject.toml"
    before = {path: path.read_bytes() for path in _written(root) if path.exists()}
    if upgrade:  # the old pins would hold the new versions back
        project.write_text(CONSTRAINTS.sub("", project.read_text(encoding="utf-8")), encoding="utf-8")
    _run(_uv(), "lock", *(("--upgrade",) if upgrade else ()), cwd=root)
    _run(_uv(), *EXPORT, "--no-default-groups", "--output-file", REQUIREMENTS, cwd=root)
    everything = _run(_uv(), *EXPORT, "--all-groups", cwd=root)
    project.write_text(constrained(project.read_text(encoding="utf-8"), pins(everything)), encoding="utf-8")
    _run(*assets.npm(), "install", "--package-lock-only", "--no-audit", "--no-fund", cwd=root)
    for path in _written(root):
        if path != project and re.search(r"https?://", path.read_text(encoding="utf-8")):
            raise ServiceError(f"{path.name} names an address; a lock file may not depend on one machine's registry.")
    return [path.name for path in _written(root) if before.get(path) != path.read_bytes()]


def pins(requirements: str) -> list[str]:
    """Exact versions out of an exported file, with the conditions under which each holds, digests left out."""
    return sorted(f"{name}=={version}{condition}" for name, version, condition in PIN.findall(requirements))


def constrained(project: str, exact: list[str]) -> str:
    """The text of pyproject.toml with these constraints in place of the old ones."""
    lines = "".join(f'    "{pin}",\n' for pin in (pin.replace('"', "'") for pin in exact))
    array = f"constraint-dependencies = [\n{lines}]\n"
    if CONSTRAINTS.search(project):
        return CONSTRAINTS.sub(lambda _: array, project)
    if SECTION not in project:
        raise ServiceError("pyproject.toml has no [tool.uv] section to hold the constraints.")
    return project.replace(SECTION, SECTION + array)


def _written(root: Path) -> list[Path]:
    return [root / name for name in ("pyproject.toml", REQUIREMENTS, "package-lock.json")]


def _uv() -> str:
    if found := shutil.which("uv"):
        return found
    raise ServiceError("The pins are made by uv, which is not on the PATH.")


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, check=False, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise ServiceError(f"{Path(command[0]).name} {command[1]} failed:\n{(done.stderr or done.stdout).strip()}")
    return done.stdout
