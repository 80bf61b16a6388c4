"""Is the scan of a signed sheet kept as it is with its hash, and is what is no scan refused with a plain reason?"""

import random
import zlib
from hashlib import sha256

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from agencies.models import Reading
from agencies.moves import MoveRefused
from agencies.tenancy import acting_as
from protocols.models import Document
from sharing import actions
from sharing.models import Meeting
from sharing.rules.scans import MOST_BYTES, NotAScan, kind_of
from tests.sharing import meetings
from tests.sharing.meetings import THE_DAY, do
from tests.sharing.visiting import at, opened, text, visitor

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\n%%EOF\n"
# With a small one for previews before it, which has an end of its own.
JPEG = b"\xff\xd8\xff\xe1\x00\x0aExif\xff\xd8\xff\xd9\xff\xda picture \xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR picture \x00\x00\x00\x00IEND\xaeB`\x82"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(THE_DAY, tick=False):
        yield


@pytest.fixture
def made():
    made = meetings.table()
    do(actions.open_meeting, made.meeting, by=made.chair)
    return made


def keep(made, data=PDF, by=None):
    return do(actions.keep_scan, made.meeting, by=by or made.chair, data=data)


@pytest.mark.parametrize(("data", "mime"), [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")])
def test_it_is_kept_byte_by_byte_with_its_hash(made, data, mime):
    kept = keep(made, data)

    digest = sha256(data).hexdigest()
    assert (kept.mime, kept.size, kept.sha256) == (mime, len(data), digest)
    with acting_as(made.chair):
        assert bytes(Document.objects.get(pk=kept.pk).content) == data
        assert made.meeting.changes.get(verb="keep_scan").reason.replace(" ", "").endswith(f":{digest}")
        version = Document.history.filter(id=kept.pk).first()
        assert (version.history_verb, version.sha256) == ("keep_scan", digest)
    found = meetings.see(made, made.meeting)
    assert (found.sheet, found.sheet_kept_at) == (Meeting.Sheet.PAPER, "In this service, as a scan")


def pdf(inside: bytes, about: bytes = b"", stream: bytes = b"") -> bytes:
    """A PDF with these objects before one stream."""
    return PDF.replace(b"trailer", b"%s\n2 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\ntrailer" % (inside, about, stream))


ACTS = b"<< /S /JavaScript /JS (app.alert) >>"
PACKED = b"/Type /ObjStm /Filter /FlateDecode"


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"", b"/Subtype /Image", b" /JS( /AA << /XFA 1 /Encrypt [" + random.Random(4).randbytes(5_000_000)),
        pdf(b"<< /Type /Catalog /OpenAction [3 0 R /Fit] /BaseFont /AAAAAA+Arial >>"),
        pdf(b"", PACKED, zlib.compress(b"<< /Type /Catalog >>")),
        JPEG + b" moving picture" * 500,
    ],
    ids=["a large picture", "opens at a page", "packed objects", "a moving picture after the photograph"],
)
def test_what_scanners_and_telephones_write_is_taken(data):
    assert kind_of(data) in ("application/pdf", "image/jpeg")


@pytest.mark.parametrize(
    "data",
    [
        pdf(ACTS),
        pdf(b"<< /S /J#61vaScript >>"),
        pdf(b"", PACKED, zlib.compress(ACTS)),
        pdf(b"(>>stream\n)", PACKED, zlib.compress(ACTS)),
        pdf(b"", PACKED, b"not packed as it says"),
        pdf(b"", PACKED, zlib.compress(b" " * 21_000_000)),
        pdf(b"<< /AA << /O 3 0 R >> >>"),
        pdf(b"<< /AcroForm << /XFA 3 0 R >> >>"),
        pdf(b"<< /S /SubmitForm >>"),
        pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"),
    ],
    ids=["script", "spelt otherwise", "packed", "hidden", "unreadable", "bomb", "when opened", "form", "sends", "files"],
)
def test_a_document_that_does_something_is_refused_however_it_is_written(data):
    with pytest.raises(NotAScan, match="more than show pages"):
        kind_of(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"MZ program", "not a PDF, a JPEG or a PNG"),
        (PDF[:-8], "ends too early"),
        (JPEG[:-2], "ends too early"),
        (PNG[:-8], "ends too early"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "more than show pages"),
        (PDF.replace(b"<<>>", b"<< /Encrypt 2 0 R >>"), "password"),
        (PDF + b" " * MOST_BYTES, "larger than 10 MB"),
    ],
    ids=["empty", "program", "half a PDF", "half a JPEG", "half a PNG", "active", "locked", "too large"],
)
def test_what_is_no_scan_is_refused_with_its_reason(data, why):
    with pytest.raises(NotAScan, match=why):
        kind_of(data)


