"""What is asked when the answers have been checked: the last facts of a record, or to whom a request goes."""

from datetime import datetime, timedelta

from django import forms
from django.utils.text import capfirst

from protocols.catalogue.clocks import LONDON
from protocols.fields import GovDateField
from sharing.checklist.forms import TIMES, Words
from sharing.models import Request


def _box(label, *, rows=4, max_length=500, help_text="Do not put names here.", required=False):
    return Words(
        label=label, required=required, max_length=max_length, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class RecordForm(forms.Form):
    """The box for the reader; when it was shared, where that is not now; the clause, or why there is none."""

    shared_on = GovDateField(label="When did you share it?", missing="Enter the day on which you shared it")
    shared_time = forms.TimeField(
        label="At what time, about?", required=False, input_formats=TIMES, widget=forms.TextInput,
        help_text="For example 2:10pm", error_messages={"invalid": "Enter a time, such as 2:10pm"},
    )  # fmt: skip
    clause = forms.ChoiceField(label="Which clause does it rest on, if you know?", required=False)
    no_protocol_reason = Words(
        label="What does it rest on, without a protocol?", required=False, max_length=200,
        help_text="You do not need a protocol to share. A few words help whoever reads this later.",
    )  # fmt: skip
    note = _box(
        "Anything the reader should know?", help_text="Everyone who receives it sees this. Do not put names here."
    )

    def __init__(self, *args, at, after, clauses, named, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        local = at.astimezone(LONDON)
        if after:
            self.fields["shared_on"].latest = local.date()
            self.fields["shared_on"].initial = local.date()
        else:
            del self.fields["shared_on"], self.fields["shared_time"]
        if clauses:
            self.fields["clause"].choices = [("", "Not one clause in particular"), *clauses]
        else:
            del self.fields["clause"]
        if named:
            del self.fields["no_protocol_reason"]

    def clean(self):
        if "shared_on" in self.fields and self.shared_at() and self.shared_at() > self.at + timedelta(minutes=1):
            self.add_error("shared_time", "Enter a time that has passed")

    def shared_at(self) -> datetime | None:
        """The moment it was shared: as typed, the start of the day where no time was, or now."""
        if "shared_on" not in self.fields:
            return self.at
        day = self.cleaned_data.get("shared_on")
        time = self.cleaned_data.get("shared_time")
        if day is None:
            return None
        return datetime.combine(day, time or datetime.min.time(), tzinfo=LONDON)


class SendForm(forms.Form):
    """Which agency is asked, and how soon it is to answer."""

    asked_agency = forms.ChoiceField(
        label="Which agency are you asking?", error_messages={"required": "Select the agency you are asking"}
    )
    urgency = forms.ChoiceField(
        label="How soon do you need an answer?", widget=forms.RadioSelect, initial=Request.Urgency.ORDINARY,
        choices=[(value, capfirst(label)) for value, label in Request.Urgency.choices],
        error_messages={"required": "Select how soon you need an answer"},
    )  # fmt: skip
    needed_by = GovDateField(label="Needed by, if there is a date", required=False)
    note = _box("Anything the reader should know?", help_text="The agency you ask sees this. Do not put names here.")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        named = [(key, one.name) for key, one in self.agencies.items()]
        self.fields["asked_agency"].choices = [("", "Choose an agency"), *named]

    def clean_asked_agency(self):
        return self.agencies[self.cleaned_data["asked_agency"]]
