"""What does a signing-in sheet of forty rows cost? (scenario 20)"""

import io

from pikepdf import Pdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from bench.timing import Figure, interleaved, repeated
from protocols.pdf import render_pdf

ROWS = [(f"Person {number}", f"Agency {number % 10}") for number in range(1, 41)]
SHEET = {
    "reference": "BA-M-2026-0001", "name": "Multi-agency meeting", "when": "Monday 9 November 2026, 10:00am",
    "place": "Town Hall", "marking": "OFFICIAL-SENSITIVE", "scheme": "GSC-2024", "definition": "Only for those who need it.",
    "rules": [["Post", "In a sealed envelope."], ["E-mail", "By a secure service alone."]], "no_rules_note": "",
    "instruction": "", "protocols": [["Information sharing protocol", "2.0"]],
    "declarations": ["What is said here stays between those who signed.", "It is used for what it was given for."],
    "rows": [{"name": name, "representing": agency, "signed": "", "note": ""} for name, agency in ROWS], "blanks": 0,
    "sign_url": "", "qr_svg": "", "chair": "Person 1",
}  # fmt: skip


def sheet(ground, databases, people):
    """Scenario 20: the sheet as the product makes it, against the same words drawn at fixed places."""
    made = render_pdf("pdf/sheet.html", SHEET)
    with Pdf.open(io.BytesIO(made)) as found:
        assert "/StructTreeRoot" in found.Root, "a screen reader can follow it"
        assert len(found.pages) > 1, "forty rows do not fit on one page"
    acts = {"floor": lambda n: _drawn(), "sheet": lambda n: render_pdf("pdf/sheet.html", SHEET)}
    ms = repeated(lambda: interleaved(acts, rounds=5, warm=1))
    yield Figure("pdf_sheet", f"40 rows in {ms['sheet']:.0f} ms / drawn by reportlab", ms["sheet"] / ms["floor"], 35, 20)


def _drawn() -> bytes:
    file, styles, lines = io.BytesIO(), getSampleStyleSheet(), [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]

    def table(rows):
        cells = [[Paragraph(words, styles["BodyText"]) for words in row] for row in rows]
        return Table(cells, colWidths=[500 / len(cells[0])] * len(cells[0]), style=lines, repeatRows=1)

    def marked(canvas, document):
        for height in (20, 820):
            canvas.drawCentredString(297, height, SHEET["marking"])
        canvas.drawRightString(560, 20, f"Page {document.page}")

    facts = [(words, SHEET[name]) for words, name in (("When", "when"), ("Where", "place"), ("Chair", "chair"))]
    story = [
        Paragraph(SHEET["name"], styles["Title"]), table(facts), Paragraph("By signing you agree", styles["Heading2"]),
        *(Paragraph(words, styles["BodyText"]) for words in SHEET["declarations"]),
        Paragraph("Handling what is said and handed out", styles["Heading2"]), table(SHEET["rules"]),
        Paragraph("Who was there", styles["Heading2"]),
        table([("Name", "Signature", "Representing"), *((name, "", agency) for name, agency in ROWS)]),
    ]  # fmt: skip
    SimpleDocTemplate(file, pagesize=A4).build(story, onFirstPage=marked, onLaterPages=marked)
    return file.getvalue()


SCENARIOS = {"pdf_sheet": sheet}