def test_the_same_file_is_kept_once_and_its_bytes_cannot_be_exchanged(made):
    kept = keep(made)

    with pytest.raises(MoveRefused, match="already"):
        keep(made)
    with acting_as(made.chair, "keep_scan"), pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(content=JPEG)


def test_there_is_none_before_the_meeting_begins_and_not_everybody_keeps_one(made):
    with pytest.raises(PermissionDenied):
        keep(made, by=made.sergeant)
    made_later = meetings.planned(made.chair, [made.police])
    with pytest.raises(MoveRefused, match="no signed sheet"):
        do(actions.keep_scan, made_later, by=made.chair, data=PDF)


def test_a_keeper_of_another_agency_takes_the_sheet_and_its_former_keeper_no_longer_does(made):
    kept = keep(made)
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="paper")
    with acting_as(made.sergeant):
        assert not Document.objects.filter(pk=kept.pk).exists()
    where = at(made.sergeant, "sheet_file", reference=made.meeting.reference, key=kept.pk)
    anywhere = where.replace(f"meetings/{made.meeting.reference}/sheets", "documents")
    assert visitor(made.sergeant).get(where).status_code == 404

    do(actions.hand_over_custody, made.meeting, by=made.chair, to=made.sergeant)

    answer = visitor(made.sergeant).get(where)
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Signed sheet of" in text(opened(made.sergeant, made.meeting, "meeting"))
    with acting_as(made.sergeant):
        assert Reading.objects.filter(record="protocols.document").count() == 1
    do(actions.hand_over_custody, made.meeting, by=made.sergeant, to=made.officer)
    # Neither here nor on the page that every document has, although the row is still open to that agency.
    for there in (where, anywhere, f"{anywhere}file/"):
        assert visitor(made.sergeant).get(there).status_code == 404
    assert visitor(made.officer).get(where).status_code == 200
    assert visitor(made.officer).get(f"{anywhere}file/").status_code == 200
    do(actions.hand_over_custody, made.meeting, by=made.chair, to=made.officer)
    with acting_as(made.sergeant):
        assert not Document.objects.filter(pk=kept.pk).exists()


def test_a_keeper_of_another_agency_has_the_sheet_made_anew(made):
    do(actions.close_meeting, made.meeting, by=made.chair, sheet="electronic")
    do(actions.hand_over_custody, made.meeting, by=made.chair, to=made.sergeant)

    found = do(actions.ask_for_sheet, made.meeting, by=made.sergeant, sign_url="/", qr_svg="")

    assert set(found.party_ids) == {made.host.pk, made.police.pk}


def test_the_page_takes_a_file_and_refuses_another_with_words(made):
    where = at(made.chair, "keep_scan", reference=made.meeting.reference)
    browser, who = visitor(made.chair), {"acting": str(made.chair.pk)}

    page = text(opened(made.chair, made.meeting, "keep_scan"))
    nothing = text(browser.post(where, who))
    wrong = text(browser.post(where, {**who, "file": SimpleUploadedFile("sheet.pdf", b"MZ program")}))
    answer = browser.post(where, {**who, "file": SimpleUploadedFile("sheet.pdf", PDF)})

    assert "fingerprint" in page
    assert "Choose the file" in nothing
    assert "This is not a PDF, a JPEG or a PNG" in wrong
    assert answer.status_code == 302
    assert "Signed sheet of" in text(opened(made.chair, made.meeting, "meeting"))
