"""What is asked to send a list to agencies before a meeting, and to answer one?"""

from django import forms

from protocols.fields import GovDateField
from sharing.models import Research
from sharing.rules.pausing import STILL

LATER = "later"
ANSWERS = [
    (Research.Reply.NOTHING.value, "Nothing held"),
    (Research.Reply.HELD.value, "We hold something, and bring it to the meeting"),
    (LATER, "Not looked yet"),
]


class SendResearchForm(forms.Form):
    """One's own agency's cases, and the agencies that are asked to the meeting."""

    items = forms.MultipleChoiceField(
        label="Which cases?", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick the cases to send"}
    )
    agencies = forms.MultipleChoiceField(
        label="Which agencies should look?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the agencies that should look"},
    )  # fmt: skip
    look_for = forms.CharField(
        label="What should they look for?", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example, contact since January, and anything about children.",
    )  # fmt: skip
    due_on = GovDateField(label="By when?", help_text="For example, 27 3 2026", missing="Enter the day by which they answer")

    def __init__(self, *args, items, agencies, first, last, paused=(), **kwargs):
        """`paused`: what one's own agency does not share at the moment with some of these agencies (TR-24)."""
        super().__init__(*args, **kwargs)
        self.fields["agencies"].help_text = " ".join([*paused, STILL] if paused else [])
        self.cases, self.asked = {str(one.number): one for one in items}, {one.code: one for one in agencies}
        self.fields["items"].choices = [(number, str(one)) for number, one in self.cases.items()]
        self.fields["agencies"].choices = [(code, one.name) for code, one in self.asked.items()]
        self.fields["due_on"].earliest, self.last = first, last

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on > self.last:
            raise forms.ValidationError("Enter a day that is not after the meeting")
        return due_on

    def sent(self) -> dict:
        said = self.cleaned_data
        return {
            **said, "items": [self.cases[number] for number in said["items"]],
            "agencies": [self.asked[code] for code in said["agencies"]],
        }  # fmt: skip


class AnswerResearchForm(forms.Form):
    """One answer a case; those left out wait."""

    def __init__(self, *args, lines, paused, **kwargs):
        """`paused`: by the agency that asks, what one's own does not share with it at the moment (TR-24)."""
        super().__init__(*args, **kwargs)
        self.lines = {f"line-{one.item.number}": one for one in lines}
        for name, one in self.lines.items():
            # The name of the person stands above the choice on the page, never in a field's name.
            self.fields[name] = forms.ChoiceField(
                label=f"What do you hold on {one.about}?", choices=ANSWERS, widget=forms.RadioSelect, initial=LATER,
                help_text=" ".join(filter(None, [one.look_for, *paused[one.asked_by.agency]])),
                error_messages={"required": "Choose an answer, or that you have not looked yet"},
            )  # fmt: skip

    def clean(self):
        super().clean()
        if self.lines and not self.errors and all(self.cleaned_data[name] == LATER for name in self.lines):
            self.add_error(next(iter(self.lines)), "Choose what your agency holds, for one case at least")
        return self.cleaned_data

    def answered(self) -> dict:
        said = {one.pk: self.cleaned_data[name] for name, one in self.lines.items()}
        return {key: reply for key, reply in said.items() if reply != LATER}
