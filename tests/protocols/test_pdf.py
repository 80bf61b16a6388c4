"""Is a sheet what a meeting signs, is it readable by everybody, and does drawing it look at nothing outside?"""

import io
import re
import socketserver
import subprocess
import threading

import pikepdf
import pytest
from weasyprint.urls import URLFetchingError

from protocols.pdf import from_html, render_pdf
from tests.protocols.factories import SHEET

PEOPLE = [
    {"name": f"Person {number}", "representing": f"Agency {number}", "signed": "", "note": ""} for number in range(24)
]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4H0z" fill="#000"/></svg>'
RULES = [[name, f"What to do about {name.lower()} at this marking."] for name in ("Paper", "E-mail", "Telephone")]


def text(pdf: bytes) -> str:
    """The whole text as a reader gets it."""
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return read.stdout.decode()


def pages(pdf: bytes) -> list[str]:
    return text(pdf).split("\f")[:-1]


def sheet(**more) -> bytes:
    return render_pdf("pdf/sheet.html", {**SHEET, "rows": PEOPLE, "rules": RULES, "qr_svg": SVG, **more})


def tags(pdf: bytes) -> list:
    """Every element of the structure that a screen reader walks through."""
    found = []

    def walk(one):
        if isinstance(one, pikepdf.Array):
            for kid in one:
                walk(kid)
        elif isinstance(one, pikepdf.Dictionary) and one.get("/S") is not None:
            found.append((str(one.S), str(one.get("/Alt", "")), str(one.get("/A", {}).get("/Scope", "")), one.get("/ID")))
            walk(one.get("/K", pikepdf.Array()))

    read = pikepdf.open(io.BytesIO(pdf))
    walk(read.Root.StructTreeRoot.K)
    return found


# The sheet


