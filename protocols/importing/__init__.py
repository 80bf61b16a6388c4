"""Turns the file of an existing protocol into its parts: Word, plain text or Markdown in, data out. Nothing is stored."""

from protocols.importing.guard import Refused
from protocols.importing.plain import read_plain
from protocols.importing.recognise import recognise
from protocols.importing.shapes import Clause, Part, Recognised, Table
from protocols.importing.word import read_word

__all__ = ["Clause", "Part", "Recognised", "Refused", "Table", "read_protocol"]

_READERS = {
    ".docx": read_word,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
}


def read_protocol(data: bytes, filename: str) -> Recognised:
    """The protocol in this file, chosen by its ending (.docx, .txt, .md).

    Raises Refused, whose `reason` is a sentence for the person who uploaded it.
    """
    ending = "." + filename.rpartition(".")[2].lower() if "." in filename else ""
    if ending in (".docm", ".dotm"):
        raise Refused("This Word file can hold macros. Save it as a Word document (.docx) without macros.")
    if ending not in _READERS:
        raise Refused("Upload a Word document (.docx), a text file (.txt) or a Markdown file (.md).")
    blocks, notes = _READERS[ending](data)
    return recognise(blocks, notes)
