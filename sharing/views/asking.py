"""How does one page of the questions look? Its heading, its fields in order, and what was said before."""

from django.utils.html import format_html

from sharing import checklist as questions
from sharing.checklist import Route, Voice, book, conditions
from sharing.checklist.carrying import ASKER_ONLY, known
from sharing.checklist.questions.short import HOLDS
from sharing.checklist.shapes import Kind
from sharing.checklist.summary import lines
from sharing.views.wording import question

# Pages whose first field has a question of its own, beside the page's.
ASKS_MORE = {"1a", "4b", "6b", "standing"}
PRIMARY = (Kind.RADIOS, Kind.CHECKBOXES)
AGENCY_LIST = "agency-names"

# Fields that few need, folded away until one of them is filled in.
FOLDED: dict[str, dict[str, tuple[str, ...]]] = {
    "2a": {"If someone is outside every agency": ("relation", "script", "left", "undertaking")},
    "S4": {
        "If it is about a list": ("list_count", "list_part", "list_same"),
        "If someone works for one of the agencies": ("staff_safety", "hide"),
    },
}

SECTIONS = (
    ("Getting to the right questions", ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "standing", "EM", "FIG")),
    ("Why", ("1a", "1b")),
    ("Who needs it", ("2a", "2b", "2c")),
    ("A fair answer to the problem", ("3e", "3b", "3c", "3d", "3f", "3a", "3")),
    ("Is it right", ("4a", "4b", "4c")),
    ("Whose information it is", ("5a", "5b", "5c")),
    ("Have they agreed", ("6a", "6b", "6c", "6d", "7")),
    ("Before it goes", ("7L", "9")),
)
SECTION_OF = {code: name for name, codes in SECTIONS for code in codes}
# How far along, in words: a count of pages frightens, and branches make it wrong.
FAR = ((0.12, "You have just begun."), (0.4, "You are about a third of the way."), (0.62, "You are about half way."),
       (0.85, "You are more than half way."), (1.1, "You are nearly there."))  # fmt: skip

# What has been said already and is weighed again here, above the question.
SHOWN_ABOVE = {"3": ("1a", "2a", "S6", "3e", "3b", "3d", "3f"), "7": ("3",), "3b": ("S6", "3e")}
ASKERS = ("S4", "S6", "1a", "1b", "2a", "2b", "2c", "check")


def arranged(form, page, situation) -> tuple[list[dict], bool]:
    """The blocks of a form, each field with its `params`; and whether the first field carries the page's title."""
    made, leads = [], False
    waiting = None  # the heading of a part, until it is known whether its first field takes it over
    for block in _wanted(form, situation):
        if block["kind"] == "heading":
            made += [waiting] if waiting else []
            waiting = block
            continue
        first = not made and not waiting and not page.parts and page.code not in ASKS_MORE and _is_primary(block)
        if first and page.code in SHOWN_ABOVE:
            # The heading stands above what was said before; who hears the page hears it again with the choices.
            hidden = format_html('<span class="govuk-visually-hidden">{}</span>', page.title_in(situation))
            block["params"]["fieldset"] = {"legend": {"html": hidden}}
        elif first:
            leads = True
            _titled(block, page.title_in(situation), page.hint, heading=True, size="l")
        elif waiting and _is_primary(block):
            _titled(block, waiting["text"], waiting["hint"], size="m")
            waiting = None
        made += [waiting, block] if waiting else [block]
        waiting = None
    return _folded(form, made), leads


def _wanted(form, situation):
    """Every block, dressed, but those that only an answer given before can have opened."""
    for block in form.blocks():
        if block["kind"] == "field" and not _is_open(block, form, situation):
            continue
        if block["kind"] != "heading":
            _dress(block, situation)
            _say_when(block, form, situation)
        yield block


def _is_open(block, form, situation) -> bool:
    item = block["item"]
    if item.shown is conditions.nothing_taken_out:
        return item.is_shown(situation, form.have.get("3b") or {})
    return item.shown is not conditions.against_the_rules or bool(situation.channels_against)


def _say_when(block, form, situation):
    """Where a field belongs to several answers of another, it says to which: without a script it stands there always."""
    name, values = block["shown_when"] or ("", ())
    for _code, prefix, items in form.sections:
        parent = next((item for item in items if prefix + item.name == name), None)
        if parent is None or len(values) < 2 or "bound" not in block:
            continue
        labels = [f"“{choice.label}”" for choice in situation.choices(parent) if choice.value in values]
        told = f"If you chose {', '.join(labels[:-1])} or {labels[-1]}." if len(labels) > 1 else ""
        block["bound"].help_text = " ".join(part for part in (told, block["bound"].help_text) if part)


