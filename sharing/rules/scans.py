"""Is this file the scan or photograph of a signed sheet: a PDF, JPEG or PNG, whole, and not too large?"""

import re
import zlib
from collections.abc import Iterator

MOST_BYTES = 10_000_000
TOO_BIG = "The file is larger than 10 MB. Scan it in black and white, or at a lower resolution."
_ACTS = "This PDF does more than show pages. Scan the sheet itself, or print this and scan it."
_ENDS = 1024
# A name in a PDF goes on until white space or a delimiter.
_STOP = rb"(?=[\x00\s()<>\[\]{}/%]|\Z)"
# What a scan never holds, and a document that does something when it is opened may. No picture has such long words in its
# bytes by chance, so they are looked for in all of them.
_LONG = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition)" + _STOP)
# Short names every third large picture has by chance: these are looked for outside the streams, where names stand.
_SHORT = re.compile(rb"/(JS|XFA|AA(?=\s*(<<|\d+\s+\d+\s+R)))" + _STOP)
_ENCRYPTED = re.compile(rb"/Encrypt" + _STOP)
_HASHED = re.compile(rb"#([0-9A-Fa-f]{2})")
_BEGINS = re.compile(rb">>\s*stream\r?\n")
_DICTIONARY = 2_000
_MOST_UNPACKED = 20_000_000
# Of the markers of a JPEG: those that stand alone, and where the picture itself begins.
_ALONE, _PICTURE = (0x01, *range(0xD0, 0xDA)), 0xDA


class NotAScan(ValueError):
    """Its words say in plain sentences what is wrong with the file."""


def kind_of(data: bytes) -> str:
    """The kind of a scan by its bytes, whatever its name says. Raises NotAScan with the reason."""
    if not data:
        raise NotAScan("The file is empty.")
    if len(data) > MOST_BYTES:
        raise NotAScan(TOO_BIG)
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _whole("image/jpeg", _has_its_end(data))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole("image/png", data[12:16] == b"IHDR" and b"IEND" in data[-_ENDS:])
    raise NotAScan("This is not a PDF, a JPEG or a PNG. Scan or photograph the sheet and choose that file.")


def _pdf(data: bytes) -> str:
    between = _spelt_out(b"".join(_between_streams(data)))
    if _ENCRYPTED.search(between):
        raise NotAScan("This PDF is locked with a password. Scan the sheet without one.")
    if _LONG.search(_spelt_out(data)) or any(_acts(part) for part in (between, *_packed_objects(data))):
        raise NotAScan(_ACTS)
    return _whole("application/pdf", b"%%EOF" in data[-_ENDS:])


def _acts(part: bytes) -> bool:
    return bool(_LONG.search(part) or _SHORT.search(part))


def _spelt_out(data: bytes) -> bytes:
    """Any letter of a name may be written as "#" and its number."""
    return _HASHED.sub(lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data


def _between_streams(data: bytes) -> Iterator[bytes]:
    """What lies outside the streams: pictures and the like lie inside."""
    left = place = 0
    while (begins := _BEGINS.search(data, place)) and (place := data.find(b"endstream", begins.end())) > 0:
        yield data[left : begins.end()]
        left = place
    yield data[left:]


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """The objects that are packed together in a stream. What cannot be unpacked, or is too much, is no scan's."""
    left = _MOST_UNPACKED
    for begins in _BEGINS.finditer(data):
        about = data[max(0, begins.start() - _DICTIONARY) : begins.start()].rpartition(b"obj")[2]
        if b"/ObjStm" in _spelt_out(about):
            try:
                found = zlib.decompressobj().decompress(memoryview(data)[begins.end() :], left + 1)
            except zlib.error as error:
                raise NotAScan(_ACTS) from error
            left -= len(found)
            if left < 0:
                raise NotAScan(_ACTS)
            yield _spelt_out(found)


def _has_its_end(data: bytes) -> bool:
    """Does a JPEG have the end of its picture? A small one for previews lies before it, and phones write on after it."""
    place = 2
    while (marker := data[place : place + 2])[:1] == b"\xff" and len(marker) == 2:
        if marker[1] == _PICTURE:
            return b"\xff\xd9" in data[place:]
        if marker[1] == 0xFF:
            place += 1
        elif marker[1] in _ALONE:
            place += 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return False


def _whole(mime: str, ends: bool) -> str:
    if not ends:
        raise NotAScan("The file ends too early. It may not have been copied whole: choose it again.")
    return mime
