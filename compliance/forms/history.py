"""Which changes does somebody want to see, on what day, or take away and why?"""

import datetime as dt

from django import forms
from django.utils.text import capfirst

from agencies.access import registered
from agencies.models import Agency
from compliance.history.kinds import kinds
from compliance.history.narrowing import Choice
from compliance.history.words import VERBS, kind_words, verb_words
from compliance.models import AuditExport
from protocols.fields import GovDateField
from protocols.models import Protocol
from sharing.filters import PeriodForm

DAY_HINT = "For example, 27 3 2026"


class HistoryForm(PeriodForm):
    """The filter of the list, from the query string. What cannot be read says so beside its box, and nothing is listed."""

    kind = forms.ChoiceField(label="Kind of record", required=False)
    agency = forms.ChoiceField(label="Who acted", required=False)
    protocol = forms.ChoiceField(label="Protocol", required=False)
    verb = forms.ChoiceField(label="What was done", required=False)
    person = forms.CharField(label="Name of the person who acted", required=False, max_length=100)
    since = GovDateField(label="From", required=False, help_text=DAY_HINT)
    until = GovDateField(label="To", required=False, help_text=DAY_HINT)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(member)
        self.agencies = {one.code: one for one in agencies}
        self.protocols = {one.reference: one for one in Protocol.objects.visible_to(member).order_by("reference")}
        kept = {kind.slug: capfirst(kind_words(kind)) for kind in kinds()}
        self.fields["kind"].choices = [("", "Every kind of record"), *_sorted(kept)]
        self.fields["agency"].choices = [("", "Any agency"), *((code, one.name) for code, one in self.agencies.items())]
        self.fields["protocol"].choices = [
            ("", "Any protocol or none"), *((key, f"{one.title} ({key})") for key, one in self.protocols.items()),
        ]  # fmt: skip
        verbs = {verb for _, verb in registered()} | set(VERBS)
        self.fields["verb"].choices = [("", "Anything"), *_sorted({verb: capfirst(verb_words(verb)) for verb in verbs})]

    def choice(self) -> Choice:
        """What is asked for, of what could be read."""
        said = self.said()
        agency, protocol = self.agencies.get(said.get("agency", "")), self.protocols.get(said.get("protocol", ""))
        return Choice.of(said, agency=agency, protocol=protocol)

    def in_words(self) -> list[str]:
        """The same said in words; empty when nothing is narrowed."""
        said = self.said()
        kind, agency, protocol = (said.get(name, "") for name in ("kind", "agency", "protocol"))
        told = [
            dict(self.fields["kind"].choices)[kind].lower() if kind else "",
            f"by {self.agencies[agency].name}" if agency else "",
            f"under {self.protocols[protocol].title}" if protocol else "",
            f"where somebody {verb_words(said['verb'])}" if said.get("verb") else "",
            f"by a person called “{said['person']}”" if said.get("person") else "",
            f"from {_day(said['since'])}" if said.get("since") else "",
            f"to {_day(said['until'])}" if said.get("until") else "",
        ]
        return [words for words in told if words]

    def as_asked(self) -> dict[str, str]:
        """What was chosen, as it is kept with a copy."""
        return {name: str(value) for name, value in self.said().items() if value}

    def said(self) -> dict:
        """What was chosen and could be read."""
        self.is_valid()
        return self.cleaned_data


class ExportHistoryForm(PeriodForm):
    """Why, and in what shape? The period narrows what is chosen already."""

    reason = forms.CharField(
        label="What do you need it for?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your agency keeps this beside the copy. Do not name anybody whom a record is about.",
        error_messages={"required": "Say what you need it for"},
    )  # fmt: skip
    since = GovDateField(
        label="From which day?", required=False, help_text="Leave empty for everything from the beginning"
    )
    until = GovDateField(label="To which day?", required=False, help_text="Leave empty for everything up to now")
    written_as = forms.ChoiceField(
        label="In what shape?", choices=AuditExport.Format, widget=forms.RadioSelect,
        error_messages={"required": "Choose in what shape you need it"},
    )  # fmt: skip


class AsOfForm(forms.Form):
    """At the end of which day?"""

    on = GovDateField(label="How did it stand at the end of which day?", help_text=DAY_HINT, missing="Enter a day")


def _sorted(words: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(words.items(), key=lambda pair: pair[1])


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