def test_a_sheet_of_three_pages_has_its_marking_above_and_below_every_one():
    shown = pages(sheet(marking="OFFICIAL-SENSITIVE", definition=""))

    assert len(shown) == 3
    for number, page in enumerate(shown, start=1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[0] == "OFFICIAL-SENSITIVE"
        # Its foot stands on one line: the reference, the marking, the number of the page.
        assert lines[-1].split("  ")[0] == "TS-M-2026-0001"
        assert "OFFICIAL-SENSITIVE" in lines[-1]
        assert lines[-1].endswith(f"Page {number} of 3")


def test_only_the_level_that_was_chosen_is_on_it():
    said = text(sheet(marking="RESTRICTED"))

    assert "RESTRICTED" in said
    for other in ("PROTECT", "CONFIDENTIAL", "OFFICIAL", "SECRET", "UNMARKED"):
        assert other not in said


def test_it_says_what_one_signs():
    said = " ".join(text(sheet(protocols=[["Harbour Protocol", "3.0"], ["Serious violence procedure", "1.2"]])).split())

    for words in (
        "Harbour case meeting", "Thursday 26 November 2026, 10:00am", "Town Hall", "Person 1, Agency AG1",
        "Somebody in a case can be recognised.", "Only for the purpose.", "Harbour Protocol, version 3.0",
        "Serious violence procedure, version 1.2", "What to do about e-mail at this marking.", "http://localhost/sign/",
        "Person 23",
    ):  # fmt: skip
        assert words in said
    assert re.search(r"Name +Signature +Representing", said.replace("Name", "Name ").replace("Signature", "Signature "))


def test_where_the_protocol_sets_no_rules_it_says_so_and_prints_the_chairs_instruction():
    said = text(
        sheet(marking="PROTECT", rules=[], no_rules_note="The protocol sets no rules.", instruction="Leave the paper.")
    )

    assert "The protocol sets no rules." in said
    assert "Leave the paper." in said
    assert "What to do at this marking" not in said


@pytest.mark.parametrize(("named", "blanks", "rows"), [(0, 0, 10), (3, 0, 10), (12, 0, 12), (12, 5, 17), (2, 10, 12)])
def test_there_are_ten_rows_at_least_and_room_for_who_walks_in(named, blanks, rows):
    found = [kind for kind, _, _, _ in tags(sheet(rows=PEOPLE[:named], blanks=blanks, rules=[], qr_svg=""))]

    heads = 1 + (found.count("/Table") - 2)  # the heading of a table is repeated on each page
    assert found.count("/TR") == 4 + heads + rows


def test_a_screen_reader_is_told_language_title_headings_pictures_and_what_each_heading_is_of():
    made = sheet()
    read, found = pikepdf.open(io.BytesIO(made)), tags(made)

    assert read.Root.Lang == "en-GB"
    assert read.Root.MarkInfo.Marked
    assert read.Root.ViewerPreferences.DisplayDocTitle
    assert "pdfuaid:part" in read.Root.Metadata.read_bytes().decode()
    assert str(read.docinfo["/Title"]) == "TS-M-2026-0001: Harbour case meeting"
    assert [kind for kind, _, _, _ in found if kind in ("/H1", "/H2")] == ["/H1", "/H2", "/H2", "/H2"]
    assert [alt for kind, alt, _, _ in found if kind == "/Figure"] == ["Square code that opens http://localhost/sign/"]
    scopes = {scope for kind, _, scope, _ in found if kind == "/TH"}
    assert scopes == {"/Column", "/Row"}
    names = [str(name) for name in list(read.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(str(name) for kind, _, _, name in found if kind == "/TH")
    assert read.check_pdf_syntax() == []


def test_the_same_sheet_is_the_same_bytes():
    assert sheet() == sheet()


# What somebody typed

ATTACK = '"></p><h1>Injected</h1><img src="file:///etc/passwd"><script>alert(1)</script>{{ 7 * 7 }}{% raw %}'


@pytest.mark.parametrize("key", [name for name, value in SHEET.items() if isinstance(value, str) and name != "qr_svg"])
def test_whatever_is_typed_into_a_text_comes_out_as_text(key):
    made = sheet(**{key: ATTACK})

    # However its lines break: not one sign of it is markup.
    assert "".join(ATTACK[:25].split()) in "".join(text(made).split())
    found = [kind for kind, _, _, _ in tags(made)]
    assert found.count("/H1") == 1
    assert found.count("/Figure") == 1


@pytest.mark.parametrize(
    "lists",
    [
        {"rules": [[ATTACK, ATTACK]]},
        {"protocols": [[ATTACK, ATTACK]]},
        {"declarations": [ATTACK]},
        {"rows": [{"name": ATTACK, "representing": ATTACK, "signed": ATTACK, "note": ATTACK}]},
    ],
    ids=lambda lists: next(iter(lists)),
)
def test_whatever_is_typed_into_a_list_comes_out_as_text(lists):
    found = [kind for kind, _, _, _ in tags(sheet(**lists))]

    assert (found.count("/H1"), found.count("/Figure")) == (1, 1)


# Nothing is fetched

SECRET = "canary-5f1c0e"


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """A listener that counts who calls, and a file that nobody may read: the addresses of both in many spellings."""
    calls = []

    class Answer(socketserver.StreamRequestHandler):
        def handle(self):
            calls.append(self.rfile.readline())
            body = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>'
            self.wfile.write(f"HTTP/1.0 200 OK\r\nContent-Type: image/svg+xml\r\n\r\n{body}".encode())

    canary = tmp_path_factory.mktemp("canary") / "canary.svg"
    canary.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        urls = [
            f"http://127.0.0.1:{port}/a.svg", f"HTTP://127.0.0.1:{port}/b", f"//127.0.0.1:{port}/c",
            f"http://user:word@localhost:{port}/d", f"ftp://127.0.0.1:{port}/e", f"http://[::ffff:127.0.0.1]:{port}/f",
            canary.as_uri(), f"FILE://{canary}", str(canary), f"asset:../../../..{canary}", "asset:sheet", "asset:",
            f"data:image/svg+xml,{SECRET}", f"asset:pdf.css/../../{canary}",
        ]  # fmt: skip
        yield urls, calls
        server.shutdown()


SHAPES = (
    '<img src="{url}" alt="x">', '<img srcset="{url} 2x" alt="x">', '<picture><source srcset="{url}"><img src="{url}" alt="x"></picture>',
    '<link rel="stylesheet" href="{url}">', '<link rel="attachment" href="{url}">', '<a rel="attachment" href="{url}">x</a>',
    '<link rel="icon" href="{url}">', '<style>@import url("{url}");</style>', '<style>@import "{url}";</style>',
    '<style>@font-face {{ font-family: f; src: url("{url}") }} p {{ font-family: f }}</style><p>x</p>',
    '<style>@color-profile --a {{ src: url("{url}") }}</style>', '<style>p {{ background: url("{url}") }}</style><p>x</p>',
    '<style>p::before {{ content: url("{url}") }}</style><p>x</p>', '<style>li {{ list-style-image: url("{url}") }}</style><ul><li>x</ul>',
    '<style>p {{ border-image: url("{url}") 1 }}</style><p>x</p>', '<style>p {{ mask-image: url("{url}") }}</style><p>x</p>',
    '<style>@page {{ background: url("{url}"); @top-left {{ content: url("{url}") }} }}</style>',
    '<p style="background-image: url({url})">x</p>', '<object data="{url}">x</object>', '<embed src="{url}">',
    '<iframe src="{url}"></iframe>', '<video poster="{url}" src="{url}"></video>', '<audio src="{url}"></audio>',
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{url}#a"/></svg>', '<base href="{url}"><img src="a.svg" alt="x">',
    '<meta http-equiv="refresh" content="0; url={url}">', '<body background="{url}"><p>x</p></body>',
)  # fmt: skip


def without_a_trace(html, outside, context=None):
    _, calls = outside
    try:
        made = from_html(html, context or {})
    except (URLFetchingError, ValueError):
        # A stylesheet that asks for another is refused whole.
        made = b""

    assert calls == []
    if not made:
        return
    read = pikepdf.open(io.BytesIO(made))
    assert dict(read.attachments) == {}
    assert SECRET not in text(made)
    assert SECRET.encode() not in b"".join(
        one.read_bytes() for one in read.objects if isinstance(one, pikepdf.Stream) and one.get("/Filter") != "/DCTDecode"
    )


@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
def test_no_address_in_a_document_is_followed(shape, outside):
    """Every address in one document: a fetch of any of them would be seen."""
    without_a_trace("<!doctype html><title>x</title>" + "".join(shape.format(url=url) for url in outside[0]), outside)


def test_no_address_in_a_picture_is_followed(outside):
    for url in outside[0]:
        inside = f'<image href="{url}" width="9" height="9"/><use href="{url}#a"/><style>@import url("{url}");</style>'
        picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
        without_a_trace('<img src="asset:qr_svg" alt="x">', outside, {"qr_svg": picture})


def test_the_listener_would_have_heard(outside):
    urls, calls = outside
    with socketserver.socket.create_connection(("127.0.0.1", int(re.search(r":(\d+)/", urls[0])[1]))) as caller:
        caller.sendall(b"GET /heard HTTP/1.0\r\n\r\n")
        assert SECRET in caller.makefile().read()
    assert calls == [b"GET /heard HTTP/1.0\r\n"]
    calls.clear()
