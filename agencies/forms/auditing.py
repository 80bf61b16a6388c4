"""To which auditor, for which days and why?"""

import datetime as dt

from django import forms

from agencies.actions.auditing import LONGEST
from agencies.fields import GovDateField


class OpenToAuditForm(forms.Form):
    """One auditor of another agency and the days. `people` are those that can be chosen, `on` is today."""

    member = forms.ChoiceField(
        label="Who is the auditor?", error_messages={"required": "Choose the auditor"},
        help_text="Auditors of other agencies who play no other part in the work.",
    )  # fmt: skip
    starts_on = GovDateField(
        label="From which day?", help_text="For example, 27 3 2026", missing="Enter the first day"
    )
    ends_on = GovDateField(
        label="To which day?", help_text="A year later at most. You can take it back before.", missing="Enter the last day"
    )
    reason = forms.CharField(
        label="What is the audit for?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone in the partnership can read this. Do not name anybody whom a record is about.",
        error_messages={"required": "Say what the audit is for"},
    )  # fmt: skip

    def __init__(self, *args, people, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        listed = [(key, f"{one.named}, {one.agency}") for key, one in self.people.items()]
        self.fields["member"].choices = [("", "Choose an auditor"), *listed]
        for name in ("starts_on", "ends_on"):
            self.fields[name].earliest = on

    def clean_member(self):
        return self.people[self.cleaned_data["member"]]

    def clean(self):
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be the first day or later")
        elif first and last and last > first + LONGEST:
            self.add_error("ends_on", f"The last day must be {_words(first + LONGEST)} or earlier")


def _words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
