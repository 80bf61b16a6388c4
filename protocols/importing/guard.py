"""Is this file safe to open at all? Asked before any reader sees a byte of it."""

import io
import re
import stat
import zipfile
import zlib

from lxml import etree

MOST_BYTES = 20_000_000  # of the upload, and of any one member once unpacked
MOST_UNPACKED = 30_000_000
MOST_MEMBERS = 500
MOST_RATIO = 100  # unpacked to packed; only asked of members large enough to hurt
RATIO_FROM = 500_000
_CHUNK = 65_536
_NEEDED = ("[Content_Types].xml", "word/document.xml")

_KNOWN_STARTS = (
    (b"%PDF", "This is a PDF. Upload the Word file it was made from, or save its text as a text file."),
    (b"{\\rtf", "This is a Rich Text file. Open it in Word and save it as a Word document (.docx)."),
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old Word file (.doc), or a Word file locked with a password. "
        "Open it in Word and save it as a Word document (.docx) without a password.",
    ),
)
_ARCHIVE_STARTS = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
_ARCHIVES = re.compile(
    r"\.(zip|7z|rar|t?gz|tar|bz2|xz|jar|doc[xm]?|dot[xm]?|xls[xmb]?|ppt[xm]?|od[tsp]|msg|eml)$", re.I
)
_PROGRAMS = re.compile(
    r"(vbaproject|vbadata|activex)|\.(bin|js|jse|vbs|vbe|wsf|exe|dll|com|scr|ps1|bat|cmd|hta|lnk|swf)$", re.I
)
_ENCODING = re.compile(r"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']+)", re.I)
_OUTSIDE_ALLOWED = ("/hyperlink", "/image")  # links are kept as words; pictures are left out anyway


class Refused(Exception):
    """The file cannot be taken. `reason` is a sentence for the person who uploaded it."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def parse_xml(data: bytes) -> etree._Element:
    """The XML as a tree, with no entity resolved and nothing fetched. Raises Refused when it is not well formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise Refused(
            "The Word file is damaged: part of it cannot be read. Open it in Word and save it again."
        ) from trouble


def check_size(data: bytes) -> None:
    """Refuse an upload that is empty or over 20 MB."""
    if not data.strip():
        raise Refused("The file is empty.")
    if len(data) > MOST_BYTES:
        raise Refused("The file is larger than 20 MB. Take the pictures out of it and save it again.")


def safe_text(data: bytes) -> str:
    """The text of a text or Markdown file. Raises Refused unless it is UTF-8 text."""
    check_size(data)
    for start, reason in _KNOWN_STARTS:
        if data.startswith(start):
            raise Refused(reason)
    if data.startswith(b"PK\x03\x04"):
        raise Refused("This is a Word file or an archive with the wrong ending. Give it its own ending (.docx) again.")
    if b"\0" in data:
        raise Refused("This is not a text file. Save it as plain text with the encoding UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Refused("The text is not in UTF-8. Save it as plain text with the encoding UTF-8.") from trouble


def safe_docx(data: bytes) -> dict[str, bytes]:
    """The members of a Word file by name, each counted while it was unpacked. Raises Refused for anything unsafe.

    Declared sizes are not believed; macros, nested files, document types, templates elsewhere, links out of the
    archive, doubled or wandering names and passwords are refused.
    """
    check_size(data)
    for start, reason in _KNOWN_STARTS:
        if data.startswith(start):
            raise Refused(reason)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("This is not a Word document (.docx).")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _unpack(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as trouble:
        raise Refused("The Word file is damaged or cut short. Open it in Word and save it again.") from trouble
    if not all(name in members for name in _NEEDED):
        raise Refused("This is an archive, but not a Word document (.docx).")
    for name, content in members.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(content)
        if name.endswith(".rels"):
            _check_links(content)
    if b"macroenabled" in members["[Content_Types].xml"].lower():
        raise Refused("The Word file can hold macros. Save it as a Word document (.docx) without macros.")
    return members


def _unpack(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise Refused("The Word file has more parts than any document needs.")
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, seen)
    members, total = {}, 0
    for entry in entries:
        if entry.is_dir():
            continue
        content = _counted(archive, entry, MOST_UNPACKED - total)
        total += len(content)
        if content.startswith(_ARCHIVE_STARTS):
            raise Refused("The Word file has another file inside it. Remove embedded files and save it again.")
        members[entry.filename] = content
    return members


def _check_entry(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    # zipfile cuts a name at a NUL and turns backslashes round; the original says what was really written.
    name = entry.orig_filename
    parts = name.split("/")
    if "\\" in name or "\0" in name or ":" in name or name.startswith("/") or ".." in parts or "." in parts:
        raise Refused("The Word file has a part whose name points outside it.")
    if name.lower() in seen:
        raise Refused("The Word file has two parts with one name.")
    seen.add(name.lower())
    if entry.flag_bits & 0x1:
        raise Refused("The Word file is locked with a password. Save it without one.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("The Word file has a part that only points to another file.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("The Word file is packed in a way that Word does not use.")
    if _PROGRAMS.search(name):
        raise Refused("The Word file holds macros or a program. Save it as a Word document (.docx) without them.")
    if _ARCHIVES.search(name):
        raise Refused("The Word file has another file inside it. Remove embedded files and save it again.")


def _counted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The member's bytes, given up as soon as they pass a limit."""
    most = min(MOST_BYTES, left)
    whole = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            whole += chunk
            too_dense = len(whole) > RATIO_FROM and len(whole) > MOST_RATIO * max(entry.compress_size, 1)
            if len(whole) > most or too_dense:
                raise Refused("The Word file unpacks to far more than a document needs.")
    return bytes(whole)


def _check_xml(content: bytes) -> None:
    """No document type in any encoding, and no encoding but the two that Word writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        wide = (
            "utf-16"
            if content[:2] in (b"\xff\xfe", b"\xfe\xff")
            else "utf-16-le"
            if content[1:2] == b"\0"
            else "utf-16-be"
        )
        text = content.decode(wide, "replace")
    else:
        text = content.decode("utf-8", "replace")
    declared = _ENCODING.search(text[:400])
    if declared and declared.group(1).lower() not in ("utf-8", "utf8", "utf-16", "us-ascii", "ascii"):
        raise Refused("The Word file is written in an encoding that Word does not use.")
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.I):
        raise Refused("The Word file defines a document type, which Word never does.")


def _check_links(content: bytes) -> None:
    for link in parse_xml(content).iter("{*}Relationship"):
        kind = link.get("Type", "")
        if link.get("TargetMode", "").lower() != "external" or kind.endswith(_OUTSIDE_ALLOWED):
            continue
        if kind.endswith("/attachedTemplate"):
            raise Refused("The Word file is attached to a template elsewhere. Detach the template and save it again.")
        raise Refused("The Word file takes part of its content from elsewhere. Break its links and save it again.")
