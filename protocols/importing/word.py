"""What does a Word file say, block by block? Automatic numbers are typed in, then mammoth, nh3 and lxml read it."""

import io
import re
import zipfile

import lxml.html
import mammoth
import nh3
from lxml import etree

from protocols.importing.blocks import MOST_BLOCKS, TOO_LONG, Block, normal, table, within_limits
from protocols.importing.guard import Refused, parse_xml, safe_docx
from protocols.importing.numbering import Counter, W, lineage, read_styles, value, whole

# A file of 312 pages has 91,000 elements and is read in 7.4 s; at this limit that is half a minute.
MOST_ELEMENTS = 400_000
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KINDS = ("title", "bullet", "ordered", *(f"heading{level}" for level in range(1, 10)))
_STYLE_MAP = "\n".join(f"p[style-name='concordat-{kind}'] => p.{kind}:fresh" for kind in _KINDS)
_TAGS = {"p", "table", "thead", "tbody", "tr", "td", "th", "a", "strong", "em", "br", "sup", "ol", "ul", "li"}
_ATTRIBUTES = {"a": {"href"}, "li": {"id"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
# Markdown's own signs, where a person typed them as plain characters.
_SIGNS = re.compile(r"[*`]|\\(?=[^\w\s])|<(?=[A-Za-z/!?])|(?<=\])(?=\()|(?<![\w_])_(?=[^\W_])")


def read_word(data: bytes) -> tuple[list[Block], list[str]]:
    """The blocks of a Word file, and sentences about what was left out. Raises Refused."""
    members = safe_docx(data)
    try:
        prepared, notes = _prepare(members)
        pictures = 0

        def without_picture(_image) -> list:
            nonlocal pictures
            pictures += 1
            return []

        html = mammoth.convert_to_html(
            io.BytesIO(prepared),
            style_map=_STYLE_MAP,
            include_default_style_map=True,
            convert_image=without_picture,
        ).value
        clean = nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            allowed_classes={"p": set(_KINDS)},
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
        blocks = within_limits(_blocks(lxml.html.fragment_fromstring(clean, create_parent="div")))
    except Refused:
        raise
    except Exception as trouble:
        # Three parsers of foreign files stand above; whatever they trip over, the person hears one plain sentence.
        raise Refused("The Word file cannot be read. Open it in Word and save it again.") from trouble
    if pictures:
        notes.append(f"{_counted(pictures, 'picture was', 'pictures were')} left out.")
    if not blocks:
        raise Refused("The Word file has no text in it.")
    return blocks, notes


def _prepare(members: dict[str, bytes]) -> tuple[bytes, list[str]]:
    """A Word file of our own making: the same text, with each paragraph's kind as its style and its number typed in."""
    document = parse_xml(members["word/document.xml"])
    if sum(1 for _ in document.iter()) > MOST_ELEMENTS or sum(1 for _ in document.iter(f"{W}p")) > MOST_BLOCKS:
        raise Refused(TOO_LONG)
    styles_root = parse_xml(members["word/styles.xml"]) if "word/styles.xml" in members else None
    numbering = parse_xml(members["word/numbering.xml"]) if "word/numbering.xml" in members else None
    styles = read_styles(styles_root)
    notes = _notes(document)
    _drop(document, styles)
    counter = Counter.of(numbering, styles)
    for paragraph in document.iter(f"{W}p"):
        if not _is_deleted(paragraph):
            _say_kind(paragraph, counter, styles)
    kept = {
        name: content
        for name, content in members.items()
        if re.fullmatch(
            r"\[Content_Types\]\.xml|_rels/\.rels|word/(_rels/)?(document|footnotes|endnotes)\.xml(\.rels)?",
            name,
        )
    }
    kept["word/document.xml"] = etree.tostring(document, encoding="utf-8", xml_declaration=True)
    kept["word/styles.xml"] = _styles(styles_root)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return out.getvalue(), notes


def _notes(document: etree._Element) -> list[str]:
    notes = []
    if any(document.find(f".//{W}{name}") is not None for name in ("ins", "del", "moveFrom", "moveTo")):
        notes.append("The file has tracked changes: insertions were taken as accepted, deletions as made.")
    if comments := sum(1 for _ in document.iter(f"{W}commentReference")):
        notes.append(f"{_counted(comments, 'comment was', 'comments were')} left out.")
    if document.find(f".//{W}altChunk") is not None:
        notes.append("Part of the file is embedded from another document and was not read.")
    return notes


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _drop(document: etree._Element, styles) -> None:
    """Take out contents lists and the second copy that Word keeps of newer drawings, so that nothing counts twice."""
    doomed = []
    for choice in document.iter(f"{_MC}Choice"):
        if choice.getparent().find(f"{_MC}Fallback") is not None:
            doomed.append(choice)
    for gallery in document.iter(f"{W}docPartGallery"):
        if gallery.get(f"{W}val") == "Table of Contents":
            doomed.append(next((above for above in gallery.iterancestors(f"{W}sdt")), gallery))
    for paragraph in document.iter(f"{W}p"):
        style = styles.get(value(paragraph, "pPr/pStyle") or "")
        if style and re.match(r"(toc|contents) ?(\d|heading)", style.name):
            doomed.append(paragraph)
    for element in doomed:
        if element.getparent() is not None:
            element.getparent().remove(element)


def _is_deleted(paragraph: etree._Element) -> bool:
    """Whether all its text was deleted or moved away under tracked changes (Word then counts it no more)."""
    texts = list(paragraph.iter(f"{W}t", f"{W}delText"))
    return bool(texts) and all(next(text.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None for text in texts)


def _say_kind(paragraph: etree._Element, counter: Counter, styles) -> None:
    marked = counter.mark(paragraph)
    properties = paragraph.find(f"{W}pPr")
    kind = _style_kind(properties, styles)
    if marked and not kind:
        kind = "bullet" if marked.bullet else "ordered"
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for name in ("pStyle", "numPr"):
        for element in properties.findall(f"{W}{name}"):
            properties.remove(element)
    if kind:
        etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", f"concordat-{kind}")
    if marked and marked.text:
        run = etree.Element(f"{W}r")
        text = etree.SubElement(run, f"{W}t")
        text.text = f"{marked.text}\t"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        paragraph.insert(list(paragraph).index(properties) + 1, run)


def _style_kind(properties: etree._Element | None, styles) -> str:
    outline = value(properties, "outlineLvl")
    if outline is not None and whole(outline, 9) < 9:
        return f"heading{whole(outline, 9) + 1}"
    for _, style in lineage(styles, value(properties, "pStyle")):
        if style.name == "title":
            return "title"
        if found := re.fullmatch(r"heading ([1-9])", style.name):
            return f"heading{found.group(1)}"
        if style.outline is not None and style.outline < 9:
            return f"heading{style.outline + 1}"
    return ""


def _styles(original: etree._Element | None) -> bytes:
    """Our paragraph kinds, and the file's own character styles (Strong, Emphasis)."""
    root = etree.Element(f"{W}styles", nsmap={"w": W[1:-1]})
    for kind in _KINDS:
        style = etree.SubElement(root, f"{W}style")
        style.set(f"{W}type", "paragraph")
        style.set(f"{W}styleId", f"concordat-{kind}")
        etree.SubElement(style, f"{W}name").set(f"{W}val", f"concordat-{kind}")
    for style in original.iter(f"{W}style") if original is not None else ():
        if style.get(f"{W}type") == "character":
            root.append(style)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _blocks(root) -> list[Block]:
    footnotes = {
        f"#{item.get('id')}": normal(item.text_content()).removesuffix("↑").strip()
        for item in root.iter("li")
        if item.get("id")
    }
    blocks = []
    for element in root:
        if element.tag == "table":
            if found := table(_rows(element)):
                blocks.append(found)
        elif element.tag == "p":
            blocks.extend(_paragraphs(element, footnotes))
    return blocks


def _paragraphs(element, footnotes: dict[str, str]) -> list[Block]:
    kind = element.get("class") or "paragraph"
    level = int(kind[-1]) if kind.startswith("heading") else 0
    kind = "heading" if level else kind
    whole_text = element.text_content()
    marker = ""
    if kind == "ordered":
        marker, _, _ = whole_text.partition("\t")
        marker = normal(marker)
    plain = kind in ("heading", "title")
    text = whole_text if plain else _markdown(element, footnotes)
    if kind == "ordered":
        text = text.partition("\t")[2]
    # A line break inside a paragraph ends it, as it does in a text file; inside an item it is only a space.
    pieces = [normal(piece) for piece in (text.split("\n") if kind == "paragraph" else [text])]
    strong = bool(normal(whole_text)) and normal("".join(e.text_content() for e in element.iter("strong"))) == normal(
        whole_text
    )
    return [Block(kind, piece, marker, level, strong) for piece in pieces if piece]


def _markdown(element, footnotes: dict[str, str]) -> str:
    """The words of an element as Markdown, a new line for each line break."""
    parts = [_escaped(element.text)]
    for child in element:
        inner = _markdown(child, footnotes)
        if child.tag == "br":
            parts.append("\n")
        elif child.tag in ("strong", "em"):
            parts.append(_wrapped(inner, "**" if child.tag == "strong" else "*"))
        elif child.tag == "a":
            parts.append(_link(child, inner, footnotes))
        else:
            parts.append(inner)
        parts.append(_escaped(child.tail))
    return "".join(parts)


def _escaped(text: str | None) -> str:
    return _SIGNS.sub(lambda sign: "\\" + sign.group(), (text or "").replace("\n", " "))


def _wrapped(text: str, sign: str) -> str:
    """Emphasis round the words only: Markdown knows none that begins or ends with a space."""
    words = text.strip()
    if not words or "\n" in words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{sign}{words}{sign}{after}"


def _link(element, inner: str, footnotes: dict[str, str]) -> str:
    target = element.get("href", "")
    if target in footnotes:
        return f" (footnote: {footnotes[target]})"
    if not target or target.startswith("#") or re.search(r"[\s<>]", target):
        return inner
    plain = element.text_content().strip()
    if plain == target or f"mailto:{plain}" == target:
        return f"<{plain}>"
    return f"[{inner}](<{target}>)" if re.search(r"[()]", target) else f"[{inner}]({target})"


def _rows(element) -> list[list[str]]:
    """The table as rows of equal meaning: a merged cell keeps its words once, at its first place."""
    rows: list[list[str]] = []
    held: dict[int, int] = {}
    for row in element.iter("tr"):
        if next(row.iterancestors("table")) is not element:
            continue
        cells: list[str] = []
        for cell in (child for child in row if child.tag in ("td", "th")):
            while held.get(len(cells), 0):
                held[len(cells)] -= 1
                cells.append("")
            across, down = min(whole(cell.get("colspan"), 1), 100), min(whole(cell.get("rowspan"), 1), 1000)
            for place in range(max(across, 1)):
                if down > 1:
                    held[len(cells)] = down - 1
                cells.append("" if place else " ".join(_cell_words(cell)))
        while held.get(len(cells), 0):
            held[len(cells)] -= 1
            cells.append("")
        rows.append(cells)
    return rows


def _cell_words(cell) -> list[str]:
    return [cell.text or ""] + [child.text_content().replace("\t", " ") + " " + (child.tail or "") for child in cell]
