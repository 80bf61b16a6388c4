"""How is the text of one section typed: a box for every clause, rows put in and taken out without JavaScript?

The boxes are sent as clause-0-text, clause-0-items and so on, with their number in `count`. "Put a clause in here"
sends `add`, the place after which an empty box is wanted; nothing is saved then, and nothing typed is lost.

Where the clauses of a section are numbered 5.1, 5.2 and so on, a new one is offered the next free number. No clause that
has a number gets another, so what cites it stays right; one without a number is left without.
"""

from collections.abc import Iterable

from django import forms

KEEP, JOIN, REMOVE, NEW_SECTION = "", "join", "remove", "new_section"
SPLIT = "---"
MOST_CLAUSES = 200
CELLS = " | "
OFFERED = "The next free number. Change it, or empty it to leave the clause without one."
_DIGITS = 6  # a longer number counts nothing
# What of a typed clause is saved.
SAVED = ("number", "slug", "text", "items", "table")


class HeadingForm(forms.Form):
    """The heading of a section."""

    heading = forms.CharField(label="Heading", max_length=300, error_messages={"required": "Enter the heading"})


class SectionForm(HeadingForm):
    """The number and heading of a section."""

    number = forms.CharField(label="Number", max_length=10)
    field_order = ("number", "heading")


class RemoveSectionForm(forms.Form):
    """Taking a section out."""

    confirm = forms.BooleanField(
        label="Take this section out, with all its clauses",
        error_messages={"required": "Tick the box to take this section out"},
    )


class AddSectionForm(HeadingForm):
    """A new section or appendix; those behind it are numbered on."""

    kind = forms.ChoiceField(
        label="Is it a section or an appendix?", choices=(("section", "A section"), ("appendix", "An appendix")),
        widget=forms.RadioSelect, initial="section",
    )  # fmt: skip
    after = forms.ChoiceField(label="After which one?", required=False)
    field_order = ("heading", "kind", "after")

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = {str(one.pk): one for one in sections}
        self.fields["after"].choices = [("", "At the end"), *((key, str(one)) for key, one in self.sections.items())]

    def clean_after(self):
        return self.sections.get(self.cleaned_data["after"])

    def clean(self):
        after, kind = self.cleaned_data.get("after"), self.cleaned_data.get("kind")
        if after and kind and after.kind != kind:
            self.add_error("after", "Sections stand after sections, and appendices after appendices")


