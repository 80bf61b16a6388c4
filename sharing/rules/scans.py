"""Is this file the scan or photograph of a signed sheet: a PDF, JPEG or PNG, whole, and not too large?"""

MOST_BYTES = 10_000_000
TOO_BIG = "The file is larger than 10 MB. Scan it in black and white, or at a lower resolution."
_ENDS = 1024
# What a scan never holds, and a document that does something when it is opened may.
_ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


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
        return _whole("image/jpeg", data.rstrip(b"\x00\r\n").endswith(b"\xff\xd9"))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole("image/png", data[12:16] == b"IHDR" and b"IEND" in data[-_ENDS:])
    raise NotAScan("This is not a PDF, a JPEG or a PNG. Scan or photograph the sheet and choose that file.")


def _pdf(data: bytes) -> str:
    if any(word in data for word in _ACTIVE):
        raise NotAScan("This PDF does more than show pages. Scan the sheet itself, or print this and scan it.")
    if b"/Encrypt" in data:
        raise NotAScan("This PDF is locked with a password. Scan the sheet without one.")
    return _whole("application/pdf", b"%%EOF" in data[-_ENDS:])


def _whole(mime: str, ends: bool) -> str:
    if not ends:
        raise NotAScan("The file ends too early. It may not have been copied whole: choose it again.")
    return mime
