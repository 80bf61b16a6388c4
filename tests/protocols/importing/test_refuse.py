"""Hostile and broken files are refused with a plain sentence, quickly; nothing else ever comes out of the reader."""

import io
import time
import warnings
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protocols.importing import Recognised, Refused, read_protocol
from tests.protocols.importing import hostile
from tests.samples import protocol_docx, protocol_text
from tests.tries import tries

SOON = 2.0
DOCX, TEXT = protocol_docx(), protocol_text()
WITH_MANY_TRIES = settings(max_examples=tries(150), deadline=None, suppress_health_check=list(HealthCheck))


def refusal(data: bytes, filename: str) -> str:
    began = time.process_time()
    with pytest.raises(Refused) as refused:
        read_protocol(data, filename)
    assert time.process_time() - began < SOON
    return refused.value.reason


@pytest.mark.parametrize("kind", hostile.WORD)
def test_a_hostile_word_file_is_refused_with_a_plain_sentence(kind):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns while the doubled name is made
        data = hostile.WORD[kind]()

    reason = refusal(data, "protocol.docx")

    assert reason.endswith(".")
    assert "Error" not in reason
    assert "Traceback" not in reason


def test_a_word_file_with_two_parts_of_one_name_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = hostile.repacked(extra=[("word/document.xml", b"<x/>")])

    assert "one name" in refusal(data, "protocol.docx")


@pytest.mark.parametrize("kind", hostile.TEXT)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_broken_text_file_is_refused_with_a_plain_sentence(kind, ending):
    assert refusal(hostile.TEXT[kind](), f"protocol.{ending}").endswith(".")


@pytest.mark.parametrize(
    "filename", ["protocol.docm", "protocol.pdf", "protocol.exe", "protocol", "", ".", "protocol.docx.html"]
)
def test_other_endings_are_refused(filename):
    assert refusal(DOCX, filename)


def test_the_reason_says_what_to_do():
    assert "PDF" in refusal(hostile.WORD["PDF"](), "a.docx")
    assert "password" in refusal(hostile.WORD["locked"](), "a.docx")
    assert "template" in refusal(hostile.WORD["template elsewhere"](), "a.docx")
    assert "20 MB" in refusal(hostile.WORD["too large"](), "a.docx")
    assert "UTF-8" in refusal(hostile.TEXT["another encoding"](), "a.txt")
    assert "unpacks" in refusal(hostile.WORD["bomb"](), "a.docx")
    assert "longer" in refusal(hostile.TEXT["endless lines"](), "a.txt")


def read_or_refused(data: bytes, filename: str) -> None:
    try:
        assert isinstance(read_protocol(data, filename), Recognised)
    except Refused:
        return


@pytest.mark.slow
@WITH_MANY_TRIES
@given(st.integers(0, len(DOCX)))
def test_a_word_file_cut_anywhere_is_read_or_refused(length):
    read_or_refused(DOCX[:length], "protocol.docx")


@pytest.mark.slow
@WITH_MANY_TRIES
@given(st.lists(st.tuples(st.integers(0, len(DOCX) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_word_file_with_flipped_bytes_is_read_or_refused(flips):
    data = bytearray(DOCX)
    for place, byte in flips:
        data[place] = byte
    read_or_refused(bytes(data), "protocol.docx")


PARTS = {name: hostile.member(name) for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml")}


@pytest.mark.slow
@WITH_MANY_TRIES
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_a_word_file_with_torn_xml_is_read_or_refused(name, data):
    """Flips inside the packed XML hardly ever pass the checksum; these do, and reach the parsers."""
    part = PARTS[name]
    start = data.draw(st.integers(0, len(part) - 1))
    length = data.draw(st.integers(0, 60))
    patch = data.draw(
        st.sampled_from([b"", b"1", b"-1", b"99999999999", b"<w:p>", b"</w:p>", b"w:tbl", b"\xff", b"&#1;", b"9"])
    )
    torn = part[:start] + patch + part[start + length :]
    read_or_refused(hostile.repacked({name: torn}, method=zipfile.ZIP_STORED), "protocol.docx")


VALUES = (
    b"",
    b"-1",
    b"0",
    b"8",
    b"9",
    b"99",
    b"99999999999999999999",
    "٣".encode(),
    b"%1.%9.%2",
    b"concordat-title",
    b"bullet",
)


@pytest.mark.slow
@WITH_MANY_TRIES
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 4_000), st.sampled_from(VALUES))
def test_a_word_file_with_strange_settings_is_read_or_refused(name, place, value):
    pieces = PARTS[name].split(b'w:val="')
    place = place % len(pieces) or 1
    pieces[place] = value + b'"' + pieces[place].partition(b'"')[2]
    read_or_refused(hostile.repacked({name: b'w:val="'.join(pieces)}, method=zipfile.ZIP_STORED), "protocol.docx")


@pytest.mark.slow
@WITH_MANY_TRIES
@given(st.binary(max_size=600), st.integers(0, len(TEXT)))
def test_a_text_file_with_anything_in_it_is_read_or_refused(noise, place):
    read_or_refused(TEXT[:place] + noise + TEXT[place:], "protocol.md")


@pytest.mark.slow
@WITH_MANY_TRIES
@given(st.text(st.sampled_from("1.2()-–*#|\t\n aAi_<>[]`~=+\\:é"), max_size=400))
def test_a_text_file_of_signs_is_read_or_refused(text):
    read_or_refused(text.encode(), "protocol.md")


@pytest.mark.parametrize(
    "text",
    [
        " " * 2_000_000 + "x", "# a" + " " * 2_000_000 + "b", "|" + " " * 1_000_000 + "\n|-" + " -" * 500_000, "*" * 2_000_000,
        "1. " * 600_000, "a\tb\n" * 90_000, "- x\n" * 19_000, "<br " * 500_000, "commissioned by x" * 100_000, "(see 1.1 " * 200_000,
    ],
)  # fmt: skip
def test_awkward_text_is_read_or_refused_soon(text):
    began = time.process_time()

    read_or_refused(text.encode(), "protocol.md")

    assert time.process_time() - began < 2 * SOON


def test_the_reader_opens_no_network_and_no_other_file(monkeypatch):
    opened = []
    monkeypatch.setattr("builtins.open", lambda path, *args, **kwargs: opened.append(path) or io.BytesIO())
    monkeypatch.setattr("socket.socket.connect", lambda *args: opened.append(args))

    read_protocol(DOCX, "protocol.docx")

    assert opened == []
