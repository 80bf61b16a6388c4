"""Whom does one let in to a record, why, and until when?"""

from datetime import timedelta

from django import forms

from protocols.fields import GovDateField

LONGEST = timedelta(days=366)


class LetInForm(forms.Form):
    """One colleague of one's own agency, until a day. `colleagues` are the memberships that can be chosen."""

    member = forms.ChoiceField(
        label="Who needs to read it?", error_messages={"required": "Choose the colleague who needs to read it"}
    )
    reason = forms.CharField(
        label="Why do they need it?", max_length=300,
        help_text="Your agency keeps this reason. Do not name the person it is about.",
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Say why they need to read it"},
    )  # fmt: skip
    ends_on = GovDateField(
        label="Until which day?",
        help_text="For example, 27 3 2026",
        missing="Enter the last day on which they can read it",
    )

    def __init__(self, *args, colleagues, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        named = [(key, one.named) for key, one in self.colleagues.items()]
        self.fields["member"].choices = [("", "Choose a colleague"), *named]
        self.fields["ends_on"].earliest, self.fields["ends_on"].latest = on, on + LONGEST

    def clean_member(self):
        return self.colleagues[self.cleaned_data["member"]]
