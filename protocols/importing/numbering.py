"""Which number does Word print in front of a paragraph? Word keeps the rule, not the number, so it is counted here."""

from dataclasses import dataclass, field, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def value(element: etree._Element | None, path: str) -> str | None:
    """The w:val of the child at `path` ("pPr/pStyle"), or None."""
    found = None if element is None else element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def whole(text: str | None, otherwise: int) -> int:
    """The text as a whole number within what a Word file can mean, or `otherwise`."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else otherwise


@dataclass(frozen=True)
class Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str | None = None
    legal: bool = False


@dataclass(frozen=True)
class Style:
    name: str
    based_on: str | None
    number: str | None
    level: int | None
    outline: int | None


@dataclass(frozen=True)
class Marked:
    """The number in front of a paragraph: its words ("5.3", "(a)"), or a bullet."""

    text: str
    bullet: bool
    level: int


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The paragraph styles by identifier, empty when the file has none."""
    styles = {}
    for element in root.iter(f"{W}style") if root is not None else ():
        outline = value(element, "pPr/outlineLvl")
        level = value(element, "pPr/numPr/ilvl")
        styles[element.get(f"{W}styleId", "")] = Style(
            name=(value(element, "name") or "").lower(),
            based_on=value(element, "basedOn"),
            number=value(element, "pPr/numPr/numId"),
            level=None if level is None else whole(level, 0),
            outline=None if outline is None else whole(outline, 9),
        )
    return styles


def lineage(styles: dict[str, Style], identifier: str | None):
    """The style and those it is based on, nearest first; a circle ends where it closes."""
    met = set()
    while identifier in styles and identifier not in met:
        met.add(identifier)
        yield identifier, styles[identifier]
        identifier = styles[identifier].based_on


@dataclass
class Counter:
    """Counts the automatic numbers of one document; ask once for each paragraph, in order."""

    styles: dict[str, Style]
    outlines: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    reached: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: dict[str, Style]) -> "Counter":
        counter = cls(styles)
        if numbering is None:
            return counter
        linked = {}
        for outline in numbering.findall(f"{W}abstractNum"):
            identifier = outline.get(f"{W}abstractNumId", "")
            counter.outlines[identifier] = _levels(outline.findall(f"{W}lvl"))
            if link := value(outline, "numStyleLink"):
                linked[identifier] = link
        for num in numbering.findall(f"{W}num"):
            restarts, changed = {}, {}
            for override in num.findall(f"{W}lvlOverride"):
                depth = whole(override.get(f"{W}ilvl"), 0)
                changed.update(_levels(override.findall(f"{W}lvl")))
                if start := value(override, "startOverride"):
                    restarts[depth] = whole(start, 1)
            counter.lists[num.get(f"{W}numId", "")] = (value(num, "abstractNumId") or "", changed, restarts)
        for identifier, link in linked.items():
            # A list style: the levels are kept with the list that the style itself names.
            target = next((style.number for _, style in lineage(styles, link) if style.number), None)
            if target in counter.lists:
                counter.outlines[identifier] = counter.outlines.get(counter.lists[target][0], {})
        return counter

    def mark(self, paragraph: etree._Element) -> Marked | None:
        """The number or bullet that Word prints in front of this paragraph, or None."""
        number, depth = self._list_of(paragraph)
        if number not in self.lists or not 0 <= depth < _DEEPEST:
            return None
        outline, changed, restarts = self.lists[number]
        levels = self.outlines.get(outline, {}) | changed
        level = levels.get(depth)
        if level is None:
            return None
        if level.form == "bullet":
            return Marked("", bullet=True, level=depth)
        reached = self.reached.setdefault(outline, [None] * _DEEPEST)
        if number not in self.begun:
            self.begun.add(number)
            for place, start in restarts.items():
                if place < _DEEPEST:
                    reached[place] = start - 1
        last = reached[depth]
        reached[depth] = level.start if last is None else last + 1
        reached[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        for place in range(depth):
            if reached[place] is None:
                reached[place] = levels.get(place, Level()).start
        text = _printed(level, levels, reached)
        return Marked(text, bullet=not text, level=depth) if level.form != "none" or text else None

    def _list_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        number, depth = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        style_level = None
        for identifier, style in lineage(self.styles, value(properties, "pStyle")):
            if number is None and style.number is not None:
                number = style.number
                style_level = self._level_named(number, identifier, style.level)
                break
        return number, whole(depth, 0) if depth is not None else style_level or 0

    def _level_named(self, number: str, style: str, otherwise: int | None) -> int:
        outline, changed, _ = self.lists.get(number, ("", {}, {}))
        levels = self.outlines.get(outline, {}) | changed
        return next((depth for depth, level in levels.items() if level.style == style), otherwise or 0)


def _levels(elements: list[etree._Element]) -> dict[int, Level]:
    return {
        whole(element.get(f"{W}ilvl"), 0): Level(
            start=whole(value(element, "start"), 1),
            form=value(element, "numFmt") or "decimal",
            pattern=value(element, "lvlText") or "",
            style=value(element, "pStyle"),
            legal=element.find(f"{W}isLgl") is not None,
        )
        for element in elements
    }


def _printed(level: Level, levels: dict[int, Level], reached: list[int | None]) -> str:
    text = level.pattern
    for place in range(_DEEPEST):
        if f"%{place + 1}" in text:
            shown = levels.get(place, Level())
            shown = replace(shown, form="decimal") if level.legal else shown
            text = text.replace(f"%{place + 1}", in_form(reached[place] or 0, shown.form))
    return text.strip()


def in_form(number: int, form: str) -> str:
    """The number as Word writes it: 3 is "3", "c", "C", "iii" or "III"; forms of other scripts are given in digits."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 780:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (number // size)
            number %= size
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
