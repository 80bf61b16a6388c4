"""What may a program send? One JSON object, small, shallow, and without anything that two readers read differently."""

import json
import math

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser

DEEPEST = 32
LARGEST = 256 * 1024  # bytes
LONGEST_NUMBER = 100  # digits, of which nothing here needs more than seven


class StrictJSONParser(BaseParser):
    """JSON in UTF-8, whatever character set a header names: no codec of the sender's choice ever runs."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None) -> dict:
        if _charset(media_type) not in ("", "utf-8", "utf8"):
            raise UnsupportedMediaType(media_type, "Send JSON in UTF-8.")
        return read(stream.read())


def read(body: bytes) -> dict:
    """The object in a body. Raises ParseError, saying what is wrong with it."""
    try:
        found = json.loads(
            body.decode("utf-8"), object_pairs_hook=_no_name_twice, parse_constant=_no_constant, parse_float=_finite,
            parse_int=_whole,
        )  # fmt: skip
    except UnicodeDecodeError:
        raise ParseError("This is not UTF-8.") from None
    except RecursionError:
        raise ParseError(f"This is nested more than {DEEPEST} deep.") from None
    except ValueError as wrong:
        raise ParseError(f"This cannot be read as JSON: {wrong}.") from None
    if not isinstance(found, dict):
        raise ParseError("Send one JSON object.")
    _refuse_what_cannot_be_kept(found)
    return found


def _charset(media_type) -> str:
    for part in (media_type or "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""


def _no_name_twice(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_constant(name):
    raise ValueError(f"{name} is no JSON")


def _whole(text):
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number is too large")
    return int(text)


def _finite(text):
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("a number is too large")
    return value


def _refuse_what_cannot_be_kept(found) -> None:
    """Too deep, or text that no database takes: a NUL, or half of a pair that makes one character."""
    waiting = [(found, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise ParseError(f"This is nested more than {DEEPEST} deep.")
        if isinstance(value, dict):
            waiting += [(key, depth) for key in value] + [(one, depth + 1) for one in value.values()]
        elif isinstance(value, list):
            waiting += [(one, depth + 1) for one in value]
        elif isinstance(value, str) and ("\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value)):
            raise ParseError("This holds a character that cannot be kept.")