def _folded(form, blocks) -> list[dict]:
    """The same with what few need folded together."""
    kept = []
    for block in blocks:
        fold = _fold_of(form, block)
        if fold is None:
            kept.append(block)
        elif kept and kept[-1]["kind"] == "fold" and kept[-1]["text"] == fold:
            kept[-1]["blocks"].append(block)
        else:
            kept.append({"kind": "fold", "text": fold, "blocks": [block]})
    for block in kept:
        if block["kind"] == "fold":
            block["open"] = any(one["bound"].value() or one["bound"].errors for one in block["blocks"])
    return kept


def _fold_of(form, block) -> str | None:
    if "bound" not in block:
        return None
    for code, prefix, _items in form.sections:
        for text, names in FOLDED.get(code, {}).items():
            if block["bound"].name in [prefix + name for name in names]:
                return text
    return None


def dressed(form, situation) -> dict[str, dict]:
    """The blocks of a form by the name of their field, for a page with a layout of its own."""
    found = {}
    for block in form.blocks():
        _dress(block, situation)
        if block["kind"] == "field":
            block["params"]["optional"] = False  # such a page says itself what is needed
        found[block["name"] if block["kind"] == "rows" else block["bound"].name] = block
    return found


def _is_primary(block) -> bool:
    return block["kind"] == "field" and block["item"].kind in PRIMARY


def _titled(block, title, hint, **params):
    """The question itself as the legend, so that it is not asked twice in two wordings."""
    bound = block["bound"]
    bound.label = title
    bound.help_text = bound.help_text or hint
    block["params"] |= {"optional": False, **params}


def _dress(block, situation):
    """What `field()` is told about each field of a block."""
    if block["kind"] == "rows":
        block["titles"] = [f"{block['legend']}, line {place}" for place in range(1, len(block["rows"]) + 1)]
        return
    item, hints = block["item"], dict(block["hints"])
    params = {"optional": not item.needed and not item.must and item.name != "reason" and item.kind is not Kind.CHECKBOX}
    if item.name == "channel":
        hints |= _handling_hints(situation)
    if item.kind in PRIMARY:
        params |= {"hints": hints, "exclusive": block["exclusive"]}
    if item.choices == HOLDS:
        params |= {"inline": True, "small": True, "optional": False}
    if item.options == "agencies" or item.name == "told":
        params["attributes"] = {"list": AGENCY_LIST}
    block["params"] = params
    for opened in block["opens"].values():
        for inner in opened:
            _dress(inner, situation)


def _handling_hints(situation) -> dict[str, str]:
    """Beside each way that the handling rules point away from, the nearest one they allow; nobody is stopped."""
    return {
        way: f"The handling rules point to “{nearest.lower()}” instead." if nearest
        else "The handling rules point to another way."
        for way, nearest in situation.channels_against.items()
    }  # fmt: skip


def section(page, situation) -> str:
    """Which part of the questions a page belongs to."""
    if situation.route is Route.FOLLOW_UP:
        return "What is still owed"
    return SECTION_OF.get(page.code, "")


def how_far(page, walk) -> str:
    """How far along a page is, in words."""
    codes = [one.code for one in walk]
    if page.code not in codes or len(codes) < 6:
        return ""
    along = codes.index(page.code) / (len(codes) - 1)
    return next(words for limit, words in FAR if along <= limit)


def said_before(page, situation, answers) -> list[dict]:
    """The earlier answers that stand above this page's question: key and value rows."""
    have = known(situation, answers)
    # What the asker said stands apart, under their name.
    codes = [code for code in SHOWN_ABOVE.get(page.code, ()) if situation.voice is not Voice.SHARER or code not in ASKER_ONLY]
    return [row for code in codes for row in rows_of(book.page(code), situation, have)]


def what_was_asked(situation) -> list[dict]:
    """The asker's own answers, for the sharer: key and value rows; empty where nobody asked."""
    if situation.voice is not Voice.SHARER or not situation.asked:
        return []
    asker = situation.but(voice=Voice.ASKER, tense=questions.Tense.BEFORE)
    return [row for code in ASKERS for row in rows_of(book.page(code), asker, situation.asked)]


def rows_of(page, situation, have) -> list[dict]:
    """One page's answers as a single row: its title, and its lines."""
    found = lines(page, situation, have)
    return [{"key": question(page, situation), "lines": worded(page, situation, found)}] if found else []


def worded(page, situation, found) -> list[str]:
    """Label and words as people read them: the label is left out where it only repeats the question."""
    title = page.title_in(situation)
    first = page.fields[0].label_in(situation.tense) if page.fields else ""
    return [words if label in (title, page.title, first) else f"{label}: {words}" for label, words in found]


def sent_revision(request) -> int:
    """How often something had been saved when its form was opened; of a form that does not say so, never."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1
