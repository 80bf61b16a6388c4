"""A page as a form: typed fields, rows that grow without script, and answers out as plain values to store."""

import datetime as dt

from django import forms
from django.forms.utils import ErrorDict

from protocols.fields import GovDateField
from sharing.checklist import book
from sharing.checklist.carrying import known, proposals, standing_codes
from sharing.checklist.gaps import is_empty
from sharing.checklist.questions.making import NO_NAMES
from sharing.checklist.questions.short import HOLDS
from sharing.checklist.routing import own, parts, settle
from sharing.checklist.shapes import NOTHING, TICKED, Choice, Field, Kind, Page, Situation, When
from sharing.checklist.summary import lines

TIMES = ["%H:%M", "%I:%M%p", "%I:%M %p", "%I.%M%p", "%I.%M %p", "%I%p", "%I %p", "%H.%M"]
LARGEST = 100_000


def form_for(page: Page, situation: Situation, data=None, initial=None, answers=None) -> "QuestionForm":
    """The form of one page. `answers` is everything stored so far; `initial` replaces what the page starts with.

    `form.answers()` gives, once valid, {page code: {field: plain value}}: one code for most pages, one for each part
    of a page that shows several together. Pressing "Add another" or "Remove" makes the form not valid and without
    errors: show it again.
    """
    return QuestionForm(page, situation, answers or {}, data, initial)


