"""Passwords and keys of one data directory: made once, kept in a file that only we read.

A server that is not ours is never asked here: its addresses and SECRET_KEY come from the environment.
"""

import json
import os
import secrets
import tempfile

from config.services.errors import ServiceError
from config.services.places import Place

NAMES = ("postgres", "owner", "app", "valkey", "secret_key")


def load(place: Place) -> dict[str, str]:
    """Every secret by name; what is missing is made. Two processes at once read the same."""
    with place.locked("secrets"):
        known = _read(place)
        missing = [name for name in NAMES if name not in known]
        if missing:
            known |= {name: secrets.token_urlsafe(50 if name == "secret_key" else 32) for name in missing}
            _write(place, known)
    return known


def _read(place: Place) -> dict[str, str]:
    try:
        with open(place.secrets, encoding="utf-8") as file:
            # The directory is the database server's when we are root: it must not be able to slip us a key.
            if os.fstat(file.fileno()).st_uid != os.geteuid():
                raise ServiceError(f"{place.secrets} belongs to another user.")
            return json.load(file)
    except FileNotFoundError:
        return {}
    except ValueError:
        raise ServiceError(f"{place.secrets} cannot be read as JSON. Restore it from a backup.") from None


def _write(place: Place, known: dict[str, str]) -> None:
    descriptor, name = tempfile.mkstemp(dir=place.data, prefix=".secrets-")  # made with mode 0600
    with open(descriptor, "w", encoding="utf-8") as file:
        json.dump(known, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, place.secrets)