class ClauseForm(forms.Form):
    """One clause with its list, or one table typed as lines of cells."""

    slug = forms.CharField(required=False, max_length=160, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=(("clause", ""), ("table", "")), required=False, widget=forms.HiddenInput)
    number = forms.CharField(label="Number", required=False, max_length=12)
    text = forms.CharField(label="Text", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    items = forms.CharField(
        label="List under it", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="One item on each line."
    )
    act = forms.ChoiceField(label="What to do with it", required=False)

    def __init__(self, *args, may_open_section=False, section="", **kwargs):
        super().__init__(*args, **kwargs)
        new = self.is_bound and not self.data.get(self.add_prefix("slug"))
        if new and section and self.data.get(self.add_prefix("number")):
            self.fields["number"].help_text = OFFERED
        choices = [(KEEP, "Keep it"), (JOIN, "Join it to the clause above"), (REMOVE, "Take it out")]
        if may_open_section:
            choices.append((NEW_SECTION, "Make it the heading of a new section"))
        self.fields["act"].choices = choices
        self.is_table = (self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind")) == "table"
        if self.is_table:
            self.fields["text"].label = "Table"
            self.fields["text"].help_text = "One row on each line, its cells parted by |. The first row is the heading."
            self.fields["act"].choices = [(KEEP, "Keep it"), (REMOVE, "Take it out")]
            del self.fields["number"], self.fields["items"]

    def clean(self):
        data = self.cleaned_data
        empty = not data.get("text", "").strip() and not data.get("items", "").strip()
        if data.get("act") in (JOIN, NEW_SECTION) and empty:
            self.add_error("text", "There is nothing here to join. Enter the text, or take it out")


def clause_forms(data=None, rows=(), *, may_open_section=False, section: str = "") -> list[ClauseForm]:
    """A form for each clause: of what was sent, or of what is saved. `section` is its number, where numbers are offered."""
    options = {"may_open_section": may_open_section, "section": section}
    if data is None:
        return [ClauseForm(prefix=f"clause-{at}", initial=row, **options) for at, row in enumerate(rows)]
    return [ClauseForm(data, prefix=f"clause-{at}", **options) for at in range(_count(data))]


def all_valid(*given) -> bool:
    """Whether all forms are right; each is asked, so that everything wrong is told together."""
    found = [one.is_valid() for form in given for one in (form if isinstance(form, list) else [form])]
    return all(found)


def _count(data) -> int:
    typed = data.get("count", "")
    return min(int(typed), MOST_CLAUSES) if typed.isascii() and typed.isdigit() else 0


def next_number(section: str, numbers: Iterable[str]) -> str:
    """The next free number of a section, where clauses are numbered by it; otherwise none."""
    stem = f"{section}."
    last = [number.strip().removeprefix(stem) for number in numbers if section and number.strip().startswith(stem)]
    used = [int(digits) for digits in last if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS]
    return f"{stem}{max(used) + 1}" if used else ""


def with_an_empty_clause(data, after: str, names=("slug", "kind", "number", "text", "items", "act"), section: str = ""):
    """What was sent, with an empty clause put in after a place; -1 is before the first. In a section of this number it is
    offered the next free number."""
    count = _count(data)
    place = int(after) + 1 if after.lstrip("-").isascii() and after.lstrip("-").isdigit() else count
    place = max(0, min(place, count))
    made = data.copy()
    for at in range(count, place, -1):
        for name in names:
            made[f"clause-{at}-{name}"] = data.get(f"clause-{at - 1}-{name}", "")
    for name in names:
        made[f"clause-{place}-{name}"] = ""
    made[f"clause-{place}-number"] = next_number(section, (data.get(f"clause-{at}-number", "") for at in range(count)))
    made["count"] = str(min(count + 1, MOST_CLAUSES))
    return made


def row_of(number, slug, text, items) -> dict:
    """A saved clause as the boxes show it."""
    return {"kind": "clause", "number": number or "", "slug": slug, "text": text, "items": "\n".join(items or [])}


def row_of_table(slug, table) -> dict:
    """A saved table as the box shows it."""
    lines = [table.get("header", []), *table.get("rows", [])]
    typed = "\n".join(CELLS.join(cell.replace("|", "/").replace("\n", " ") for cell in line) for line in lines)
    return {"kind": "table", "slug": slug, "text": typed}


def typed_clauses(clauses: list[ClauseForm], section: str = "") -> list[dict]:
    """The clauses as they are to be: joined, split and taken out as was asked; empty ones are left out. What is split off
    a numbered clause gets the next free numbers of the section, if its number is given.

    Each is {"number", "slug", "text", "items", "table", "opens_section"}.
    """
    made: list[dict] = []
    split: list[dict] = []
    taken: list[str] = []
    for form in clauses:
        data = form.cleaned_data
        act = data.get("act", KEEP)
        if act in (REMOVE, JOIN):
            taken.append(data.get("number", "").strip())
        if act == REMOVE:
            continue
        if form.is_table:
            if table := _table(data["text"]):
                made.append(_clause(slug=data["slug"], table=table))
            continue
        items = [line.strip() for line in data["items"].splitlines() if line.strip()]
        parts = _parts(data["text"])
        if act == JOIN and made and made[-1]["table"] is None:
            made[-1]["text"] = "\n\n".join(part for part in (made[-1]["text"], *parts) if part)
            made[-1]["items"] += items
            continue
        if not parts and not items:
            continue
        first, *rest = parts or [""]
        made.append(_clause(data["number"].strip(), data["slug"], first, opens_section=act == NEW_SECTION))
        off = [_clause(text=part) for part in rest]
        made += off
        made[-1]["items"] = items
        split += off if data["number"].strip() else []
    for one in split:
        # What was taken out counts too: elsewhere it may still be cited by its number.
        one["number"] = next_number(section, [*(row["number"] for row in made), *taken])
    return made


def _clause(number="", slug="", text="", table=None, opens_section=False) -> dict:
    return {"number": number, "slug": slug, "text": text, "items": [], "table": table, "opens_section": opens_section}


def _parts(text: str) -> list[str]:
    """The text at each line that holds nothing but three hyphens; one part when there is none."""
    parts, lines = [], []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip() == SPLIT:
            parts.append("\n".join(lines).strip())
            lines = []
        else:
            lines.append(line)
    parts.append("\n".join(lines).strip())
    return [part for part in parts if part]


def _table(text: str) -> dict | None:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.strip()]
    if not rows:
        return None
    width = max(len(row) for row in rows)
    header, *body = [row + [""] * (width - len(row)) for row in rows]
    return {"header": header, "rows": body}