class Words(forms.CharField):
    """Typed words. A line break counts once, as the counter under the box counts it."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class QuestionForm(forms.Form):
    """One page of the questions, with what is known already filled in."""

    def __init__(self, page, situation, answers, data=None, initial=None):
        self.page, self.stored = page, answers
        self.situation = settle(situation, answers)
        self.have = known(self.situation, answers)
        self.situation = self.situation.but(options={**self.situation.options, **self._ticked()})
        self.sections = self._sections()
        self.changing_rows = False
        data = self._grown(data) if data is not None else None
        super().__init__(data)
        self.initial = self._started(initial)
        for code, prefix, items in self.sections:
            for item in items:
                self._place(code, prefix, item)

    # What the page holds.

    def _sections(self):
        page = self.page
        sections = [(page.code, "", self._items(page))] if own(page) else []
        sections += [(part.code, f"{part.code}-", self._items(part)) for part in parts(page, self.situation, self.have)]
        return sections

    def _items(self, page):
        if page.code == "standing":
            return self._standing()
        shown = [f for f in page.fields if f.applies is None or f.applies(self.situation, self.have)]
        return [f for f in shown if f.options not in TICKED or self.situation.choices(f)]

    def _standing(self):
        said = self.stored.get("standing") or NOTHING
        supplied = self.situation.procedure.standing if self.situation.procedure else NOTHING
        made = []
        for code in standing_codes(self.situation):
            if code in self.stored and code not in said:
                continue
            page = book.page(code)
            told = lines(page, self.situation, {code: supplied[code]})
            hint = ". ".join(value.rstrip(".") for _label, value in told)
            made.append(Field(code, page.title_in(self.situation), Kind.RADIOS, choices=HOLDS, hint=hint))
        label = "If something is not sure: what makes you say so?"
        return [*made, Field("reason", label, Kind.TEXT, max_length=200, personal=True, hint=NO_NAMES)]

    def _ticked(self):
        """For "Could you share less?": only what was ticked before can be taken out."""
        offered = {}
        for option, code in (("ticked_kinds", "S6"), ("ticked_sensitive", "3e")):
            ticked = self.have.get(code, NOTHING).get("kinds") or ()
            choices = self.situation.choices(book.page(code).field("kinds"))
            offered[option] = tuple(c for c in choices if c.value in ticked and not c.alone)
        return offered

    def _started(self, initial):
        offer = proposals(self.situation, self.stored)
        start = {}
        for code, prefix, _items in self.sections:
            given = initial if initial is not None and not prefix else None
            values = given if given is not None else {**offer.get(code, {}), **(self.have.get(code) or {})}
            start[code] = values
        return start

    # Making Django fields.

    def _place(self, code, prefix, item):
        value = (self.initial.get(code) or NOTHING).get(item.name)
        if item.kind is not Kind.ROWS:
            self.fields[prefix + item.name] = self._made(item, value)
            return
        name = prefix + item.name
        rows = list(value or [])
        count = self._count(name, item) if self.is_bound else min(max(len(rows), 1), item.most)
        self.fields[f"{name}-rows"] = forms.IntegerField(widget=forms.HiddenInput, initial=count, required=False)
        for place in range(count):
            row = rows[place] if place < len(rows) else NOTHING
            for column in item.columns:
                self.fields[f"{name}-{place}-{column.name}"] = self._made(column, row.get(column.name))

    def _made(self, item, value):
        common = {"label": item.label_in(self.situation.tense), "help_text": item.hint, "required": item.must}
        choices = [(choice.value, choice.label) for choice in self.situation.choices(item)]
        if not is_empty(value):
            common["initial"] = dt.date.fromisoformat(value) if item.kind is Kind.DATE else value
        match item.kind:
            case Kind.RADIOS:
                return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
            case Kind.SELECT:
                return forms.ChoiceField(choices=[("", "Choose one"), *choices], **common)
            case Kind.CHECKBOXES:
                return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
            case Kind.CHECKBOX:
                return forms.BooleanField(**common)
            case Kind.NUMBER:
                return forms.IntegerField(min_value=0, max_value=LARGEST, **common)
            case Kind.DATE:
                return GovDateField(**common)
            case Kind.TIME:
                return forms.TimeField(input_formats=TIMES, widget=forms.TextInput, **common)
            case Kind.TEXTAREA:
                return Words(max_length=item.max_length, widget=forms.Textarea(attrs={"rows": 5}), **common)
        return Words(max_length=item.max_length or 200, **common)

    # Rows that grow and shrink.

    def _row_fields(self):
        return [
            (prefix + item.name, item)
            for _code, prefix, items in self.sections for item in items if item.kind is Kind.ROWS
        ]  # fmt: skip

    def _grown(self, data):
        data = data.copy()
        for name, item in self._row_fields():
            count = self._read_count(data, name, item)
            if f"add-{name}" in data:
                count, self.changing_rows = min(count + 1, item.most), True
            elif f"drop-{name}" in data:
                count, self.changing_rows = self._without(data, name, item, count), True
            data[f"{name}-rows"] = str(count)
        return data

    def _without(self, data, name, item, count):
        typed = str(data[f"drop-{name}"])
        gone = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else count
        if gone >= count:
            return count
        for place in range(gone, count):
            for column in item.columns:
                below = data.get(f"{name}-{place + 1}-{column.name}")
                data.pop(f"{name}-{place}-{column.name}", None)
                if below is not None and place + 1 < count:
                    data[f"{name}-{place}-{column.name}"] = below
        return max(count - 1, 1)

    def _read_count(self, data, name, item):
        typed = str(data.get(f"{name}-rows") or "1")
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 1
        return min(max(count, 1), item.most)

    def _count(self, name, item):
        return self._read_count(self.data, name, item)

    def full_clean(self):
        if self.is_bound and self.changing_rows:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def is_valid(self):
        return not self.changing_rows and super().is_valid()

    # Answers out.

    def answers(self) -> dict[str, dict]:
        """What to store: {page code: {field: plain value}}. What does not show is left out, and so is what is empty.

        ValueError unless the form is valid.
        """
        if not self.is_valid():
            raise ValueError("the answers of a form that is not valid")
        return {code: self._values(prefix, items) for code, prefix, items in self.sections}

    def _values(self, prefix, items):
        values = {}
        for item in items:
            value = self._rows(prefix + item.name, item) if item.kind is Kind.ROWS else self._plain(prefix + item.name)
            if not is_empty(value) and value is not False:
                values[item.name] = value
        # Twice: what hides one field may itself be hidden.
        for _turn in range(2):
            values = {f.name: values[f.name] for f in items if f.name in values and f.is_shown(self.situation, values)}
        return values

    def _rows(self, name, item):
        rows = []
        for place in range(self._count(name, item)):
            row = {column.name: self._plain(f"{name}-{place}-{column.name}") for column in item.columns}
            row = {key: value for key, value in row.items() if not is_empty(value) and value is not False}
            if row:
                rows.append(row)
        return rows

    def _plain(self, name):
        value = self.cleaned_data.get(name)
        if isinstance(value, dt.time):
            return value.strftime("%H:%M")
        return value.isoformat() if isinstance(value, dt.date) else value

    # For the template.

    def blocks(self) -> list[dict]:
        """The page in order: fields, groups of rows, and a heading before each part of a page that shows several.

        A field opened by one single choice of a radio or tick list before it lies in that field's `opens`, by value;
        one opened by several choices stands after it, with `shown_when` (field name, values) for the script.
        """
        made = []
        for code, prefix, items in self.sections:
            if prefix:
                part = book.page(code)
                made.append({"kind": "heading", "text": part.title_in(self.situation), "hint": part.hint})
            names = {item.name: item for item in items}
            placed: dict[str, dict] = {}
            for item in items:
                block = self._block(prefix, item)
                placed[item.name] = block
                parent = self._parent(item, names)
                if parent and item.kind is not Kind.ROWS:
                    opens = placed[parent]["opens"]
                    opens.setdefault(item.shown.values[0], []).append(block)
                else:
                    made.append(block)
        return made

    def _parent(self, item, names):
        shown = item.shown
        if not isinstance(shown, When) or len(shown.values) != 1 or shown.name not in names:
            return None
        parent = names[shown.name]
        # One level deep only: a choice inside a choice is hard to hear and to see.
        nests = parent.kind in (Kind.RADIOS, Kind.CHECKBOXES) and parent.shown is None
        return shown.name if nests else None

    def _block(self, prefix, item):
        name = prefix + item.name
        shown_when = (prefix + item.shown.name, list(item.shown.values)) if isinstance(item.shown, When) else None
        if item.kind is Kind.ROWS:
            count = self._count(name, item) if self.is_bound else self.fields[f"{name}-rows"].initial
            rows = [[self[f"{name}-{place}-{column.name}"] for column in item.columns] for place in range(count)]
            return {"kind": "rows", "name": name, "legend": item.label, "rows": rows, "count": self[f"{name}-rows"],
                    "add": f"add-{name}" if count < item.most else None, "drop": f"drop-{name}",
                    "shown_when": shown_when}  # fmt: skip
        choices: tuple[Choice, ...] = self.situation.choices(item)
        return {"kind": "field", "bound": self[name], "item": item, "opens": {}, "shown_when": shown_when,
                "hints": {choice.value: choice.hint for choice in choices if choice.hint},
                "exclusive": next((choice.value for choice in choices if choice.alone), None)}  # fmt: skip
