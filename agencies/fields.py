"""How does a form ask for a day? Three boxes, as people write it, with errors that say which box to put right."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class GovDateWidget(forms.MultiWidget):
    """Day, month and year in three boxes, named `<name>_day`, `<name>_month` and `<name>_year`."""

    def __init__(self, attrs=None):
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value):
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class GovDateField(forms.Field):
    """A day, typed as day, month and year; the month may be a word.

    Gives a date, or None when nothing was typed and the field is not required. Errors name what is missing or
    wrong, and carry `params["parts"]`, the boxes to mark. `missing` is what is said when nothing was typed, for
    example "Enter the day the protocol takes effect"; `earliest` and `latest` are the first and last day accepted.
    Days are counted on from: no day is so late that there is none after it, as 31 12 9999 for "no end" would be.
    """

    widget = GovDateWidget

    def __init__(self, *, missing="", earliest: dt.date = EARLIEST, latest: dt.date = LATEST, **kwargs):
        super().__init__(**kwargs)
        self.missing, self.earliest, self.latest = missing, earliest, latest

    def clean(self, value):
        day = self.to_python(value)
        if day is None and self.required:
            raise _refused(self.missing or _("Enter %(what)s") % {"what": _lowered(self._name())}, PARTS)
        if day is not None:
            self._within(day)
            self.run_validators(day)
        return day

    def to_python(self, value):
        if isinstance(value, dt.date) or value is None:
            return value
        typed = dict(zip(PARTS, (str(part or "").strip() for part in value), strict=True))
        absent = [part for part in PARTS if not typed[part]]
        if len(absent) == len(PARTS):
            return None
        if absent:
            names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
            what = _(" and ").join(names[part] for part in absent)
            raise _refused(_("%(name)s must include %(what)s") % {"name": self._name(), "what": what}, absent)
        month = _month(typed["month"])
        year = int(typed["year"]) if _digits(typed["year"]) else None
        if year is not None and len(typed["year"]) != 4:
            raise _refused(_("%(name)s must have a year of 4 numbers, such as 2026") % {"name": self._name()}, ["year"])
        wrong = [part for part, good in zip(PARTS, (_digits(typed["day"]), month, year), strict=True) if not good]
        try:
            return dt.date(year or 0, month or 0, int(typed["day"]) if _digits(typed["day"]) else 0)
        except ValueError:
            # 31 June is wrong as a day of its month; when nothing else is wrong, the day is the box to mark.
            raise _refused(_("%(name)s must be a real date") % {"name": self._name()}, wrong or ["day"]) from None

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def _within(self, day):
        if day < self.earliest:
            raise _refused(_bound(_("%(name)s must be %(day)s or later"), self._name(), self.earliest), PARTS)
        if day > self.latest:
            raise _refused(_bound(_("%(name)s must be %(day)s or earlier"), self._name(), self.latest), PARTS)

    def _name(self):
        # A label that asks a question cannot open a sentence; the error then speaks of "The date".
        label = str(self.label or "")
        return _("The date") if not label or label.endswith("?") else label


def _refused(message, parts):
    # Django fills parameters in with %, and a label may hold a percent sign of its own.
    return ValidationError(message.replace("%", "%%"), code="date", params={"parts": tuple(parts)})


def _bound(sentence, name, day):
    return sentence % {"name": name, "day": f"{day.day} {FULL_MONTHS[day.month - 1].capitalize()} {day.year}"}


def _digits(text):
    # Not str.isdigit, which says yes to superscripts that int() then refuses.
    return text.isascii() and text.isdigit()


def _month(text):
    if _digits(text):
        return int(text) if 1 <= int(text) <= 12 else None
    word = text.lower().rstrip(".")
    for names in (MONTHS, FULL_MONTHS):
        if word in names:
            return names.index(word) + 1
    return 9 if word == "sept" else None


def _lowered(name):
    return name[:1].lower() + name[1:]
