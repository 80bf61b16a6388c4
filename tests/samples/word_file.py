"""The protocol as somebody made it in Word."""

import io

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.samples.harbour import APPENDICES, BOARD, MONTH, SECTIONS, TITLE


def protocol_docx(*, numbers: str = "automatic") -> bytes:
    """The protocol as a Word file; its numbers are counted by Word ("automatic") or were typed by hand ("typed")."""
    document = docx.Document()
    lists = _Lists(document)
    document.add_paragraph(TITLE, "Title")
    document.add_paragraph(f"Commissioned by the {BOARD}", "Subtitle")
    document.add_paragraph(MONTH)
    outline = lists.new((("decimal", "%1"), ("decimal", "%1.%2"))) if numbers == "automatic" else None
    for number, (heading, blocks) in enumerate(SECTIONS, 1):
        if outline:
            lists.put(document.add_paragraph(heading, "Heading 1"), outline, 0)
        else:
            document.add_paragraph(f"{number}. {heading}", "Heading 1")
        _word_blocks(document, lists, blocks, number, outline)
    for number, (heading, blocks) in enumerate(APPENDICES, 1):
        document.add_paragraph(f"Appendix {number} – {heading}", "Heading 1")
        _word_blocks(document, lists, blocks, None, outline)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _word_blocks(document, lists, blocks, section, outline) -> None:
    clause, questions = 0, None
    for kind, words in (("clause", block) if isinstance(block, str) else block for block in blocks):
        if kind == "clause":
            clause += 1
            paragraph = _write(document.add_paragraph(), words if outline else f"{section}.{clause} {words}")
            if outline:
                lists.put(paragraph, outline, 1)
        elif kind == "question":
            questions = questions or lists.new((("decimal", "%1."),))
            lists.put(_write(document.add_paragraph(), words), questions, 0)
        elif kind == "bullets":
            for item in words:
                _write(document.add_paragraph(style="List Bullet"), item)
        elif kind == "table":
            _table(document, words)
        else:
            _write(document.add_paragraph(), words)


def _write(paragraph, words: str):
    """The words as runs; *stars* make italics, a new line a line break, <an address> a run of its own."""
    for place, piece in enumerate(words.replace("<", "").replace(">", "").split("*")):
        for line, part in enumerate(piece.split("\n")):
            run = paragraph.add_run()
            if line:
                run.add_break(WD_BREAK.LINE)
            run.add_text(part)
            run.italic = bool(place % 2) or None
    if "<" in words:
        _link_last(paragraph, words)
    return paragraph


def _link_last(paragraph, words: str) -> None:
    address = words[words.index("<") + 1 : words.index(">")]
    paragraph.runs[-1].text = words[: words.index("<")]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = address
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def _table(document, rows) -> None:
    blank = [[""] * len(rows[0])] if len(rows) == 1 else []
    table = document.add_table(0, len(rows[0]))
    for place, row in enumerate([*rows, *blank]):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(words).underline = place == 0


class _Lists:
    """Word's automatic lists, each with levels of its own."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element

    def new(self, levels) -> int:
        number = 900 + len(self.root)
        outline = OxmlElement("w:abstractNum")
        outline.set(qn("w:abstractNumId"), str(number))
        for depth, (form, pattern) in enumerate(levels):
            level = OxmlElement("w:lvl")
            level.set(qn("w:ilvl"), str(depth))
            for name, setting in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", pattern)):
                child = OxmlElement(name)
                child.set(qn("w:val"), setting)
                level.append(child)
            outline.append(level)
        self.root.insert(0, outline)
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(number))
        named = OxmlElement("w:abstractNumId")
        named.set(qn("w:val"), str(number))
        num.append(named)
        self.root.append(num)
        return number

    def put(self, paragraph, number: int, depth: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = number
